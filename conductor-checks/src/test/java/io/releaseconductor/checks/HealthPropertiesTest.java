package io.releaseconductor.checks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.releaseconductor.check.CheckResult;
import io.releaseconductor.check.CheckStatus;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import mockwebserver3.MockResponse;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okio.Buffer;
import okio.ByteString;

/** Whatever a health route answers, there is a result. */
@Label("A health answer")
class HealthPropertiesTest {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Site site = Held.site();

    @Provide
    Arbitrary<String> type() {
        return Arbitraries.of(
                "application/json",
                "application/health+json; charset=utf-16",
                "text/html",
                "text/plain; charset=nonsense",
                "image/png",
                ";;",
                "text/xml");
    }

    /** Pieces of which health answers are made, in an order that nobody would make. */
    @Provide
    Arbitrary<String> pieces() {
        return Arbitraries.of(
                        "{",
                        "}",
                        "[",
                        "]",
                        ":",
                        ",",
                        "\"status\"",
                        "\"db\"",
                        "\"UP\"",
                        "\"checks\"",
                        "null",
                        "false",
                        "503",
                        "[+]",
                        "[-]",
                        "\n",
                        " ok",
                        "database: ",
                        "FAILED",
                        "<html>",
                        "<body>",
                        "</body>",
                        "<script>",
                        "<!--",
                        "&nbsp;",
                        "error",
                        "not ",
                        "is ",
                        "✅",
                        "❌",
                        "\u0000",
                        "\uFEFF",
                        ")]}'",
                        "Exception",
                        "'")
                .list()
                .ofMaxSize(40)
                .map(list -> String.join("", list));
    }

    @Provide
    Arbitrary<JsonNode> json() {
        Arbitrary<String> names = Arbitraries.of(
                "status",
                "Status",
                "health",
                "checks",
                "components",
                "details",
                "db",
                "redisConnected",
                "name",
                "error",
                "errors",
                "warnings",
                "message",
                "data",
                "readyState",
                "healthy",
                "unhealthy",
                "is",
                "",
                ":",
                "_",
                "ÄÖ",
                "a:b",
                "optional");
        Arbitrary<JsonNode> leaves = Arbitraries.of(
                NODES.textNode("UP"),
                NODES.textNode("down"),
                NODES.textNode("not "),
                NODES.textNode(""),
                NODES.textNode("xQ7secretQ7x"),
                NODES.textNode("error: xQ7secretQ7x"),
                NODES.booleanNode(true),
                NODES.booleanNode(false),
                NODES.numberNode(503),
                NODES.numberNode(1e300),
                NODES.nullNode());
        return Arbitraries.recursive(() -> leaves, inner -> container(names, inner), 0, 4);
    }

    private static Arbitrary<JsonNode> container(Arbitrary<String> names, Arbitrary<JsonNode> inner) {
        Arbitrary<JsonNode> lists =
                inner.list().ofMaxSize(3).map(items -> NODES.arrayNode().addAll(items));
        Arbitrary<JsonNode> objects = Combinators.combine(
                        names.list().ofMaxSize(4), inner.list().ofSize(4))
                .as((keys, values) -> {
                    ObjectNode object = NODES.objectNode();
                    for (int i = 0; i < keys.size(); i++) {
                        object.set(keys.get(i), values.get(i));
                    }
                    return object;
                });
        return Arbitraries.oneOf(lists, objects);
    }

    @Property(tries = 200)
    @Label("of any bytes, with any header and any status, has a result")
    void of_any_bytes(
            @ForAll @Size(max = 300) byte[] body,
            @ForAll("type") String type,
            @ForAll @IntRange(min = 200, max = 599) int status) {
        boolean silent = status == 204 || status == 205 || status == 304;
        MockResponse.Builder response = new MockResponse.Builder()
                .code(status)
                .setHeader("Content-Type", type)
                .setHeader("Location", "/health");
        site.on("/health", (silent ? response : response.body(new Buffer().write(body))).build());

        CheckResult result = Checks.run(Checks.api(site.base()).withRequiredParts(List.of("database")));

        assertThat(result.message()).isNotBlank();
        if (result.status() != CheckStatus.PASS) {
            assertThat(result.hint()).isNotBlank();
        }
    }

    @Property(tries = 2000)
    @Label("of any pieces in any order is read")
    void of_any_pieces(@ForAll("pieces") String body, @ForAll("type") String type) {
        assertThat(HealthBody.read(answer(ByteString.encodeUtf8(body), type))).isNotNull();
    }

    @Property(tries = 2000)
    @Label("of any JSON is read, and none of its values is shown")
    void of_any_json(@ForAll("json") JsonNode json) {
        HealthAnswer read = HealthBody.read(answer(ByteString.encodeUtf8(json.toString()), "application/json"));

        assertThat(read.toString()).doesNotContain("error: xQ7").doesNotContain("xQ7secretQ7x:");
        if (read instanceof HealthAnswer.Unclear unclear) {
            assertThat(unclear.toString()).doesNotContain("xQ7");
        }
        if (read instanceof HealthAnswer.Told told) {
            assertThat(String.valueOf(told.report().word())).doesNotContain("xQ7");
        }
    }

    @Example
    @Label("of a million brackets, fields or names is read within bounds")
    void of_a_million() {
        String wide = "{" + "\"a\":{\"status\":\"down\"},".repeat(40_000) + "\"b\":1}";
        String names = "[" + "{\"name\":\"n\",\"status\":\"UP\"},".repeat(3_000) + "1]";
        List<String> bodies = List.of(
                "[".repeat(1_000_000),
                "{\"a\":".repeat(150_000),
                wide,
                names,
                "\"" + "x".repeat(1_000_000) + "\"",
                "<".repeat(1_000_000),
                "<head ".repeat(160_000),
                "ok\n".repeat(300_000),
                "a".repeat(1_000_000));
        for (String body : bodies) {
            assertThat(HealthBody.read(answer(ByteString.encodeString(body, StandardCharsets.UTF_8), "text/plain")))
                    .isNotNull();
        }
    }

    private static WebAnswer answer(ByteString body, String type) {
        HttpUrl url = HttpUrl.get("http://127.0.0.1/health");
        Headers headers = Headers.of("Content-Type", type);
        return new WebAnswer(url, "GET " + url, 200, headers, body, false, Duration.ZERO);
    }
}
