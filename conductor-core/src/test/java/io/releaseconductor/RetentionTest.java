package io.releaseconductor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.releaseconductor.spi.Retention;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Retention")
class RetentionTest {

    @Test
    void is_not_for_ever_but_may_be_for_a_century() {
        Duration century = Duration.ofDays(36_500);
        assertThat(new Retention(Duration.ofHours(1), century, century, 1).history())
                .isEqualTo(century);
        for (Duration forEver :
                List.of(ChronoUnit.FOREVER.getDuration(), Duration.ofSeconds(Long.MAX_VALUE), century.plusNanos(1))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Retention(Duration.ofHours(1), forEver, century, 1))
                    .withMessageContaining("at most 36500 days");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Retention(Duration.ofHours(1), century, forEver, 1))
                    .withMessageContaining("at most 36500 days");
        }
    }
}
