package io.releaseconductor.testkit.simulator;

import static io.releaseconductor.testkit.Deployments.aDeployment;
import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.PhaseProgress;
import io.releaseconductor.deployment.Stage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Of a run while it is asked what is being shipped, the simulator's rule")
class ChangeRulesTest {

    private static final long ASKED_AT = 3_000;

    private final Records records = new Records();
    private final List<String> violations = new ArrayList<>();
    private final Ci ci = new Ci(() -> 0, new RandomWeather(1).fortune(), true, CiGuard.NONE, 0);
    private final ChangeRules rules = new ChangeRules(ci, records, violations::add);
    private final Deployment deploying = aDeployment().deploying();
    private final ChangeRules.Asked asked = new ChangeRules.Asked(deploying, ASKED_AT, 0);

    ChangeRulesTest() {
        records.created(deploying);
    }

    private static Deployment seen(Deployment d, int secondsLater, @Nullable String problem) {
        PhaseProgress progress = d.deployPhase();
        Stage.Running running = (Stage.Running) progress.stage();
        Instant at = running.seenAt().plusSeconds(secondsLater);
        Stage.Running next = new Stage.Running(running.run(), running.since(), at, null, problem, running.cancelling());
        return d.toBuilder().progress(progress.at(next)).build();
    }

    private List<String> answeredAfter(int seconds) {
        rules.answered(asked, ASKED_AT + seconds * 1_000L, true);
        return violations;
    }

    @Test
    void lets_twelve_seconds_pass_without_a_look() {
        assertThat(answeredAfter(12)).isEmpty();
    }

    @Test
    void catches_that_nobody_looks_for_longer() {
        assertThat(answeredAfter(13))
                .containsExactly(deploying.id() + ": change: nobody looks at the run while nobody answers");
    }

    @Test
    void lets_a_look_pass() {
        rules.looked();

        assertThat(answeredAfter(13)).isEmpty();
    }

    @Test
    void lets_a_look_pass_that_no_thread_could_be_had_for() {
        rules.written("", deploying, seen(deploying, 4, "no thread could be had for it"));

        assertThat(answeredAfter(13)).isEmpty();
    }

    @Test
    void catches_that_only_something_else_is_written() {
        rules.written("", deploying, deploying.toBuilder().version("v9").build());
        rules.written("", seen(deploying, 4, "away"), seen(deploying, 4, "away"));

        assertThat(answeredAfter(13)).hasSize(1);
    }
}
