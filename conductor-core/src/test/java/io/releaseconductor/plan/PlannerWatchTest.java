package io.releaseconductor.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.chat.CardRenderer;
import io.releaseconductor.deployment.CardState;
import io.releaseconductor.deployment.Deadline;
import io.releaseconductor.deployment.DeployRequest;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentEvent;
import io.releaseconductor.deployment.Samples;
import io.releaseconductor.deployment.Story;
import io.releaseconductor.model.Rollout;
import io.releaseconductor.model.Watch;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("For what was promoted and is watched, the planner")
class PlannerWatchTest {

    private final Planner planner =
            new Planner(Deadlines.DEFAULT, d -> CardRenderer.render(d).digest());

    private static Deployment promoted(DeployRequest request) {
        return Story.promoted(request.toBuilder().destination(null).build()).deployment();
    }

    private final Deployment watched = promoted(Samples.under(
            Samples.POLICY,
            Samples.linkedRequest(Rollout.FULL).toBuilder()
                    .watch(Watch.DEFAULT)
                    .soak(Duration.ofMinutes(1))
                    .build()));

    private final Instant promotedAt = watched.watching().startedAt();

    @Test
    @DisplayName("has nothing to do until the first look is due")
    void waits() {
        Plan plan = planner.next(watched, promotedAt);
        assertThat(plan.isIdle()).isTrue();
        assertThat(plan.dueAt()).isEqualTo(promotedAt.plus(Watch.DEFAULT.every()));
        assertThat(watched.card()).isEqualTo(CardState.NONE);
    }

    @Test
    @DisplayName("looks first, and ships on only then")
    void looks_first() {
        Instant due = promotedAt.plus(Watch.DEFAULT.every());
        assertThat(watched.linked().notBefore()).isEqualTo(due);
        assertThat(planner.next(watched, due).work()).isEqualTo(new Step.LookAfter(due));
    }

    @Test
    @DisplayName("gives up a look that nobody took within the deadline for verifications")
    void gives_up() {
        Duration limit = Deadlines.DEFAULT.verification();
        Instant late = promotedAt.plus(Watch.DEFAULT.every()).plus(limit);
        assertThat(planner.next(watched, late.minusMillis(1)).work()).isInstanceOf(Step.LookAfter.class);
        assertThat(planner.next(watched, late).work())
                .isEqualTo(new Step.Apply(new DeploymentEvent.DeadlinePassed(Deadline.WATCH, limit, late)));
    }

    @Test
    @DisplayName("has nothing to do where it is not watched")
    void not_watched() {
        Deployment d = promoted(Samples.request(Rollout.FULL));
        assertThat(planner.next(d, d.statusSince().plus(Duration.ofDays(1))).dueAt())
                .isNull();
    }
}
