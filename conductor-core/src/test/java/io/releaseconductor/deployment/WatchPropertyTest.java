package io.releaseconductor.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.model.Watch;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class WatchPropertyTest {

    private static final Instant START = Instant.parse("2023-11-12T00:00:00Z");

    @Property
    @Label(
            "whenever it is looked at, each look that was due is counted or missing, once, and the watch comes to its end")
    void each_look_is_counted_or_missing_once(
            @ForAll @IntRange(min = 10, max = 3_600) int every,
            @ForAll @IntRange(min = 10, max = 86_400) int longest,
            @ForAll @Size(min = 1, max = 60) List<@IntRange(min = -15, max = 40_000) Integer> late,
            @ForAll boolean taken) {
        int length = Math.max(every, longest);
        Watch watch = new Watch(Duration.ofSeconds(length), Duration.ofSeconds(every), false);
        WatchState state = WatchState.begin(START);
        Instant until = watch.until(START);
        int looks = 0;
        for (int i = 0; state.upTo().isBefore(until); i++) {
            Instant due = state.due(watch);
            assertThat(due).isAfter(state.upTo()).isBeforeOrEqualTo(until);
            // clocks differ, and nodes are late
            Instant at = due.plusSeconds(late.get(i % late.size()));
            boolean hasData = taken ^ (i % 3 == 0);
            WatchState next = state.looked(watch, at, hasData);
            looks += hasData ? 1 : 0;
            assertThat(next.upTo()).isAfter(state.upTo()).isBeforeOrEqualTo(until);
            assertThat(next.expected()).isGreaterThan(state.expected());
            assertThat(next.looks()).isEqualTo(looks);
            state = next;
        }
        assertThat(state.upTo()).isEqualTo(until);
        assertThat(state.expected()).isEqualTo((length + every - 1) / every);
    }
}
