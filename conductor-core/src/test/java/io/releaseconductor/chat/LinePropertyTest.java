package io.releaseconductor.chat;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;

@Label("A line")
class LinePropertyTest {

    @Property
    @Label("stays the same when it is made a line again")
    void idempotent(@ForAll String text) {
        String line = Line.of(text);

        assertThat(Line.of(line)).isEqualTo(line);
        assertThat(line.chars()).noneMatch(Line::isBreak);
    }

    @Property
    @Label("is cut to a length without losing more than it has to, and never within a character")
    void cut(@ForAll @NotEmpty String text, @ForAll @IntRange(min = 2, max = 50) int length) {
        String wellFormed = text.replaceAll("\\p{Cs}", "x") + "🚀🚀🚀";

        String cut = Line.cut(wellFormed, length);

        if (wellFormed.length() <= length) {
            assertThat(cut).isEqualTo(wellFormed);
        } else {
            assertThat(cut).endsWith("…").hasSizeBetween(length - 1, length);
            assertThat(wellFormed).startsWith(cut.substring(0, cut.length() - 1));
            assertThat(cut.codePoints()).noneMatch(c -> Character.getType(c) == Character.SURROGATE);
        }
    }
}
