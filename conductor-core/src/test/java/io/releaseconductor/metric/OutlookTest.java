package io.releaseconductor.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.model.Bake;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What a metric will be able to show")
class OutlookTest {

    private static final Bake.Rounds HALF_AN_HOUR = new Bake.Rounds(
            Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(30), Duration.ofSeconds(10));

    private static Outlook after(Counts each) {
        return Outlook.of("errors", HALF_AN_HOUR, 10, 5, Collections.nCopies(360, each), 60);
    }

    @Test
    @DisplayName("is said with the traffic that it rests on")
    void enough() {
        Outlook outlook = after(new Counts(1, 100));

        assertThat(outlook.sentence())
                .startsWith("errors: 600 a minute, 1 % of them bad, correlation 1; a canary of 10 % can see 1 % → ")
                .endsWith(" % within 30 min");
        assertThat(outlook.isEnough()).isTrue();
    }

    @Test
    @DisplayName("is too little where hardly anybody comes")
    void too_little() {
        Outlook outlook = Outlook.of(
                "errors",
                HALF_AN_HOUR,
                5,
                5,
                Collections.nCopies(360, Counts.NONE).stream()
                        .map(none -> new Counts(0, 1))
                        .toList(),
                60);

        assertThat(outlook.sentence())
                .startsWith("errors: 6 a minute, 0 % of them bad, correlation taken as 2; a canary of 5 % ");
        assertThat(outlook.isEnough()).isFalse();
    }

    @Test
    @DisplayName("is nothing where nothing was counted")
    void nothing() {
        assertThat(Outlook.of("errors", HALF_AN_HOUR, 10, 5, List.of(), 60))
                .isEqualTo(
                        new Outlook("errors: nothing was counted lately, so a canary cannot be judged by it", false));
    }
}
