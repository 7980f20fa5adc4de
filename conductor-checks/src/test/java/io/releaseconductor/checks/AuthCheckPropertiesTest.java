package io.releaseconductor.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.check.CheckResult;
import io.releaseconductor.config.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import mockwebserver3.MockResponse;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import okio.Buffer;

@Label("Any answer to a login")
class AuthCheckPropertiesTest {

    private static final String SECRET = "qZ7kLm2Xw9Rt4Bv";
    private static final HttpLimits SMALL = HttpLimits.defaults().withMaxBodyBytes(2_000);

    private final Site site = Held.site();

    /** Pieces that mean something to the check, and noise, with the secret among them. */
    @Provide
    Arbitrary<String> text() {
        Arbitrary<String> pieces = Arbitraries.of(
                SECRET,
                Tokens.fresh(),
                Tokens.jwt("{\"jti\":\"" + SECRET + "\",\"exp\":1}"),
                Tokens.encrypted("{\"alg\":\"dir\",\"enc\":\"A256GCM\"}"),
                "eyJ",
                "Fe26.2**" + SECRET,
                "s%3A",
                "base64-",
                "Bearer ",
                "{\"user\":{\"id\":\"" + SECRET + "\"}}",
                "{\"" + SECRET + "\":\"" + SECRET + "\"}",
                "{\"token\":\"" + SECRET + SECRET + "\"}",
                "{\"errors\":[{\"message\":\"" + SECRET + "\"}]}",
                "[[[[[[[[",
                "csrf",
                "mfa_required",
                "invalid credentials",
                "<input name=_token value=" + SECRET + " type=password>",
                "%",
                "%zz",
                "%e2%28",
                "--",
                ".",
                "=",
                "\"",
                "\u0001",
                "ü");
        return Arbitraries.oneOf(
                        pieces, Arbitraries.strings().ofMaxLength(8).map(s -> s.replaceAll("[\\r\\n\\x00]", "")))
                .list()
                .ofMaxSize(5)
                .map(list -> String.join("", list));
    }

    @Provide
    Arbitrary<String> attributes() {
        return Arbitraries.of(
                        "",
                        "; Path=/",
                        "; Secure",
                        "; SameSite=None",
                        "; Domain=" + SECRET + ".example",
                        "; Domain=..",
                        "; Domain=[::1",
                        "; Max-Age=0",
                        "; Max-Age=999999999999999999999",
                        "; Expires=" + SECRET,
                        "; Expires=Thu, 01 Jan 1970 00:00:00 GMT",
                        "; Partitioned",
                        ";;;=;")
                .list()
                .ofMaxSize(3)
                .map(list -> String.join("", list));
    }

    @Provide
    Arbitrary<String> name() {
        return Arbitraries.of("session", "s.0", "s.1", "sC1", "__Host-s", "__Secure-s", "XSRF-TOKEN", SECRET, "", "ü");
    }

    @Property(tries = 400)
    void gives_a_result_and_shows_no_value(
            @ForAll("status") int status,
            @ForAll("text") String body,
            @ForAll("type") String type,
            @ForAll("text") String location,
            @ForAll @Size(max = 3) List<@From("name") String> names,
            @ForAll("text") String value,
            @ForAll("attributes") String attributes,
            @ForAll("options") int options) {
        MockResponse.Builder answer = new MockResponse.Builder()
                .code(status)
                .setHeader("Content-Type", type)
                .addHeaderLenient("Location", "/x?" + location)
                .addHeaderLenient("X-Token", value);
        names.forEach(name -> answer.addHeaderLenient("Set-Cookie", name + "=" + value + attributes));
        if (status != 204 && status != 304) {
            answer.body(new Buffer().write(body.getBytes(StandardCharsets.UTF_8)));
        }
        site.on("/auth/login", answer.build()).on("/csrf", answer.code(200).build());

        CheckResult result =
                Checks.run(BuiltInCheckOptions.none().withAuth(login(options)).withLimits(SMALL));

        assertThat(result.message()).isNotBlank();
        assertThat(Checks.everythingShown(result)).doesNotContain(SECRET, SECRET.toLowerCase(Locale.ROOT));
    }

    @Provide
    Arbitrary<Integer> status() {
        return Arbitraries.oneOf(
                Arbitraries.of(200, 201, 204, 302, 303, 400, 401, 403, 419, 422),
                Arbitraries.integers().between(200, 599));
    }

    @Provide
    Arbitrary<String> type() {
        return Arbitraries.of(
                "application/json",
                "text/html",
                "text/plain; charset=utf-16",
                "nonsense",
                "application/json; charset=" + SECRET);
    }

    @Provide
    Arbitrary<Integer> options() {
        return Arbitraries.integers().between(0, 4);
    }

    private AuthOptions login(int kind) {
        AuthOptions options = AuthOptions.at(site.base()).withCredentials("robot-" + SECRET, new Secret(SECRET));
        LoginExpectation any = new LoginExpectation(LoginExpectation.Session.ANY, true, null, null, null, null);
        return switch (kind) {
            case 1 -> options.withExpected(any);
            case 2 ->
                options.withExpected(
                        new LoginExpectation(LoginExpectation.Session.JWT, true, null, "token", null, "a.b"));
            case 3 ->
                options.withExpected(
                        new LoginExpectation(LoginExpectation.Session.ANY, false, null, null, "X-Token", null));
            case 4 ->
                options.withExpected(any)
                        .withCsrf(new CsrfOptions(URI.create(site.base() + "/csrf?key=" + SECRET), null, null, null))
                        .withForm(new LoginForm(
                                LoginForm.Format.FORM, "u", "p", "{\"client_secret\":\"" + SECRET + "\"}", null));
            default -> options;
        };
    }
}
