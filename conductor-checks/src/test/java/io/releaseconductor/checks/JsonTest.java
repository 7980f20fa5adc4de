package io.releaseconductor.checks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Looking into JSON")
class JsonTest {

    private static final String TEXT =
            "{\"items\":[{\"upload\":{\"url\":\"u\"}},{\"a.b\":1}],\"@odata.count\":3,\"x.y\":4,\"0\":5}";

    private static JsonNode json(String text) {
        return Json.tryParse(text).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "items[0].upload.url, u",
        "items.0.upload.url, u",
        "@odata.count, 3",
        "x.y, 4",
        "0, 5",
    })
    void goes_along_names_and_indexes(String path, String value) {
        JsonNode found = Json.at(json(TEXT), path);

        assertThat(found).isNotNull();
        assertThat(found.asText()).isEqualTo(value);
        assertThat(Require.PATH.matcher(path).matches()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"items[2].upload", "items.upload", "x", "items[0].upload.url.more"})
    void finds_nothing_where_nothing_is(String path) {
        assertThat(Json.at(json(TEXT), path)).isNull();
    }

    @Test
    void may_begin_with_an_index() {
        assertThat(Json.at(json("[[1,2]]"), "[0][1]")).isEqualTo(json("2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "a.", ".a", "a..b", "a[", "a[x]", "a[0", "[0]b", "a b", "a[12345]"})
    void refuses_paths_that_lead_nowhere(String path) {
        assertThat(Require.PATH.matcher(path).matches()).isFalse();
    }

    @Test
    void tells_its_shape_and_no_value() {
        assertThat(JsonShape.of(
                        json("{\"rows\":[{\"name\":\"s3cret\",\"n\":1}],\"ok\":true,\"none\":null,\"k3y\":\"x\"}")))
                .isEqualTo("{rows: list of 1 × {name: text, n: number}, ok: true or false, none: null, …: text}");
        assertThat(JsonShape.of(json("{\"a\":{\"b\":{\"c\":{\"d\":1}}}}"))).isEqualTo("{a: {b: {c: {…}}}}");
    }
}
