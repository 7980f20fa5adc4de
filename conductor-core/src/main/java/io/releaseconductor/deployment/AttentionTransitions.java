package io.releaseconductor.deployment;

import io.releaseconductor.model.Phase;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a person settles what only a person can tell. */
final class AttentionTransitions {

    private AttentionTransitions() {}

    static LifecycleResult adopt(Deployment d, DeploymentEvent.Adopt event) {
        Attention attention = asked(d, event);
        if (attention == null) {
            return notAsked(d);
        }
        Optional<RunCandidate> candidate = attention.candidates().stream()
                .filter(c -> c.runId().equals(event.runId()))
                .findFirst();
        PhaseProgress progress = d.progress(attention.phase());
        if (candidate.isEmpty() || progress == null) {
            return Change.refused("Run " + event.runId() + " is not one of the candidates.");
        }
        WorkflowRun run = progress.run()
                .filter(r -> r.id().equals(event.runId()))
                .orElseGet(
                        () -> WorkflowRun.queued(event.runId(), candidate.get().url()));
        return PhaseTransitions.runKnown(d, progress, run, null, event.at());
    }

    static LifecycleResult retry(Deployment d, DeploymentEvent.Retry event) {
        Attention attention = asked(d, event);
        PhaseProgress progress = attention == null ? null : d.progress(attention.phase());
        if (attention == null || progress == null) {
            return notAsked(d);
        }
        return Change.of(d, event.at())
                .status(PhaseTransitions.asking(attention.phase()))
                .progress(progress.nextAttempt(event.at(), new Stage.Ready(event.at(), null)))
                .apply(b -> b.cancelWish(null).rollbackWish(null))
                .moved();
    }

    static LifecycleResult giveUp(Deployment d, DeploymentEvent.GiveUp event) {
        Attention attention = asked(d, event);
        if (attention == null) {
            return notAsked(d);
        }
        String reason = event.by().name() + " gave up: " + attention.reason();
        return Endings.failed(
                Change.of(d, event.at()),
                new Failure(attention.phase(), Failure.Kind.GIVEN_UP, reason, event.at()),
                event.by());
    }

    static LifecycleResult nothingStarted(Deployment d, DeploymentEvent.NothingStarted event) {
        Attention attention = asked(d, event);
        if (attention == null) {
            return notAsked(d);
        }
        if (attention.phase() != Phase.DEPLOY || d.deployPhase().run().isPresent()) {
            return Change.refused("A run was started: adopt a run, try again or give up.");
        }
        return Endings.cancelled(
                Change.of(d, event.at()).apply(b -> b.cancelWish(new Decision(event.by(), event.at()))));
    }

    /** What the event answers, if people are asked that now; an answer to an earlier question says nothing about this one. */
    private static @Nullable Attention asked(Deployment d, DeploymentEvent.OfAttention event) {
        Attention attention = d.attention();
        return attention != null && attention.named() == event.attention() ? attention : null;
    }

    private static LifecycleResult notAsked(Deployment d) {
        return Change.refused(
                d.attention() == null
                        ? "It needs no attention: " + Decisions.standing(d)
                        : "That was asked before and is over. Look at what the card asks now.");
    }
}
