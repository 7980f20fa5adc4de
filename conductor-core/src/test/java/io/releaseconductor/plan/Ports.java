package io.releaseconductor.plan;

import io.releaseconductor.check.Verification;
import io.releaseconductor.deployment.CancelOutcome;
import io.releaseconductor.deployment.DeliveryOutcome;
import io.releaseconductor.deployment.DispatchIntent;
import io.releaseconductor.deployment.DispatchOutcome;
import io.releaseconductor.deployment.Happenings;
import io.releaseconductor.deployment.LinkedOutcome;
import io.releaseconductor.deployment.LocateOutcome;
import io.releaseconductor.deployment.RunConclusion;
import io.releaseconductor.deployment.RunStatus;
import io.releaseconductor.deployment.Samples;
import io.releaseconductor.deployment.StatusOutcome;
import io.releaseconductor.deployment.WorkflowRun;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.policy.ReleasePolicy;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** The world outside as a deployment meets it: obliging, moody or hostile, each port in its own way. */
record Ports(
        Random random,
        Happenings happenings,
        Dispatching dispatching,
        Locating locating,
        Watching watching,
        Cancelling cancelling,
        Checking checking,
        Telling telling) {

    enum Dispatching {
        STARTS,
        ACCEPTS,
        REFUSES_CONNECTIONS,
        REJECTS,
        LEAVES_IN_DOUBT,
        NEVER_ANSWERS,
        ANY
    }

    enum Locating {
        FINDS,
        NEVER_FINDS,
        CANNOT_TELL,
        UNAVAILABLE,
        ANY
    }

    enum Watching {
        SUCCEEDS,
        FAILS,
        RUNS_FOR_EVER,
        WAITS_FOR_EVER,
        COMES_AND_GOES,
        STARTS_OVER_FOR_EVER,
        SHOWS_OLD_VIEWS,
        UNAVAILABLE,
        GONE,
        ANY
    }

    enum Cancelling {
        WORKS,
        IGNORED,
        TOO_LATE,
        UNAVAILABLE
    }

    enum Checking {
        PASSES,
        PASSES_FOR_THE_POLICY,
        FIRES,
        NEVER_ENDS,
        ANY
    }

    enum Telling {
        WORKS,
        UNAVAILABLE,
        UNDELIVERABLE,
        ANY
    }

    static Ports obliging() {
        return of(
                0,
                Dispatching.STARTS,
                Locating.FINDS,
                Watching.SUCCEEDS,
                Cancelling.WORKS,
                Checking.PASSES,
                Telling.WORKS);
    }

    static Ports of(
            long seed,
            Dispatching dispatching,
            Locating locating,
            Watching watching,
            Cancelling cancelling,
            Checking checking,
            Telling telling) {
        Random random = new Random(seed);
        return new Ports(
                random, new Happenings(random), dispatching, locating, watching, cancelling, checking, telling);
    }

    /** What the CI service says to a dispatch; null for nothing at all. */
    DispatchOutcome dispatch(DispatchIntent intent, Instant now) {
        return switch (dispatching) {
            case STARTS -> new DispatchOutcome.Started(run(intent));
            case ACCEPTS -> new DispatchOutcome.Accepted();
            case REFUSES_CONNECTIONS -> new DispatchOutcome.NotSent("connection refused", now);
            case REJECTS -> new DispatchOutcome.Rejected("no such workflow");
            case LEAVES_IN_DOUBT -> new DispatchOutcome.Unknown("connection reset");
            case NEVER_ANSWERS -> null;
            case ANY -> happenings.dispatchOutcome(now);
        };
    }

    private static WorkflowRun run(DispatchIntent intent) {
        return WorkflowRun.queued("run of " + intent.correlationKey(), null).withVersion("v2");
    }

    LocateOutcome locate(DispatchIntent intent, Instant now) {
        return switch (locating) {
            case FINDS -> new LocateOutcome.Found(run(intent));
            case NEVER_FINDS -> new LocateOutcome.NotFound(List.of());
            case CANNOT_TELL -> new LocateOutcome.Undecidable("two runs carry the key", List.of());
            case UNAVAILABLE -> new LocateOutcome.Unavailable("503", now);
            case ANY -> happenings.locateOutcome(now);
        };
    }

    StatusOutcome look(WorkflowRun run, boolean cancelled, Instant now) {
        if (cancelled && cancelling == Cancelling.WORKS) {
            return new StatusOutcome.Seen(run.completed(RunConclusion.CANCELLED), null);
        }
        return switch (watching) {
            case SUCCEEDS ->
                new StatusOutcome.Seen(
                        run.status() == RunStatus.QUEUED
                                ? run.at(RunStatus.IN_PROGRESS)
                                : run.completed(RunConclusion.SUCCESS),
                        null);
            case FAILS -> new StatusOutcome.Seen(run.completed(RunConclusion.FAILURE), null);
            case RUNS_FOR_EVER -> new StatusOutcome.Seen(run.at(RunStatus.IN_PROGRESS), now);
            case WAITS_FOR_EVER -> new StatusOutcome.Seen(run.at(RunStatus.WAITING), null);
            case COMES_AND_GOES ->
                new StatusOutcome.Seen(
                        run.at(run.status() == RunStatus.WAITING ? RunStatus.IN_PROGRESS : RunStatus.WAITING), null);
            case STARTS_OVER_FOR_EVER ->
                new StatusOutcome.Seen(
                        new WorkflowRun(
                                run.id(), null, RunStatus.IN_PROGRESS, null, run.runAttempt() + 1, true, null, null),
                        now.plusSeconds(60));
            case SHOWS_OLD_VIEWS -> new StatusOutcome.Seen(WorkflowRun.queued("another run", null), now);
            case UNAVAILABLE -> new StatusOutcome.Unavailable("503", now);
            case GONE -> new StatusOutcome.Gone("404");
            case ANY -> happenings.observation(run, now);
        };
    }

    CancelOutcome cancel(Instant now) {
        return switch (cancelling) {
            case WORKS, IGNORED -> new CancelOutcome.Accepted();
            case TOO_LATE -> new CancelOutcome.TooLate();
            case UNAVAILABLE -> new CancelOutcome.Unavailable("503", now);
        };
    }

    /** What the checks find; null while they do not come to an end. */
    @Nullable
    Verification found(Instant now) {
        return switch (checking) {
            case PASSES, PASSES_FOR_THE_POLICY -> Samples.allPass(now);
            case FIRES -> Samples.rollBack("api_down").results(now);
            case NEVER_ENDS -> null;
            case ANY -> happenings.verification(now);
        };
    }

    /** What is decided by it without a person. */
    ReleasePolicy policy() {
        return switch (checking) {
            case PASSES_FOR_THE_POLICY -> Samples.promote().policy();
            case ANY -> happenings.policy();
            case PASSES, FIRES, NEVER_ENDS -> Samples.POLICY;
        };
    }

    LinkedOutcome shipLinked(Instant now) {
        return random.nextBoolean()
                ? new LinkedOutcome.Shipped(DeployId.of(Environment.PROD, now))
                : new LinkedOutcome.Blocked("prod is taken");
    }

    DeliveryOutcome show(String reference, Instant now) {
        return switch (telling) {
            case WORKS -> new DeliveryOutcome.Shown(reference == null ? "message-1" : reference);
            case UNAVAILABLE -> new DeliveryOutcome.Unavailable("503", now);
            case UNDELIVERABLE -> new DeliveryOutcome.Undeliverable("no such channel");
            case ANY -> {
                DeliveryOutcome delivery = happenings.delivery(now);
                yield reference == null && delivery instanceof DeliveryOutcome.Gone
                        ? new DeliveryOutcome.Shown("message-2")
                        : delivery;
            }
        };
    }

    /** Why an alert could not be sent, or null if it was. */
    String alert() {
        boolean sent = telling == Telling.WORKS || (telling == Telling.ANY && random.nextBoolean());
        return sent ? null : "sink is down";
    }
}
