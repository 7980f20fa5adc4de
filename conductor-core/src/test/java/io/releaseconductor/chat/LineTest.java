package io.releaseconductor.chat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A line")
class LineTest {

    @Test
    @DisplayName("folds line breaks, tabs and the spaces after them to one space")
    void folds() {
        assertThat(Line.of("\n one\r\n\t two \u2028three\u0085\n")).isEqualTo("one two three");
    }

    @Test
    @DisplayName("keeps spaces, signs and what looks like markup as they are")
    void keeps() {
        assertThat(Line.of("a  b ⚠️ **c** <@1> [d](e)")).isEqualTo("a  b ⚠️ **c** <@1> [d](e)");
    }

    @Test
    @DisplayName("takes the terminal's escape character away")
    void noEscapes() {
        assertThat(Line.of("\u001b[31mred")).isEqualTo("[31mred");
    }
}
