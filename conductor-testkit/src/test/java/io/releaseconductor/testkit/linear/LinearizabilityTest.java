package io.releaseconductor.testkit.linear;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The search for an order of calls")
class LinearizabilityTest {

    private static Call<Integer> write(long begun, long ended, int value) {
        return new Call<>(begun, ended, before -> value);
    }

    private static Call<Integer> read(long begun, long ended, int value) {
        return new Call<>(begun, ended, before -> before == value ? before : null);
    }

    private static boolean holds(List<Call<Integer>> calls) {
        return Linearizability.holds(0, calls);
    }

    @Test
    @DisplayName("lets calls at the same time come in either order")
    void overlapping_calls() {
        assertThat(holds(List.of(write(1, 4, 7), read(2, 3, 0)))).isTrue();
        assertThat(holds(List.of(write(1, 4, 7), read(2, 3, 7)))).isTrue();
    }

    @Test
    @DisplayName("refuses what was read after something else had been written")
    void a_stale_read() {
        assertThat(holds(List.of(write(1, 2, 7), read(3, 4, 0)))).isFalse();
    }

    @Test
    @DisplayName("refuses readers that see two writes in different orders")
    void two_orders() {
        assertThat(holds(List.of(write(1, 10, 7), write(1, 10, 8), read(2, 3, 7), read(4, 5, 8), read(6, 7, 7))))
                .isFalse();
    }

    @Test
    @DisplayName("lets a call without an answer have its effect late, or never, but only once")
    void a_call_without_an_answer() {
        Call<Integer> lost = write(1, Long.MAX_VALUE, 7);
        assertThat(holds(List.of(lost, read(2, 3, 0), read(4, 5, 7)))).isTrue();
        assertThat(holds(List.of(lost, read(2, 3, 0), read(4, 5, 0)))).isTrue();
        assertThat(holds(List.of(lost, read(2, 3, 7), read(4, 5, 0)))).isFalse();
        assertThat(holds(List.of(lost, read(2, 3, 7), write(4, 5, 0), read(6, 7, 7))))
                .isFalse();
    }
}
