package io.releaseconductor.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The manual clock")
class ManualClockTest {

    private final ManualClock clock = new ManualClock();

    @Test
    @DisplayName("stands still until it is moved")
    void stands_still() {
        assertThat(clock.instant()).isEqualTo(ManualClock.START).isEqualTo(clock.instant());
        assertThat(clock.advance(Duration.ofSeconds(5)))
                .isEqualTo(ManualClock.START.plusSeconds(5))
                .isEqualTo(clock.instant());
        clock.set(Instant.EPOCH);
        assertThat(clock.instant()).isEqualTo(Instant.EPOCH);
    }

    @Test
    @DisplayName("moves its clocks of other zones along")
    void moves_zoned_clocks_along() {
        Clock zoned = clock.withZone(ZoneId.of("Asia/Tokyo"));
        clock.advance(Duration.ofHours(1));

        assertThat(zoned.instant()).isEqualTo(clock.instant());
        assertThat(zoned.getZone()).isEqualTo(ZoneId.of("Asia/Tokyo"));
    }

    @Test
    @DisplayName("advances forward only")
    void advances_forward_only() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> clock.advance(Duration.ofSeconds(-1)))
                .withMessageContaining("PT-1S");
    }

    @Test
    @DisplayName("loses no second when many threads advance it")
    void loses_no_second() {
        AtOnce.run(8, i -> () -> {
            for (int n = 0; n < 1000; n++) {
                clock.advance(Duration.ofSeconds(1));
            }
            return true;
        });

        assertThat(clock.instant()).isEqualTo(ManualClock.START.plusSeconds(8000));
    }
}
