package io.releaseconductor.examples.demo.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The help")
class HelpTextTest {

    @Test
    @DisplayName("names every word that is understood")
    void all() {
        assertThat(Words.FIRST)
                .allSatisfy(word -> assertThat(HelpText.TEXT).containsPattern("\\b" + word.replace("/", "") + "\\b"));
        assertThat(Words.FAULTS).allSatisfy(word -> assertThat(HelpText.TEXT).contains("next " + word + " "));
    }
}
