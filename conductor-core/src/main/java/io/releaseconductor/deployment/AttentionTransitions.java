package io.releaseconductor.deployment;

import java.util.Optional;

/** How a person settles what only a person can tell. */
final class AttentionTransitions {

    private AttentionTransitions() {}

    static LifecycleResult adopt(Deployment d, DeploymentEvent.Adopt event) {
        Attention attention = d.attention();
        if (attention == null) {
            return notNeeded(d);
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
        Attention attention = d.attention();
        PhaseProgress progress = attention == null ? null : d.progress(attention.phase());
        if (attention == null || progress == null) {
            return notNeeded(d);
        }
        return Change.of(d, event.at())
                .status(PhaseTransitions.asking(attention.phase()))
                .progress(progress.nextAttempt(event.at(), new Stage.Ready(event.at(), null)))
                .apply(b -> b.cancelWish(null).rollbackWish(null))
                .moved();
    }

    static LifecycleResult giveUp(Deployment d, DeploymentEvent.GiveUp event) {
        Attention attention = d.attention();
        if (attention == null) {
            return notNeeded(d);
        }
        String reason = event.by().name() + " gave up: " + attention.reason();
        return Endings.failed(
                Change.of(d, event.at()), new Failure(attention.phase(), Failure.Kind.GIVEN_UP, reason, event.at()));
    }

    private static LifecycleResult notNeeded(Deployment d) {
        return Change.refused("It needs no attention: " + Decisions.standing(d));
    }
}
