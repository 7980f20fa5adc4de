package io.releaseconductor.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.config.Problems;
import io.releaseconductor.config.Variables;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Reach;
import java.net.URI;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import okhttp3.Headers;
import okhttp3.HttpUrl;

@Label("What is said of canaries")
class CanaryPropertiesTest {

    private static final String BASE = "https://valine.app";

    @Provide
    Arbitrary<String> target() {
        Arbitrary<String> first = Arbitraries.strings()
                .withCharRange('a', 'z')
                .withCharRange('A', 'Z')
                .withCharRange('0', '9')
                .ofLength(1);
        Arbitrary<String> rest = Arbitraries.strings()
                .withCharRange('a', 'z')
                .withCharRange('0', '9')
                .withChars('.', '-', '_')
                .ofMaxLength(39);
        return first.flatMap(a -> rest.map(b -> a + b));
    }

    @Provide
    Arbitrary<String> address() {
        Arbitrary<String> near = Arbitraries.of(
                        "canary", "{target}", "{", "}", ".", "-", "_", ":", "/", "8443", "a".repeat(64), "%41", "[::1]")
                .list()
                .ofMinSize(1)
                .ofMaxSize(5)
                .map(parts -> String.join("", parts));
        return Arbitraries.oneOf(near, Arbitraries.strings());
    }

    @Property
    @Label("leads, with any target's name, to a host under the one that is written, or nowhere")
    void targets(@ForAll("target") String name) {
        CanaryAddress address = new CanaryAddress(URI.create(BASE), "https://{target}.example.com/at/{target}");
        HttpUrl url;
        try {
            url = address.at(new Reach.Target(name)).orElseThrow();
        } catch (IllegalArgumentException e) {
            return;
        }
        assertThat(url.host()).endsWith(".example.com");
        assertThat(url.scheme()).isEqualTo("https");
        assertThat(url.port()).isEqualTo(443);
        CanaryRoute route = new CanaryRoute(HttpUrl.get(BASE), url, null);
        URI moved = route.moved(URI.create(BASE + "/health?deep=1"));
        assertThat(HttpUrl.get(moved)).isEqualTo(HttpUrl.get(url.toString().replaceFirst("/$", "") + "/health?deep=1"));
    }

    @Property
    @Label("sends the header to one scheme, host and port, and to no other")
    void origins(
            @ForAll("origin") String there,
            @ForAll("origin") String asked,
            @ForAll boolean own,
            @ForAll boolean cookie) {
        HttpUrl canary = HttpUrl.get(there);
        RoutingHeader header = RoutingHeader.of(cookie ? "Cookie: canary=always" : "X-Canary: 1");
        CanaryRoute route = new CanaryRoute(own ? HttpUrl.get(BASE) : canary, own ? canary : null, header);
        Headers.Builder headers = new Headers.Builder();

        route.prepare(HttpUrl.get(asked + "/any"), headers);

        assertThat(headers.build().size()).isEqualTo(there.equals(asked) ? 1 : 0);
        assertThat(route.isTaken()).isEqualTo(there.equals(asked));
    }

    @Provide
    Arbitrary<String> origin() {
        return Combinators.combine(
                        Arbitraries.of("http", "https"),
                        Arbitraries.of("valine.app", "www.valine.app", "valine.app.example.com", "127.0.0.1"),
                        Arbitraries.of(81, 8443))
                .as((scheme, host, port) -> scheme + "://" + host + ":" + port);
    }

    @Property
    @Label("is read or refused as a header, and never told")
    void headers(@ForAll String text, @ForAll boolean named) {
        String written = (named ? "X-Canary: " : "") + "qZ7q" + text + "qZ7q";
        Problems problems = new Problems();
        BuiltInCheckOptions options = read("SHIP_CANARY_HEADER", written, problems);

        if (problems.messages().isEmpty()) {
            RoutingHeader header = options.canary().header();
            Headers sent = new Headers.Builder()
                    .add(header.name(), header.value().reveal())
                    .build();
            assertThat(sent.size()).isEqualTo(1);
            assertThat(options.toString()).doesNotContain(header.value().reveal());
        } else {
            assertThat(problems.messages()).singleElement().asString().doesNotContain("qZ7q");
        }
    }

    @Property
    @Label("is read or refused as an address, whatever is written")
    void addresses(@ForAll("address") String text) {
        Problems problems = new Problems();
        BuiltInCheckOptions options = read("VITE_API_BASE_CANARY", "http://" + text, problems);

        assertThat(problems.messages().isEmpty()).isEqualTo(options.canary() != null);
    }

    private static BuiltInCheckOptions read(String name, String value, Problems problems) {
        Map<String, String> variables = Map.of("FRONTEND_BASE_URL", BASE, "VITE_API_BASE", BASE, name, value);
        return new OptionsReader(Variables.of(variables).in(Environment.STAGING, problems)).read();
    }
}
