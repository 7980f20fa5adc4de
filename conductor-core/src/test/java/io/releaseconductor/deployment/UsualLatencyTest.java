package io.releaseconductor.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What a check usually takes")
class UsualLatencyTest {

    private static UsualLatency usual(long... millis) {
        return UsualLatency.of("search", durations(millis)).orElseThrow();
    }

    private static List<Duration> durations(long... millis) {
        return LongStream.of(millis).mapToObj(Duration::ofMillis).toList();
    }

    @Test
    @DisplayName("is said once five deployments are known")
    void takes_five() {
        assertThat(UsualLatency.of("search", durations(300, 310, 320, 330))).isEmpty();
        assertThat(usual(300, 310, 320, 330, 340).deployments()).isEqualTo(5);
    }

    @Test
    @DisplayName("is the middle of what was seen, whatever came once")
    void is_the_middle() {
        UsualLatency usual = usual(310, 320, 330, 340, 350, 360, 370, 380, 390, 400, 9000);

        assertThat(usual.low()).isEqualTo(Duration.ofMillis(320));
        assertThat(usual.high()).isEqualTo(Duration.ofMillis(400));
        assertThat(usual.describe()).isEqualTo("usually 320–400 ms over the last 11 deployments");
        assertThat(usual(45, 45, 45, 45, 45).describe()).isEqualTo("usually 45 ms over the last 5 deployments");
    }

    @Test
    @DisplayName("is far exceeded only by half as much again, and by 100 ms")
    void has_floors() {
        UsualLatency quick = usual(3, 3, 3, 3, 3);
        assertThat(quick.isFarExceededBy(Duration.ofMillis(103))).isFalse();
        assertThat(quick.isFarExceededBy(Duration.ofMillis(104))).isTrue();

        UsualLatency slow = usual(4000, 4000, 4000, 4000, 4000);
        assertThat(slow.isFarExceededBy(Duration.ofSeconds(6))).isFalse();
        assertThat(slow.isFarExceededBy(Duration.ofMillis(6001))).isTrue();
    }

    @Test
    @DisplayName("is exceeded only by more where it varies widely")
    void knows_the_spread() {
        UsualLatency steady = usual(400, 410, 420, 430, 440, 450, 460, 470, 480, 490);
        UsualLatency unsteady = usual(100, 200, 250, 300, 400, 440, 450, 460, 480, 490);

        assertThat(steady.isFarExceededBy(Duration.ofMillis(850))).isTrue();
        assertThat(unsteady.isFarExceededBy(Duration.ofMillis(850))).isFalse();
    }

    @Property
    @Label("is the same in whatever order it was seen, in order, and never exceeded by what is usual")
    void holds_always(
            @ForAll @Size(min = 5, max = 20) List<@LongRange(max = 86_400_000) Long> seen, @ForAll long seed) {
        List<Duration> figures = seen.stream().map(Duration::ofMillis).collect(Collectors.toList());
        UsualLatency usual = UsualLatency.of("search", figures).orElseThrow();
        Collections.shuffle(figures, new Random(seed));

        assertThat(UsualLatency.of("search", figures)).hasValue(usual);
        assertThat(usual.low()).isBetween(Collections.min(figures), usual.high());
        assertThat(usual.high()).isBetween(usual.low(), Collections.max(figures));
        assertThat(usual.isFarExceededBy(usual.high().plusMillis(99))).isFalse();
        assertThat(usual.most().toMillis()).isGreaterThanOrEqualTo(usual.high().toMillis() * 3 / 2);
    }

    @Test
    @DisplayName("refuses what cannot be, and says what is allowed")
    void refuses() {
        Duration one = Duration.ofMillis(1);
        Duration two = Duration.ofMillis(2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new UsualLatency("search", two, one, two, 5))
                .withMessage("usual latency of search: PT0.002S, PT0.001S, PT0.002S are not allowed; allowed: 0 to"
                        + " PT48H, in order");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new UsualLatency("search", one, one, two, 4))
                .withMessage("usual latency of search: 4 deployments are not allowed; allowed: 5 to 20");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new UsualLatency("No Id", one, one, two, 5))
                .withMessageStartingWith("usual latency of \"No Id\": the id is not allowed; allowed: ");
        UsualLatency usual = new UsualLatency("search", one, one, two, 5);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new UsualLatencies(List.of(usual, usual), true))
                .withMessage("usual latencies: a check is there twice; allowed: each once");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new UsualLatencies(Collections.nCopies(51, usual), true))
                .withMessage("usual latencies: 51 checks are not allowed; allowed: at most 50");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CheckLatency("search", Duration.ofDays(2)))
                .withMessage("latency of search is PT48H; allowed: 0 to PT24H");
    }
}
