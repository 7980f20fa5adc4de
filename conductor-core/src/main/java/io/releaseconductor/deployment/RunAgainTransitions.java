package io.releaseconductor.deployment;

import io.releaseconductor.model.Phase;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A deploy run that ended without success may be started again by a person, at the CI service and past the conductor. */
final class RunAgainTransitions {

    private static final Duration PACE = Duration.ofMinutes(5);

    /** For how long after its end a run is looked at though nobody says that it changed. */
    private static final Duration LOOKED_AT_FOR = Duration.ofHours(1);

    private RunAgainTransitions() {}

    /** A run at its end. A failed one of the deploy phase is looked at again, by and by. */
    static Stage.Concluded concluded(Phase phase, WorkflowRun run, Instant at) {
        boolean mayGoOn = phase == Phase.DEPLOY && !run.succeeded();
        return new Stage.Concluded(run, at, mayGoOn ? at.plus(PACE) : null);
    }

    static LifecycleResult observed(Deployment d, DeploymentEvent.Observed event) {
        Stage.Concluded concluded = ended(d, event);
        if (concluded == null || !concluded.run().id().equals(event.runId())) {
            return PhaseTransitions.notCurrent(event);
        }
        WorkflowRun again =
                event.outcome() instanceof StatusOutcome.Seen seen ? startedAgain(concluded.run(), seen.run()) : null;
        if (again != null) {
            return mayGoOn(d)
                    ? PhaseTransitions.runKnown(withoutFailure(d), d.deployPhase(), again, null, event.at())
                    : unwatched(d, concluded, again, standing(d), event.at());
        }
        if (concluded.lookAgainAt() == null) {
            return Change.refused("Run " + event.runId() + " is not looked at any more.");
        }
        boolean deleted = event.outcome() instanceof StatusOutcome.Gone;
        return lookAgain(d, concluded, deleted ? null : nextLook(concluded, event.at()), event.at());
    }

    /** The end of the deploy run of an attempt, or null if it is not there or was a success. */
    private static Stage.@Nullable Concluded ended(Deployment d, DeploymentEvent.OfAttempt event) {
        boolean current = event.phase() == Phase.DEPLOY
                && event.attempt().equals(d.deployPhase().attempt());
        return current ? ended(d) : null;
    }

    private static Stage.@Nullable Concluded ended(Deployment d) {
        return d.deployPhase().stage() instanceof Stage.Concluded concluded
                        && !concluded.run().succeeded()
                ? concluded
                : null;
    }

    /** The run in its later attempt, or null if it stands as before. */
    private static @Nullable WorkflowRun startedAgain(WorkflowRun before, WorkflowRun now) {
        return now.id().equals(before.id()) && now.runAttempt() > before.runAttempt()
                ? RunTransitions.merge(before, now)
                : null;
    }

    /** Only what failed by itself goes on: not what somebody cancelled or gave up, and not what is or was to be rolled back. */
    private static boolean mayGoOn(Deployment d) {
        Failure failure = d.failure();
        return d.status() == DeploymentStatus.FAILED
                && failure != null
                && failure.phase() == Phase.DEPLOY
                && failure.kind() == Failure.Kind.RUN;
    }

    private static String standing(Deployment d) {
        Failure failure = d.failure();
        String why = d.status() == DeploymentStatus.FAILED && failure != null ? ": " + failure.reason() : "";
        return "The deployment stands at " + d.status().words() + why + ".";
    }

    private static Deployment withoutFailure(Deployment d) {
        return d.toBuilder().failure(null).build();
    }

    private static @Nullable Instant nextLook(Stage.Concluded concluded, Instant at) {
        Instant next = at.plus(PACE);
        return next.isAfter(concluded.at().plus(LOOKED_AT_FOR)) ? null : next;
    }

    private static LifecycleResult lookAgain(
            Deployment d, Stage.Concluded concluded, @Nullable Instant when, Instant at) {
        return Change.of(d, at)
                .progress(d.deployPhase().at(concluded.lookAgain(when)))
                .moved();
    }

    /** Its environment's place cannot be taken again, so that it stays as it is. */
    static LifecycleResult unwatched(Deployment d, DeploymentEvent.Unwatched event) {
        Stage.Concluded concluded = ended(d, event);
        WorkflowRun again = concluded == null ? null : startedAgain(concluded.run(), event.run());
        return concluded == null || again == null
                ? PhaseTransitions.notCurrent(event)
                : unwatched(d, concluded, again, event.reason(), event.at());
    }

    private static LifecycleResult unwatched(
            Deployment d, Stage.Concluded concluded, WorkflowRun again, String reason, Instant at) {
        WorkflowRun before = concluded.run();
        WorkflowRun told = new WorkflowRun(
                before.id(),
                before.url(),
                before.status(),
                before.conclusion(),
                again.runAttempt(),
                again.started(),
                before.version(),
                before.detail());
        return Change.of(d, at)
                .progress(d.deployPhase().at(new Stage.Concluded(told, concluded.at(), null)))
                .alert(
                        AlertKind.STRAY_RUN,
                        "Deploy: run " + again.id() + " was started again (attempt " + again.runAttempt()
                                + ") and is not watched: look whether it has to be stopped. " + reason)
                .moved();
    }

    /** Somebody says that the run changed: the only way in which that is noticed when it is long over. */
    static LifecycleResult woken(Deployment d, DeploymentEvent.Woken event) {
        Stage.Concluded concluded = ended(d);
        if (concluded == null) {
            return Change.refused("There is no run to look at.");
        }
        Instant planned = concluded.lookAgainAt();
        return planned != null && !planned.isAfter(event.at())
                ? Change.refused("It is looked at soon.")
                : lookAgain(d, concluded, event.at(), event.at());
    }
}
