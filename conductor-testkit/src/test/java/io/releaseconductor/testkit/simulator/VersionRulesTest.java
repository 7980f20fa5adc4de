package io.releaseconductor.testkit.simulator;

import static io.releaseconductor.testkit.Deployments.aDeployment;
import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DispatchIntent;
import io.releaseconductor.deployment.PhaseProgress;
import io.releaseconductor.deployment.Rollback;
import io.releaseconductor.deployment.Stage;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.testkit.DeploymentFixture;
import io.releaseconductor.testkit.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Of the version that a rollback returns to, the simulator's rule")
class VersionRulesTest {

    private final Records records = new Records();
    private final List<String> violations = new ArrayList<>();
    private final Ci ci = new Ci(() -> 0, new RandomWeather(1).fortune(), true, CiGuard.NONE, 0);
    private final VersionRules rules = new VersionRules(ci, records, violations::add);

    private static DeploymentFixture shippedAt(int hour, String version) {
        return aDeployment().at(ManualClock.START.plus(Duration.ofHours(hour))).version(version);
    }

    private DeployId becomes(Deployment next) {
        Records.Entry record = records.find(next.id());
        if (record == null) {
            records.created(next);
        } else {
            records.written(record, next);
        }
        return next.id();
    }

    private DeployId promoted(int hour, String version) {
        return becomes(shippedAt(hour, version).promoted());
    }

    private void rolledBack(int hour, String version, String to) {
        becomes(shippedAt(hour, version).previousVersion(to).rolledBack());
    }

    private List<String> found(int hour, String version, String to) {
        Deployment before = shippedAt(hour, version).failed();
        becomes(before);
        Deployment rollingBack = shippedAt(hour, version).previousVersion(to).rollingBack();
        rules.written("", before, rollingBack);
        assertThat(violations).as("nothing is sent yet").isEmpty();
        rules.written("", rollingBack, sent(rollingBack));
        return violations;
    }

    private static Deployment sent(Deployment rollingBack) {
        Rollback rollback = Objects.requireNonNull(rollingBack.rollback());
        PhaseProgress progress = Objects.requireNonNull(rollingBack.rollbackPhase());
        DispatchIntent intent = new DispatchIntent(
                rollingBack.id(),
                progress.attempt(),
                rollingBack.environment(),
                rollingBack.request().strategy(),
                rollingBack.request().rollout(),
                null,
                false,
                null,
                rollback.version(),
                rollback.method(),
                progress.startedAt(),
                progress.startedAt().plusSeconds(30),
                null);
        return rollingBack.toBuilder()
                .rollbackPhase(progress.at(new Stage.Sending(intent)))
                .build();
    }

    @Test
    void lets_the_last_one_pass_that_was_promoted_and_catches_any_other() {
        promoted(1, "v1");
        promoted(2, "v2");

        assertThat(found(3, "v3", "v2")).isEmpty();
        assertThat(found(3, "v3", "v1"))
                .containsExactly("rule 2: rolls back to v1, and v2 was promoted before and stands");
    }

    @Test
    void goes_by_when_things_happened_where_the_older_one_is_rolled_back_after_the_newer_one() {
        promoted(1, "v2");
        becomes(shippedAt(2, "v4").failed());
        rolledBack(3, "v3", "v2");
        rolledBack(1, "v2", "v0");

        assertThat(found(2, "v4", "v0")).isEmpty();
        assertThat(found(2, "v4", "v2"))
                .containsExactly("rule 2: rolls back to v2, and v0 was promoted before and stands");
    }

    @Test
    void goes_by_when_things_happened_where_what_was_rolled_back_was_shipped_again_since() {
        rolledBack(1, "v2", "v0");
        promoted(2, "v2");
        becomes(shippedAt(3, "v4").failed());
        rolledBack(4, "v3", "v2");

        assertThat(found(3, "v4", "v2")).isEmpty();
        assertThat(found(3, "v4", "v0"))
                .containsExactly("rule 2: rolls back to v0, and v2 was promoted before and stands");
    }

    @Test
    void takes_what_was_noted_before_history_forgot_it_and_what_history_says_now_and_catches_any_other() {
        DeployId forgotten = promoted(1, "v1");
        becomes(shippedAt(2, "v2").promoted());
        Objects.requireNonNull(records.find(forgotten)).forgotten = true;

        assertThat(found(2, "v2", "v1")).isEmpty();
        assertThat(found(2, "v2", "v0")).isEmpty();
        assertThat(found(2, "v2", "v7"))
                .containsExactly("rule 2: rolls back to v7, and v1 was promoted before and stands");
    }
}
