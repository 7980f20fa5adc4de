package io.releaseconductor.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

@Label("A deploy id")
class DeployIdPropertyTest {

    @Property
    @Label("reads back as what it was made of")
    void reads_back_as_what_it_was_made_of(@ForAll @LongRange(min = 0, max = 999_999_999_998L) long second) {
        DeployId id = DeployId.of(new Environment("eu-west-2"), Instant.ofEpochSecond(second, 999_999_999));

        assertThat(id.value()).isEqualTo("ship-eu-west-2-" + second);
        assertThat(DeployId.parse(id.value())).contains(id);
        assertThat(id.environment()).isEqualTo(new Environment("eu-west-2"));
        assertThat(id.epochSecond()).isEqualTo(second);
        assertThat(id.next().epochSecond()).isEqualTo(second + 1);
        assertThat(id.next().environment()).isEqualTo(id.environment());
        assertThat(id.isIn(new Environment("eu-west-2"))).isTrue();
        for (String other : new String[] {"eu-west", "eu-west-3", "eu-west-2-1", "eu", "west-2"}) {
            assertThat(id.isIn(new Environment(other))).as(other).isFalse();
        }
    }
}
