package io.releaseconductor.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.deployment.DeployRequest;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.model.Bake;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Gate;
import io.releaseconductor.model.Reach;
import io.releaseconductor.model.Rollout;
import io.releaseconductor.model.RolloutPlan;
import io.releaseconductor.model.Watch;
import io.releaseconductor.model.Wave;
import io.releaseconductor.policy.ReleasePolicy;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The button that promotes what a watch may roll back")
class WatchLabelTest {

    private static final String AGREED = "(watched 15min, rolls back by itself)";

    private static Deployment verified(Environment linked) {
        Deployment d = SampleDeployments.verified();
        return d.toBuilder().request(watched(d.request(), linked)).build();
    }

    private static DeployRequest watched(DeployRequest request, Environment linked) {
        return request.toBuilder()
                .frozen(ReleasePolicy.DEFAULT, List.of())
                .linked(linked)
                .watch(Watch.DEFAULT.rollingBack())
                .build();
    }

    private static List<String> labels(Deployment d) {
        return Buttons.of(d).stream().map(Button::label).toList();
    }

    @Test
    @DisplayName("says so")
    void says_so() {
        assertThat(labels(verified(null))).contains("Promote " + AGREED);
        assertThat(labels(verified(Environment.PROD))).contains("Promote and ship Prod " + AGREED);
    }

    @Test
    @DisplayName("says so however long the rest of it is")
    void says_so_however_long() {
        Environment linked = new Environment("production-in-the-second-region");
        String label = labels(verified(linked)).get(0);

        assertThat(label).startsWith("Promote and ship Production").endsWith(AGREED);
        assertThat(label.length()).isLessThanOrEqualTo(Button.MAX_LABEL_LENGTH);
    }

    @Test
    @DisplayName("says so only where nobody is asked again before that")
    void says_so_only_at_the_last_gate() {
        RolloutPlan plan = new RolloutPlan(
                Rollout.CANARY,
                List.of(
                        new Wave(new Reach.Percentage(10), Bake.ONE_LOOK, Gate.ONE_APPROVAL),
                        new Wave(Reach.ALL, Bake.ONE_LOOK, Gate.ONE_APPROVAL)));
        Deployment d = verified(null);
        DeployRequest r = d.request();
        Deployment canary = d.toBuilder()
                .request(watched(
                        DeployRequest.builder(r.environment(), r.strategy(), plan, r.initiatedBy(), r.initiatedAt())
                                .previousVersion("1.4.1")
                                .build(),
                        null))
                .build();

        assertThat(labels(canary)).contains("Promote to 100 %").noneMatch(label -> label.contains("watched"));
    }

    @Test
    @DisplayName("does not where it could not be done, or is not wanted")
    void does_not() {
        Deployment d = verified(null);
        DeployRequest request = d.request();
        List<DeployRequest> others = List.of(
                request.toBuilder().watch(Watch.DEFAULT).build(),
                request.toBuilder().previousVersion(null).olderVersion(null).build(),
                request.toBuilder()
                        .frozen(ReleasePolicy.DEFAULT.withAutoRollback(false), List.of())
                        .build());
        for (DeployRequest other : others) {
            assertThat(labels(d.toBuilder().request(other).build())).contains("Promote");
        }
    }
}
