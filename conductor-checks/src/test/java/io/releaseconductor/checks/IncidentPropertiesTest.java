package io.releaseconductor.checks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.releaseconductor.config.Masking;
import io.releaseconductor.deployment.AdmissionOutcome;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.OneLine;
import io.releaseconductor.spi.Admission;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mockwebserver3.MockResponse;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import okio.Buffer;

@Label("Of whatever an incident page answers")
class IncidentPropertiesTest {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private static final List<String> FIELDS = List.of(
            "incidents",
            "data",
            "open",
            "status",
            "incident_status",
            "state",
            "indicator",
            "description",
            "category",
            "name",
            "title",
            "attributes",
            "resolved_at",
            "created_at",
            "more",
            "meta",
            "pagination",
            "next",
            "after",
            "error",
            "errors",
            "ok",
            "x");

    private static final List<String> WORDS = List.of(
            "resolved",
            "investigating",
            "none",
            "major",
            "closed",
            "live",
            "ok",
            "",
            "2026-03-01T12:00:00Z",
            "+999999999-12-31T23:59:59Z",
            "\u202E\n@everyone",
            "\uD83D");

    private static final Set<String> OVER = Set.of("resolved", "closed");

    @Provide
    Arbitrary<JsonNode> json() {
        return json(4);
    }

    private static Arbitrary<JsonNode> json(int depth) {
        Arbitrary<JsonNode> leaf = Arbitraries.oneOf(
                Arbitraries.of(WORDS).map(JSON::textNode),
                Arbitraries.strings().ofMaxLength(20).map(JSON::textNode),
                Arbitraries.of(true, false).map(JSON::booleanNode),
                Arbitraries.integers().map(JSON::numberNode),
                Arbitraries.just(JSON.nullNode()));
        if (depth == 0) {
            return leaf;
        }
        Arbitrary<JsonNode> inner = Arbitraries.lazy(() -> json(depth - 1));
        Arbitrary<JsonNode> list =
                inner.list().ofMaxSize(3).map(all -> JSON.arrayNode().addAll(all));
        Arbitrary<JsonNode> object =
                Arbitraries.maps(Arbitraries.of(FIELDS), inner).ofMaxSize(4).map(IncidentPropertiesTest::object);
        return Arbitraries.frequencyOf(Tuple.of(1, leaf), Tuple.of(2, list), Tuple.of(4, object));
    }

    private static JsonNode object(Map<String, JsonNode> fields) {
        ObjectNode object = JSON.objectNode();
        object.setAll(fields);
        return object;
    }

    private static AdmissionOutcome read(JsonNode json) {
        return IncidentReader.read(json, Masking.of(List.of()), "GET https://status.example.com/");
    }

    @Property(tries = 3000)
    @Label("a deployment may begin only where nothing is open, and that is said")
    void yes_only_where_it_is_said(@ForAll("json") JsonNode json) {
        AdmissionOutcome answer = read(json);

        assertThat(answer.detail()).isNotBlank().isEqualTo(OneLine.of(answer.detail()));
        if (answer instanceof AdmissionOutcome.Yes) {
            assertThat(saysNone(json)).as("%s", json).isTrue();
        }
    }

    /** A second reader, which knows only what is plain. */
    private static boolean saysNone(JsonNode json) {
        if (json.isArray()) {
            return allOver(json);
        }
        JsonNode incidents = json.get("incidents");
        JsonNode data = json.get("data");
        JsonNode open = json.get("open");
        JsonNode indicator = json.path("status").get("indicator");
        boolean said = incidents != null || data != null || open != null || indicator != null;
        return json.isObject()
                && said
                && (incidents == null || (incidents.isArray() && allOver(incidents)))
                && (data == null || (data.isArray() && allOver(data)))
                && (open == null || open.equals(JSON.booleanNode(false)))
                && (indicator == null || indicator.equals(JSON.textNode("none")));
    }

    private static boolean allOver(JsonNode list) {
        for (JsonNode entry : list) {
            JsonNode node = entry.path("attributes").isObject() ? entry.get("attributes") : entry;
            if (!saysOver(node)) {
                return false;
            }
        }
        return true;
    }

    /** Some word that says so is there; which field counts first is shown by examples. */
    private static boolean saysOver(JsonNode node) {
        for (String field : List.of("status", "incident_status", "state")) {
            JsonNode status = node.path(field);
            boolean over = OVER.contains(status.asText())
                    || OVER.contains(status.path("category").asText())
                    || OVER.contains(status.path("name").asText());
            if (over) {
                return true;
            }
        }
        return node.path("resolved_at").asText().startsWith("2026")
                || node.path("resolved_at").asText().startsWith("+");
    }

    @Property(tries = 1000)
    @Label("one open incident among any others is enough for a no")
    void one_is_enough(
            @ForAll("json") JsonNode before, @ForAll("json") JsonNode after, @ForAll("json") JsonNode beside) {
        JsonNode open = JSON.objectNode().put("name", "Database is down").put("status", "investigating");
        JsonNode list = JSON.arrayNode().add(before).add(open).add(after);
        ObjectNode object = beside.isObject() ? beside.deepCopy() : JSON.objectNode();
        object.set("incidents", list);

        assertThat(read(list)).isInstanceOf(AdmissionOutcome.No.class);
        assertThat(read(object)).isInstanceOf(AdmissionOutcome.No.class);
    }

    private final Site site = Held.site();

    private AdmissionOutcome ask(MockResponse answer) {
        site.on("/", answer);
        return IncidentPage.of(IncidentOptions.at(site.base()))
                .ask(new Admission.Question(Environment.STAGING, null, null));
    }

    @Provide
    Arbitrary<byte[]> bytes() {
        Arbitrary<byte[]> any = Arbitraries.bytes().array(byte[].class).ofMaxSize(200);
        Arbitrary<byte[]> pieces = Arbitraries.of(
                        "{",
                        "}",
                        "[",
                        "]",
                        ":",
                        ",",
                        "\"",
                        "\"open\"",
                        "\"data\"",
                        "true",
                        "1e999",
                        "<",
                        "\n",
                        "\uFEFF")
                .list()
                .ofMaxSize(8)
                .map(all -> String.join("", all).getBytes(UTF_8));
        return Arbitraries.oneOf(any, pieces);
    }

    @Property(tries = 200)
    @Label("any bytes are answered, and none are taken for a yes that are no JSON")
    void any_bytes(@ForAll("bytes") byte[] body) {
        AdmissionOutcome answer = ask(new MockResponse.Builder()
                .setHeader("Content-Type", "application/json")
                .body(new Buffer().write(body))
                .build());

        assertThat(answer.detail()).isNotBlank();
        if (answer instanceof AdmissionOutcome.Yes) {
            String text = new String(body, UTF_8).replace("\uFEFF", "");
            assertThat(Json.tryParse(text).map(IncidentPropertiesTest::saysNone))
                    .contains(true);
        }
    }

    @Property(tries = 150)
    @Label("no other status than 200 and 204 is a yes or a no, with whatever body")
    void any_status(@ForAll("statuses") int status, @ForAll("json") JsonNode body) {
        Assume.that(status != 200 && status != 204);

        assertThat(ask(Site.json(status, body.toString()))).isInstanceOf(AdmissionOutcome.Unknown.class);
    }

    @Provide
    Arbitrary<Integer> statuses() {
        return Arbitraries.oneOf(
                Arbitraries.of(201, 202, 203, 206, 301, 302, 307, 304, 400, 401, 403, 404, 418, 429, 500, 502, 503),
                Arbitraries.integers().between(206, 599));
    }
}
