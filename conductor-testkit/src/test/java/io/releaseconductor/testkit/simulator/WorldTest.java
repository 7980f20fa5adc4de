package io.releaseconductor.testkit.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.memory.InMemoryStateStore;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("In the simulator, a node that has nothing due")
class WorldTest {

    private static final long LATER = 3_600_000;

    private final RandomWeather weather = new RandomWeather(1);
    private final World world = new World(weather, clock -> new InMemoryStateStore(), false);
    private final Node node = new Node("n1", 0, world);

    @Test
    void looks_after_itself_while_anything_may_go_wrong() {
        assertThat(world.nextDue(node, weather.stormUntil())).isLessThan(weather.stormUntil() + 60_000);
    }

    @Test
    void sleeps_when_nothing_does_any_more() {
        assertThat(world.nextDue(node, weather.stormUntil() + LATER)).isEqualTo(Task.NEVER);
    }

    @Test
    void looks_after_itself_when_it_was_frozen_or_waited_until_nothing_did_any_more() {
        long until = weather.stormUntil() + LATER;
        node.disturbed(until);

        assertThat(world.nextDue(node, until)).isLessThan(until + 60_000);
        assertThat(world.nextDue(node, until + LATER)).isEqualTo(Task.NEVER);
    }
}
