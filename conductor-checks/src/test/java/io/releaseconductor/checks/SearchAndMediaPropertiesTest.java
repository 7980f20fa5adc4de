package io.releaseconductor.checks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.releaseconductor.check.CheckResult;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import mockwebserver3.MockResponse;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import okio.Buffer;

/** Whatever an application or a storage answers, search and media make a result of it, and show nothing of what was in it. */
@Label("Search and media")
class SearchAndMediaPropertiesTest {

    private static final String SECRET = "qZ7s3cr3tOfTheStore99";

    private final Site site = Held.site();

    @Provide
    Arbitrary<String> type() {
        return Arbitraries.of(
                "application/json",
                "text/html",
                "application/xml",
                "text/plain; charset=utf-8",
                "application/json; charset=no",
                "/");
    }

    /** Bytes of any kind, and beginnings of what would be understood. */
    @Provide
    Arbitrary<byte[]> body() {
        Arbitrary<byte[]> any = Arbitraries.bytes().array(byte[].class).ofMaxSize(300);
        Arbitrary<byte[]> nearly = Arbitraries.of(
                        "{",
                        "[[[[",
                        "<Error><Code>",
                        "<!doctype html>",
                        "{\"url\":\"http://",
                        "\uFEFF",
                        ")]}',",
                        "{\"results\":")
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
        return Combinators.combine(nearly, any).as((start, rest) -> {
            byte[] all = new byte[start.length + rest.length];
            System.arraycopy(start, 0, all, 0, start.length);
            System.arraycopy(rest, 0, all, start.length, rest.length);
            return all;
        });
    }

    /** JSON with the names that are looked for, in places where nobody would expect them. */
    @Provide
    Arbitrary<JsonNode> json() {
        return json(4);
    }

    private static Arbitrary<JsonNode> json(int depth) {
        JsonNodeFactory make = JsonNodeFactory.instance;
        Arbitrary<JsonNode> leaf = Arbitraries.of(List.of(
                make.nullNode(),
                make.booleanNode(true),
                make.booleanNode(false),
                make.numberNode(0),
                make.numberNode(500),
                make.numberNode(-1.5e300),
                make.textNode(""),
                make.textNode(SECRET),
                make.textNode("https://" + SECRET + ".invalid/" + SECRET),
                make.textNode("http://127.0.0.1:1/" + SECRET + "?Signature=" + SECRET + "&AWSAccessKeyId=" + SECRET),
                make.textNode("http://[::1/%zz?sig=" + SECRET)));
        if (depth == 0) {
            return leaf;
        }
        Arbitrary<String> name = Arbitraries.of(
                "results",
                "hits",
                "total",
                "errors",
                "status",
                "failed",
                "successful",
                "timed_out",
                "url",
                "uploadUrl",
                "fields",
                "Policy",
                "expires",
                "id",
                "data",
                "value",
                SECRET,
                "",
                "X-Amz-Date",
                "X-Amz-Expires",
                "X-Amz-Signature");
        Arbitrary<JsonNode> inner = Arbitraries.lazy(() -> json(depth - 1));
        Arbitrary<JsonNode> list =
                inner.list().ofMaxSize(3).map(elements -> make.arrayNode().addAll(elements));
        Arbitrary<JsonNode> object = Combinators.combine(name, inner)
                .as((n, v) -> make.objectNode().<ObjectNode>set(n, v))
                .list()
                .ofMaxSize(4)
                .map(parts -> {
                    ObjectNode all = make.objectNode();
                    parts.forEach(part -> all.setAll(part));
                    return all;
                });
        return Arbitraries.frequencyOf(Tuple.of(1, leaf), Tuple.of(2, list), Tuple.of(4, object));
    }

    private static MockResponse answer(int status, String type, byte[] body) {
        MockResponse.Builder answer = new MockResponse.Builder().code(status).addHeader("Content-Type", type);
        return status == 204 || status == 304
                ? answer.build()
                : answer.body(new Buffer().write(body)).build();
    }

    @Property(tries = 150)
    void make_a_result_of_any_bytes(
            @ForAll @IntRange(min = 200, max = 599) int status,
            @ForAll boolean expected,
            @ForAll("type") String type,
            @ForAll("body") byte[] body) {
        MockResponse answer = answer(expected ? 200 : status, type, body);
        site.on("/api/search", answer).on("/api/media/presign", answer);

        assertThat(Checks.run(Checks.search(site.base())).message()).isNotBlank();
        assertThat(Checks.run(MediaOptions.at(site.base())).message()).isNotBlank();
    }

    @Property(tries = 150)
    void make_a_result_of_whatever_a_storage_answers(
            @ForAll @IntRange(min = 200, max = 599) int status,
            @ForAll("type") String type,
            @ForAll("body") byte[] body) {
        String signed = "/k/" + SECRET + "?X-Amz-Algorithm=A&X-Amz-Credential=" + SECRET
                + "&X-Amz-SignedHeaders=host&X-Amz-Signature=" + SECRET;
        site.onJson("/api/media/presign", "{\"url\":\"" + site.base() + signed + "\"}");
        site.on("/k/" + SECRET, answer(status, type, body));

        assertThat(Checks.everythingShown(Checks.run(MediaOptions.at(site.base()))))
                .doesNotContain(SECRET);
    }

    @Property(tries = 300)
    void show_nothing_of_any_JSON(@ForAll("json") JsonNode json) {
        site.onJson("/api/search", json.toString()).onJson("/api/media/presign", json.toString());

        List<CheckResult> results = List.of(
                Checks.run(Checks.search(site.base())),
                Checks.run(Checks.search(site.base()).withResultsField("data[0].results")),
                Checks.run(MediaOptions.at(site.base())));

        // a host is shown, even one that nobody should have made of a secret
        assertThat(results)
                .allSatisfy(result -> assertThat(Checks.everythingShown(result)
                                .replace(SECRET.toLowerCase(Locale.ROOT) + ".invalid", ""))
                        .doesNotContainIgnoringCase(SECRET));
    }
}
