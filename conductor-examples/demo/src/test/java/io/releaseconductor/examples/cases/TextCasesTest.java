package io.releaseconductor.examples.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The commands and settings under {@code cases}. Another folder of such files is tried with {@code -Dcases=FOLDER}. */
@DisplayName("A text that is typed or set")
@ResourceLock(Resources.LOCALE)
class TextCasesTest {

    static Stream<CaseFile> cases() throws IOException {
        return CaseFile.of("text");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    @DisplayName("is understood as it says")
    void is_understood_as_it_says(CaseFile told) {
        told.inItsLocale(() -> judge(told));
    }

    private static void judge(CaseFile told) {
        TextReading reading = TextReading.of(told);
        assertThat(told.one("expect").orElseThrow().split("\\|", -1))
                .as("%s says %s", told, reading.shown())
                .contains(reading.ok() ? "ok" : "refused");
        for (String said : told.all("says")) {
            assertThat(reading.shown()).containsIgnoringCase(said);
        }
        for (String hidden : told.all("hides")) {
            assertThat(reading.shown()).doesNotContain(hidden);
        }
    }
}
