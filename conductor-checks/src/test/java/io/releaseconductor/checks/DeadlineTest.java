package io.releaseconductor.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A check's deadline")
class DeadlineTest {

    @Test
    void is_half_a_second_before_a_long_time_limit_and_a_tenth_before_a_short_one() {
        assertThat(Deadline.before(Duration.ofHours(1)).left())
                .isBetween(Duration.ofMinutes(59), Duration.ofHours(1).minusMillis(500));
        assertThat(Deadline.before(Duration.ofSeconds(4)).left()).isLessThanOrEqualTo(Duration.ofMillis(3600));
    }

    @Test
    void that_has_passed_leaves_nothing() {
        assertThat(Deadline.before(Duration.ZERO).left()).isZero();
    }

    @Test
    void can_be_brought_forward_but_never_put_off() {
        Deadline deadline = Deadline.before(Duration.ofMinutes(10));

        assertThat(deadline.atMost(Duration.ofMinutes(1)).left()).isLessThanOrEqualTo(Duration.ofMinutes(1));
        assertThat(deadline.atMost(Duration.ofHours(1))).isSameAs(deadline);
    }
}
