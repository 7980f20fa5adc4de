package io.releaseconductor.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;

@Label("A suggestion")
class SuggestionsPropertyTest {

    private static final List<String> ALLOWED = List.of("staging", "prod", "full", "canary");

    @Property
    @Label("measures distances that are the same both ways, 0 for equal words and at most the longer word")
    void distances(
            @ForAll @AlphaChars @StringLength(max = 8) String one,
            @ForAll @AlphaChars @StringLength(max = 8) String other) {
        int distance = Suggestions.distance(one, other);

        assertThat(distance).isEqualTo(Suggestions.distance(other, one));
        assertThat(distance).isLessThanOrEqualTo(Math.max(one.length(), other.length()));
        assertThat(distance).isGreaterThanOrEqualTo(Math.abs(one.length() - other.length()));
        assertThat(distance == 0).isEqualTo(one.equals(other));
    }

    @Property
    @Label("is found for any text without a fault")
    void anyText(@ForAll String typed) {
        assertThat(Suggestions.nearest(typed, ALLOWED))
                .satisfiesAnyOf(
                        guess -> assertThat(guess).isEmpty(),
                        guess -> assertThat(ALLOWED).contains(guess.orElseThrow()));
    }
}
