package io.releaseconductor.discord;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Text from outside")
class MarkdownTest {

    @ParameterizedTest(name = "{0} is shown as it is")
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '"',
            value = {
                "**bold** _it_ ~~no~~ ¦\\*\\*bold\\*\\* \\_it\\_ \\~\\~no\\~\\~",
                "`code` ||spoiler|| ¦\\`code\\` \\|\\|spoiler\\|\\|",
                "[click](https://evil.example)¦\\[click\\](https\\://evil.example)",
                "<@123> <#4> <t:0:R> <https://a.b>¦\\<@123> \\<#4> \\<t:0:R> \\<https\\://a.b>",
                "@everyone and @Here¦@\u200Beveryone and @\u200BHere",
                "feature@2 ada@example.org¦feature@2 ada@example.org",
                "# title ¦\\# title",
                "-# small¦\\-# small",
                "- item¦\\- item",
                "> quote¦\\> quote",
                "1. first¦1\\. first",
                "12) twelfth¦12\\) twelfth",
                "1.4.2¦1.4.2",
                "a - b # c > d 1. e¦a - b # c > d 1. e",
                ":rocket: 12:30:45 UTC¦\\:rocket: 12:30:45 UTC",
                "mailto:a@b.c¦mailto\\:a@b.c",
                "feature/min_checks¦feature/min\\_checks",
                "back\\slash¦back\\\\slash"
            })
    void is_shown_as_it_is(String text, String escaped) {
        assertThat(Markdown.escape(text).strip()).isEqualTo(escaped.strip());
    }

    @Test
    @DisplayName("loses what breaks lines, turns them around, or is half a character")
    void loses_what_breaks() {
        assertThat(Markdown.escape("a\nb\u202Ec\u2066d\u0000e\uD83Df")).isEqualTo("a bcd e\uFFFDf");
        assertThat(Markdown.escape("\u05E9\u05DC\u05D5\u05DD\u200E, 12\u200F"))
                .as("what follows a text from right to left goes on from left to right")
                .isEqualTo("\u05E9\u05DC\u05D5\u05DD\u200E, 12");
    }

    @Test
    @DisplayName("is cut between escapes and between characters")
    void is_cut() {
        assertThat(Markdown.cut("****", 4)).isEqualTo("\\*…");
        assertThat(Markdown.cut("**", 4)).isEqualTo("\\*\\*");
        assertThat(Markdown.cut("a🚀🚀", 4)).isEqualTo("a🚀…");
        assertThat(Markdown.cut("abc", 3)).isEqualTo("abc");
        assertThat(Markdown.cut("abcd", 3)).isEqualTo("ab…");
    }

    @Test
    @DisplayName("makes no link but to the web")
    void links() {
        assertThat(Markdown.link("[a](b)", URI.create("https://ci.example/a_(b)?x=*")))
                .isEqualTo("[\\[a\\](b)](https://ci.example/a_%28b%29?x=*)");
        assertThat(Markdown.link("Run", URI.create("javascript:alert(1)"))).isEqualTo("Run");
        assertThat(Markdown.link(" ", URI.create("https://ci.example"))).isEqualTo("[Link](https://ci.example)");
        assertThat(Markdown.link("Run", URI.create("https://ci.example/" + "x".repeat(600))))
                .isEqualTo("Run (the link is too long to show)");
    }
}
