package io.releaseconductor.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.releaseconductor.model.Actor;
import io.releaseconductor.model.Environment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What is wanted of the history")
class HistoryFilterTest {

    private static final Duration DAY = Duration.ofDays(1);
    private static final Instant AT = AnEntry.START.plus(DAY);

    private final HistoryEntry entry = AnEntry.after(DAY)
            .version("v1.2.3")
            .by(Actor.person("1001", "Ada"))
            .decidedBy(Actor.person("1002", "Grace"))
            .promoted(DAY)
            .build();
    private final HistoryEntry undecided = AnEntry.after(DAY).build();

    private boolean wants(HistoryFilter filter) {
        return filter.matches(entry);
    }

    @Test
    @DisplayName("is all of it unless something is named")
    void all() {
        assertThat(wants(HistoryFilter.ALL)).isTrue();
        assertThat(HistoryFilter.ALL.isOfAll()).isTrue();
        assertThat(HistoryFilter.ALL.in(Environment.PROD).isOfAll()).isTrue();
        assertThat(HistoryFilter.ALL.by("Ada").isOfAll()).isFalse();
    }

    @Test
    @DisplayName("is of an environment, of places where deployments stand, and of versions by how they begin")
    void by_what_it_is() {
        assertThat(wants(HistoryFilter.ALL.in(Environment.STAGING))).isTrue();
        assertThat(wants(HistoryFilter.ALL.in(Environment.PROD))).isFalse();
        assertThat(wants(HistoryFilter.ALL.withStatuses(List.of(DeploymentStatus.FAILED, DeploymentStatus.PROMOTED))))
                .isTrue();
        assertThat(wants(HistoryFilter.ALL.withStatuses(List.of(DeploymentStatus.FAILED))))
                .isFalse();
        assertThat(wants(HistoryFilter.ALL.withVersion("v1."))).isTrue();
        assertThat(wants(HistoryFilter.ALL.withVersion("1.2"))).isFalse();
        assertThat(HistoryFilter.ALL.withVersion("v").matches(undecided))
                .as("no version is known")
                .isFalse();
    }

    @Test
    @DisplayName("is of whoever shipped or decided, by the id, or by the name however capitalised")
    void by_whom() {
        assertThat(wants(HistoryFilter.ALL.by("ada"))).isTrue();
        assertThat(wants(HistoryFilter.ALL.by("1001"))).isTrue();
        assertThat(wants(HistoryFilter.ALL.by("GRACE"))).isTrue();
        assertThat(wants(HistoryFilter.ALL.by("1002"))).isTrue();
        assertThat(wants(HistoryFilter.ALL.by("policy"))).isFalse();
        assertThat(wants(HistoryFilter.ALL.by("Grac"))).isFalse();
        assertThat(HistoryFilter.ALL.by("Grace").matches(undecided)).isFalse();
    }

    @Test
    @DisplayName("begins with the first moment of its period and ends before the last")
    void period() {
        assertThat(wants(HistoryFilter.ALL.between(AT, AT.plusNanos(1)))).isTrue();
        assertThat(wants(HistoryFilter.ALL.between(AT.plusNanos(1), null))).isFalse();
        assertThat(wants(HistoryFilter.ALL.between(null, AT))).isFalse();
        assertThat(wants(HistoryFilter.ALL.between(AT, AT)))
                .as("no time at all")
                .isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HistoryFilter.ALL.between(AT, AnEntry.START))
                .withMessage("history: to 2024-03-01T00:00:00Z is before from 2024-03-02T00:00:00Z");
    }

    @Test
    @DisplayName("meets all that is named at once")
    void all_at_once() {
        HistoryFilter filter = HistoryFilter.ALL
                .in(Environment.STAGING)
                .by("Ada")
                .withVersion("v1")
                .withStatuses(List.of(DeploymentStatus.PROMOTED))
                .between(AT, null);
        assertThat(wants(filter)).isTrue();
        assertThat(wants(filter.by("Bob"))).isFalse();
        assertThat(wants(filter.in(Environment.PROD))).isFalse();
        assertThat(wants(filter.withVersion("v2"))).isFalse();
    }
}
