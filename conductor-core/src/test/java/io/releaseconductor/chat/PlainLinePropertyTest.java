package io.releaseconductor.chat;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

@Label("A plain line")
class PlainLinePropertyTest {

    @Property(tries = 500)
    @Label("is one line of whole characters that fits, whatever the text")
    void any_text(@ForAll String text, @ForAll @IntRange(min = 2, max = 50) int maxLength) {
        String line = PlainLine.cut(text, maxLength);

        assertThat(line).isNotEmpty().hasSizeLessThanOrEqualTo(maxLength);
        assertThat(line.chars()).noneMatch(Line::isBreak);
        assertThat(line.codePoints()).noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }
}
