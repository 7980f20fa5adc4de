package io.releaseconductor.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.check.CheckResult;
import io.releaseconductor.config.Secret;
import java.net.URI;
import java.util.List;
import java.util.function.Function;
import mockwebserver3.MockResponse;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Secrets are planted wherever an application could put one, and looked for in all that is shown. */
@Label("Secrets")
class SecretsPropertiesTest {

    private final Site site = Held.site();

    @Provide
    Arbitrary<String> secret() {
        return Arbitraries.strings()
                .withCharRange('a', 'z')
                .withCharRange('A', 'Z')
                .withCharRange('0', '9')
                .ofLength(12)
                .map(text -> "qZ7" + text);
    }

    /** Ways for an application to answer with a secret. */
    @Provide
    Arbitrary<Function<String, MockResponse>> answer() {
        return Arbitraries.of(List.of(
                s -> with(Site.json(200, "{\"user\":{\"id\":\"" + s + "\"}}"), s),
                s -> with(Site.json(200, "{\"user\":{\"id\":1}}"), Tokens.jwt("{\"jti\":\"" + s + "\"}")),
                s -> with(Site.json(200, "{\"user\":{\"id\":1}}"), Tokens.jwt("{\"exp\":1,\"jti\":\"" + s + "\"}")),
                s -> with(Site.json(200, s + " is no JSON"), s + "." + s + "." + s),
                s -> with(Site.json(200, "{\"a\": " + s + "}"), s),
                s -> Site.json(200, "{\"url\":\"" + site.base() + "/" + s + "?" + signed(s) + "\"}"),
                s -> Site.json(200, "{\"url\":\"http://127.0.0.1:1/" + s + "?" + signed(s) + "\"}"),
                s -> Site.json(200, "{\"url\":\"http://" + "[/" + s + "\"}"),
                s -> Site.json(200, "{\"url\":\"" + site.base() + "/k?X-Amz-Signature=" + s + "\"}"),
                s -> Site.json(
                        200,
                        "{\"status\":\"" + s + "\",\"database\":\"postgres://u:" + s + "@h\",\"warnings\":[\"" + s
                                + "\"]}"),
                s -> Site.json(
                        200,
                        "{\"status\":\"ok\",\"database\":\"error: " + s + "\",\"redis\":{\"status\":\"" + s + "\"}}"),
                s -> Site.json(503, "{\"error\":\"" + s + "\",\"db\":{\"status\":\"down\",\"details\":\"" + s + "\"}}"),
                s -> Site.html("<h1>" + s + "</h1><script src='/no.js?token=" + s + "'></script>"),
                s -> Site.answer(200, "text/plain", s),
                s -> Site.answer(500, "text/plain", s),
                s -> Site.redirect(302, "http://elsewhere.example/" + s + "?t=" + s),
                s -> Site.redirect(307, "/?" + s),
                s -> Site.redirect(307, "/" + s),
                s -> Site.redirect(302, "/gone;jsessionid=" + s),
                s -> Site.redirect(302, "/links/" + s + "/open"),
                s -> new MockResponse.Builder().status("HTTP/1.1 500 " + s).build(),
                s -> new MockResponse.Builder().status(s).build()));
    }

    private static MockResponse with(MockResponse response, String cookie) {
        return new MockResponse.Builder(response)
                .addHeader("Set-Cookie", "session=" + cookie + "; Path=/")
                .build();
    }

    private static String signed(String secret) {
        return "X-Amz-Algorithm=A&X-Amz-Credential=" + secret + "&X-Amz-Signature=" + secret;
    }

    @Property(tries = 150)
    void are_in_nothing_that_is_shown(
            @ForAll("secret") String secret, @ForAll("answer") Function<String, MockResponse> answer) {
        for (String path : List.of("/", "/health", "/auth/login", "/api/search", "/api/media/presign", "/" + secret)) {
            site.on(path, answer.apply(secret));
        }
        BuiltInCheckOptions none = BuiltInCheckOptions.none();
        AuthOptions login = AuthOptions.at(site.base()).withCredentials("robot-" + secret, new Secret(secret));
        URI search = URI.create(site.base() + "/api/search?key=" + secret);

        List<CheckResult> results = List.of(
                Checks.run(Checks.frontend(site.base())),
                Checks.run(Checks.api(site.base())),
                Checks.run(login),
                Checks.run(Checks.search(site.base()).withEndpoint(Endpoint.get(search))),
                Checks.run(MediaOptions.at(site.base())),
                Checks.run(none.withMedia(MediaOptions.at(site.base()).withLogin(login))));

        assertThat(results).allSatisfy(result -> {
            assertThat(Checks.everythingShown(result)).doesNotContainIgnoringCase(secret);
            assertThat(result.toString()).doesNotContainIgnoringCase(secret);
        });
        assertThat(none.withAuth(login)
                        .withSearch(Checks.search(site.base()).withEndpoint(Endpoint.get(search)))
                        .toString())
                .doesNotContain(secret);
    }
}
