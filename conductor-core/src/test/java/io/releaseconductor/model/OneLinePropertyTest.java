package io.releaseconductor.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

@Label("One line")
class OneLinePropertyTest {

    /** Turn the direction, are not to be seen, or are half a character. */
    private static final List<String> ODD = List.of(
            "\u202A",
            "\u202B",
            "\u202C",
            "\u202D",
            "\u202E",
            "\u2066",
            "\u2067",
            "\u2068",
            "\u2069",
            "\u200B",
            "\u200F",
            "\u061C",
            "\u2060",
            "\u2063",
            "\uFEFF",
            "\u00AD",
            "\u180E",
            "\uFFF9",
            "\uDB40\uDC41",
            "\uD83D",
            "\uDE80");

    /** What words and emoji of all scripts are made of. */
    private static final List<String> GOOD = List.of(
            "Fix",
            " ",
            "login",
            "שלום",
            "مرحبا",
            "می\u200Cخواهم",
            "👩\u200D🚀",
            "⚠\uFE0F",
            "e\u0301",
            "日本",
            "🚀",
            "12",
            ",",
            "\u200E",
            "\"");

    @Provide
    Arbitrary<List<String>> pieces() {
        return Arbitraries.of(List.of(ODD, GOOD, List.of("\n", "\t", "\r\n", "\u2028", "\u001b[31m")).stream()
                        .flatMap(List::stream)
                        .toList())
                .list()
                .ofMaxSize(30);
    }

    @Property
    @Label(
            "of any text turns no direction, hides nothing, holds whole characters only, and stays the same when it is made one again")
    void any(@ForAll("pieces") List<String> pieces) {
        String text = String.join("", pieces);
        String line = OneLine.of(text);

        assertThat(OneLine.of(line)).isEqualTo(line);
        assertThat(line.length()).isLessThanOrEqualTo(text.length());
        assertThat(line.codePoints())
                .noneMatch(OneLine::isBreak)
                .noneMatch(OneLine::turnsDirection)
                .noneMatch(c -> Character.getType(c) == Character.SURROGATE)
                .noneMatch(c -> Character.getType(c) == Character.FORMAT && c != 0x200C && c != 0x200D && c != 0x200E);
    }

    @Property
    @Label("of what people write is that, in every script")
    void good(@ForAll("words") List<String> words) {
        String text = String.join(" ", words);
        assertThat(OneLine.of(text)).isEqualTo(text);
    }

    @Provide
    Arbitrary<List<String>> words() {
        return Arbitraries.of(GOOD.stream().filter(word -> !word.isBlank()).toList())
                .list()
                .ofMaxSize(20);
    }

    @Property
    @Label("of what people write with odd characters in between is what it is without them")
    void without(@ForAll("words") List<String> words, @ForAll @IntRange(max = 18) int odd) {
        assertThat(OneLine.of(words.stream().map(word -> ODD.get(odd) + word).collect(Collectors.joining(" "))))
                .isEqualTo(String.join(" ", words));
    }
}
