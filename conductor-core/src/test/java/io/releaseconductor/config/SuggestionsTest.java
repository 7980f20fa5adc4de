package io.releaseconductor.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A suggestion")
class SuggestionsTest {

    private static final List<String> ALLOWED = List.of("staging", "prod", "full", "canary");

    @ParameterizedTest
    @DisplayName("is the nearest word")
    @CsvSource({
        "stagng, staging",
        "satging, staging",
        "stage, staging",
        "stg, ",
        "production, prod",
        "pro, prod",
        "canery, canary",
        "fulll, full",
        "st, staging",
        "s, ",
        "'', ",
    })
    void nearest(String typed, String expected) {
        if (expected == null) {
            assertThat(Suggestions.nearest(typed, ALLOWED)).isEmpty();
        } else {
            assertThat(Suggestions.nearest(typed, ALLOWED)).contains(expected);
        }
    }

    @ParameterizedTest
    @DisplayName("is not made of a word that is far from all")
    @ValueSource(strings = {"dev", "qa", "blue-green", "test", "production-like", "x"})
    void noneIsNear(String typed) {
        assertThat(Suggestions.nearest(typed, List.of("staging", "canary"))).isEmpty();
    }

    @Test
    @DisplayName("counts a swap of neighbours as one mistake")
    void swaps() {
        assertThat(Suggestions.distance("prdo", "prod")).isEqualTo(1);
        assertThat(Suggestions.distance("kitten", "sitting")).isEqualTo(3);
    }
}
