package io.releaseconductor.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.releaseconductor.deployment.AnEntry;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.HistoryEntry;
import io.releaseconductor.model.Environment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The figures of a period")
class FiguresTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Period TEN_DAYS = Period.lastDays(10, AnEntry.START.plus(DAY.multipliedBy(10)));

    private static AnEntry day(int day) {
        return AnEntry.after(DAY.multipliedBy(day));
    }

    /** Told from the first one on. */
    private static Figures of(HistoryEntry... entries) {
        List<HistoryEntry> newestFirst = new ArrayList<>(Arrays.asList(entries));
        Collections.reverse(newestFirst);
        return Figures.of(Environment.STAGING, TEN_DAYS, newestFirst.stream());
    }

    @Test
    @DisplayName("say that there is no data, rather than nothing of nothing")
    void no_data() {
        Figures figures = of();
        assertThat(figures.deployments()).isZero();
        assertThat(figures.successes().value()).isEmpty();
        assertThat(figures.verifications().value()).isEmpty();
        assertThat(figures.rollbacks().value()).isEmpty();
        assertThat(figures.changeFailures().value()).isEmpty();
        assertThat(figures.worked()).isEqualTo(Typical.NO_DATA);
        assertThat(figures.leadTime()).isEqualTo(Typical.NO_DATA);
        assertThat(figures.restored()).isEqualTo(Typical.NO_DATA);
        assertThat(figures.promotionsPerDay()).isZero();
        assertThat(figures.outcomes()).hasSize(Outcome.values().length).containsValue(0L);
    }

    @Test
    @DisplayName("count what became of those that were shipped in it to the environment, and of no others")
    void outcomes() {
        Figures figures = of(
                AnEntry.after(Duration.ofNanos(-1)).promoted(HOUR).build(),
                day(0).promoted(HOUR).build(),
                day(1).promoted(HOUR).rolledBack(HOUR, HOUR).build(),
                day(2).failed(HOUR).build(),
                day(3).at(DeploymentStatus.EXPIRED, AnEntry.START).build(),
                day(4).at(DeploymentStatus.CANCELLED, AnEntry.START).build(),
                day(5).at(DeploymentStatus.ROLLING_BACK, AnEntry.START).build(),
                AnEntry.in(Environment.PROD, AnEntry.START.plus(DAY))
                        .promoted(HOUR)
                        .build(),
                day(10).promoted(HOUR).build());

        assertThat(figures.outcomes())
                .isEqualTo(Map.of(
                        Outcome.PROMOTED, 1L,
                        Outcome.ROLLED_BACK, 1L,
                        Outcome.FAILED, 1L,
                        Outcome.EXPIRED, 1L,
                        Outcome.CANCELLED, 1L,
                        Outcome.UNDER_WAY, 1L));
        assertThat(figures.deployments()).isEqualTo(6);
        assertThat(figures.successes()).isEqualTo(new Share(1, 4));
        assertThat(figures.rollbacks()).isEqualTo(new Share(1, 4));
        assertThat(figures.changeFailures()).isEqualTo(new Share(2, 4));
        assertThat(figures.promotions())
                .as("the one that was rolled back later included")
                .isEqualTo(2);
        assertThat(figures.promotionsPerDay()).isCloseTo(0.2, Offset.offset(1e-12));
    }

    @Test
    @DisplayName("count no failure of what certainly never took effect, but no success either")
    void without_effect() {
        Figures figures = of(
                day(1).failed(MINUTE).withoutEffect().build(),
                day(2).promoted(HOUR).build());
        assertThat(figures.changeFailures()).isEqualTo(new Share(0, 1));
        assertThat(figures.successes()).isEqualTo(new Share(1, 2));
        assertThat(figures.restored()).isEqualTo(Typical.NO_DATA);
        assertThat(figures.unrestored()).isZero();
    }

    @Test
    @DisplayName("tell how many verifications passed, of those that found anything out")
    void verifications() {
        Figures figures = of(
                day(1).verificationFailed(false).build(),
                day(2).verificationFailed(true).build(),
                day(3).verificationFailed(false).build(),
                day(4).verificationFailed(null).build());
        assertThat(figures.verifications()).isEqualTo(new Share(2, 3));
        assertThat(figures.verifications().value()).isEqualTo(OptionalDouble.of(2.0 / 3));
    }

    @Test
    @DisplayName("tell how long dispatch and runs took, of those that were promoted")
    void worked() {
        Figures figures = of(
                day(1).promoted(HOUR).worked(MINUTE).build(),
                day(2).promoted(HOUR).worked(MINUTE.multipliedBy(3)).build(),
                day(3).promoted(HOUR)
                        .rolledBack(HOUR, HOUR)
                        .worked(MINUTE.multipliedBy(8))
                        .build(),
                day(4).failed(HOUR).worked(HOUR).build(),
                day(5).promoted(HOUR).build());
        assertThat(figures.worked()).isEqualTo(new Typical(3, MINUTE.multipliedBy(4), MINUTE.multipliedBy(3)));
    }

    @Test
    @DisplayName("tell how long it was from the commit to its promotion, where both are known")
    void lead_time() {
        Figures figures = of(
                day(1).committed(AnEntry.START).promoted(HOUR).build(),
                day(2).committed(AnEntry.START.plus(DAY)).promoted(HOUR).build(),
                day(3).promoted(HOUR).build(),
                day(4).committed(AnEntry.START).failed(HOUR).build(),
                day(5).committed(AnEntry.START.plus(DAY.multipliedBy(6)))
                        .promoted(HOUR)
                        .build());
        assertThat(figures.leadTime().entries()).isEqualTo(3);
        assertThat(figures.leadTime().median()).isEqualTo(DAY.plus(HOUR));
        assertThat(figures.leadTime().mean())
                .as("a commit of the future was made just now")
                .isEqualTo(DAY.plus(HOUR).multipliedBy(2).dividedBy(3));
    }

    @Test
    @DisplayName(
            "tell how long it was from the decision to roll back, or the failure before it, until that was verified")
    void restored_by_a_rollback() {
        assertThat(of(day(1).promoted(MINUTE)
                                .rolledBack(HOUR, HOUR.plus(MINUTE))
                                .build())
                        .restored())
                .isEqualTo(new Typical(1, MINUTE, MINUTE));
        Figures failedFirst = of(day(1).failed(HOUR.minus(MINUTE))
                .rolledBack(HOUR, HOUR.plus(MINUTE))
                .build());
        assertThat(failedFirst.restored().median()).isEqualTo(MINUTE.multipliedBy(2));
        assertThat(failedFirst.unrestored()).isZero();
    }

    @Test
    @DisplayName(
            "tell how long it was until a later deployment to the same environment was promoted, where nothing was rolled back")
    void restored_by_the_next_one() {
        Figures figures = of(
                day(1).failed(HOUR).build(),
                AnEntry.in(Environment.PROD, AnEntry.START.plus(DAY))
                        .promoted(HOUR)
                        .build(),
                day(2).failed(HOUR).build(),
                day(3).promoted(HOUR).rolledBack(HOUR, HOUR).build(),
                day(9).failed(HOUR).build(),
                day(11).promoted(HOUR).build());
        assertThat(figures.restored().entries()).isEqualTo(4);
        assertThat(figures.restored().mean())
                .as("2 days, 1 day, at once, and 2 days by what came after the period")
                .isEqualTo(DAY.multipliedBy(5).dividedBy(4));
        assertThat(figures.unrestored()).isZero();
        assertThat(of(day(1).promoted(HOUR).build(), day(2).failed(HOUR).build())
                        .unrestored())
                .isEqualTo(1);
    }

    @Test
    @DisplayName("rest on the status of what an older version wrote, as far as that goes")
    void of_older_entries() {
        Figures figures = of(
                day(1).promoted(HOUR).older(),
                day(2).rolledBack(HOUR, HOUR).older(),
                day(3).failed(HOUR).older(),
                day(4).promoted(HOUR).older());
        assertThat(figures.promotions()).isEqualTo(2);
        assertThat(figures.changeFailures()).isEqualTo(new Share(2, 4));
        assertThat(figures.restored()).as("of the one that failed").isEqualTo(new Typical(1, DAY, DAY));
        assertThat(figures.unrestored()).isZero();
        assertThat(figures.verifications()).isEqualTo(Share.NONE);
        assertThat(figures.worked()).isEqualTo(Typical.NO_DATA);
    }

    @Test
    @DisplayName("are of periods that end after they begin")
    void periods() {
        assertThat(TEN_DAYS.before()).isEqualTo(new Period(AnEntry.START.minus(DAY.multipliedBy(10)), AnEntry.START));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Period(AnEntry.START, AnEntry.START))
                .withMessage("period: to 2024-03-01T00:00:00Z is not after from 2024-03-01T00:00:00Z");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Period.lastDays(0, AnEntry.START))
                .withMessage("days: 0 is not allowed; allowed: 1 to 3660");
        assertThatIllegalArgumentException().isThrownBy(() -> TEN_DAYS.cutBy(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> new Share(2, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Typical(0, DAY, DAY));
        assertThatIllegalArgumentException().isThrownBy(() -> new Typical(1, null, null));
    }
}
