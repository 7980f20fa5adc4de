package io.releaseconductor.chat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A plain line")
class PlainLineTest {

    @Test
    @DisplayName("is the text, stripped, where that is one already")
    void is_the_text() {
        assertThat(PlainLine.cut(" v1.2.3: *verified* ", 100)).isEqualTo("v1.2.3: *verified*");
    }

    @Test
    @DisplayName("has spaces for line breaks and control characters")
    void has_no_line_breaks() {
        assertThat(PlainLine.cut("a\nb\tc\u2028d\u0000e", 100)).isEqualTo("a b c d e");
    }

    @Test
    @DisplayName("is a dash where nothing could be seen")
    void is_never_empty() {
        assertThat(PlainLine.cut("", 2)).isEqualTo("–");
        assertThat(PlainLine.cut(" \u200B\n", 2)).isEqualTo("–");
        assertThat(PlainLine.isBlank(" \u200B\u00A0\n")).isTrue();
        assertThat(PlainLine.isBlank("\u200B.")).isFalse();
    }

    @Test
    @DisplayName("is cut with an ellipsis, and never within a pair")
    void is_cut() {
        assertThat(PlainLine.cut("abcdef", 6)).isEqualTo("abcdef");
        assertThat(PlainLine.cut("abcdefg", 6)).isEqualTo("abcde…");
        assertThat(PlainLine.cut("abcd🚀fg", 6)).isEqualTo("abcd…");
        assertThat(PlainLine.cut("a\uD83Db", 6)).isEqualTo("a\uFFFDb");
    }
}
