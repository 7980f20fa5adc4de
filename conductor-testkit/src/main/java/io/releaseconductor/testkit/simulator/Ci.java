package io.releaseconductor.testkit.simulator;

import io.releaseconductor.deployment.Attempt;
import io.releaseconductor.deployment.CancelOutcome;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DispatchIntent;
import io.releaseconductor.deployment.LocateOutcome;
import io.releaseconductor.deployment.RunCandidate;
import io.releaseconductor.deployment.RunConclusion;
import io.releaseconductor.deployment.RunStatus;
import io.releaseconductor.deployment.StatusOutcome;
import io.releaseconductor.deployment.WorkflowRun;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Phase;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A CI service: what it really started, whatever anybody was told. */
final class Ci {

    /** How runs go. */
    interface Fortune {
        /** Sets when and how a new run begins and ends. */
        void decide(Run run);

        /** Whether a request to cancel is carried out; otherwise it is taken and ignored, unless it is forced. */
        boolean heedsCancel();

        /** How many milliseconds later a new run shows up in lists. */
        long lag();

        /** The same, where something is decided anew of some runs. */
        default Fortune butFor(Consumer<Run> change) {
            Fortune others = this;
            return new Fortune() {
                @Override
                public void decide(Run run) {
                    others.decide(run);
                    change.accept(run);
                }

                @Override
                public boolean heedsCancel() {
                    return others.heedsCancel();
                }

                @Override
                public long lag() {
                    return others.lag();
                }
            };
        }
    }

    /** One run. */
    static final class Run {
        final String id;
        final DispatchIntent intent;
        final long createdAt;
        final long listedAt;

        /** Whether the request came when it could not be sent any more: its sender was frozen in between. */
        final boolean late;

        /**
         * Whether the sender itself could know that it comes too late: by its own clock, the time to send and to be answered
         * had passed.
         */
        final boolean overdue;

        /** Whether the workflow itself refused to go on, so that nothing took effect. */
        boolean refused;

        boolean deleted;
        long waitsUntil;
        long beginsAt;
        long endsAt;
        RunConclusion conclusion = RunConclusion.SUCCESS;
        boolean begun;
        int attempt = 1;

        /** When a person starts it over; {@link Task#NEVER} if nobody does. */
        long startedOverAt = Task.NEVER;

        /** When a person last started it over; {@link Task#NEVER} if nobody did. */
        long attemptSince = Task.NEVER;

        /** How it ends once it was started over. */
        RunConclusion conclusionAgain = RunConclusion.SUCCESS;

        Run(String id, DispatchIntent intent, long createdAt, long listedAt, boolean late, boolean overdue) {
            this.id = id;
            this.intent = intent;
            this.createdAt = createdAt;
            this.listedAt = listedAt;
            this.late = late;
            this.overdue = overdue;
        }

        int attempt(long now) {
            startOver(now);
            return attempt;
        }

        boolean isOver(long now) {
            startOver(now);
            return now >= endsAt;
        }

        private void startOver(long now) {
            if (now >= startedOverAt) {
                attempt++;
                attemptSince = startedOverAt;
                beginsAt = startedOverAt + 2_000;
                endsAt = startedOverAt + 30_000;
                conclusion = conclusionAgain;
                startedOverAt = Task.NEVER;
            }
        }

        boolean hasBegun(long now) {
            startOver(now);
            return begun || (now >= beginsAt && beginsAt < endsAt);
        }

        WorkflowRun seen(long now) {
            WorkflowRun run = WorkflowRun.queued(id, URI.create("https://ci.example/runs/" + id))
                    .withVersion(intent.version() == null ? "head-" + id : intent.version());
            if (hasBegun(now)) {
                run = run.at(RunStatus.IN_PROGRESS);
            } else if (now < waitsUntil) {
                run = run.at(RunStatus.WAITING);
            }
            if (isOver(now)) {
                run = run.completed(conclusion);
            }
            return attempt == 1
                    ? run
                    : new WorkflowRun(
                            run.id(),
                            run.url(),
                            run.status(),
                            run.conclusion(),
                            attempt,
                            run.started(),
                            run.version(),
                            run.detail());
        }
    }

    private final List<Run> runs = new ArrayList<>();
    private final List<String> requests = new ArrayList<>();
    private final LongSupplier now;
    private final Fortune fortune;
    private final boolean echoesKeys;
    private final CiGuard guard;
    private final long grace;

    /** A service; grace is how much later than its validity, in milliseconds, a request may still arrive. */
    Ci(LongSupplier now, Fortune fortune, boolean echoesKeys, CiGuard guard, long grace) {
        this.now = now;
        this.fortune = fortune;
        this.echoesKeys = echoesKeys;
        this.guard = guard;
        this.grace = grace;
    }

    boolean echoesKeys() {
        return echoesKeys;
    }

    List<Run> runs() {
        return runs;
    }

    long requests(String key) {
        return requests.stream().filter(key::equals).count();
    }

    /** All runs of the phase of a wave, or of the rollback, that did not refuse themselves. */
    List<Run> effective(DeployId deployment, Attempt attempt) {
        return runs.stream()
                .filter(r -> !r.refused
                        && r.intent.deployment().equals(deployment)
                        && r.intent.attempt().isOfSamePhase(attempt))
                .toList();
    }

    /** Whether any run of a deployment has begun to work by now. */
    boolean hasBegun(DeployId deployment) {
        long at = now.getAsLong();
        return runs.stream()
                .filter(r -> !r.refused && r.intent.deployment().equals(deployment))
                .anyMatch(run -> run.hasBegun(at));
    }

    /** Whether any run of the last wave of a canary has begun to work by now. */
    boolean hasBegunFullRollout(DeployId deployment) {
        long at = now.getAsLong();
        return runs.stream()
                .filter(r -> !r.refused && r.intent.deployment().equals(deployment))
                .filter(r -> r.intent.phase() == Phase.PROMOTE && r.intent.lastWave())
                .anyMatch(run -> run.hasBegun(at));
    }

    List<Run> of(String key) {
        return runs.stream().filter(r -> r.intent.correlationKey().equals(key)).toList();
    }

    /** A request arrives, at a time that its sender's clock tells as well. */
    Run start(DispatchIntent intent, Instant bySendersClock) {
        long at = now.getAsLong();
        requests.add(intent.correlationKey());
        boolean overdue = bySendersClock.isAfter(intent.validUntil().plus(World.DEADLINES.call()));
        boolean late = at > Moments.of(intent.validUntil()) + grace;
        Run run = new Run(String.valueOf(1001 + runs.size()), intent, at, at + fortune.lag(), late, overdue);
        fortune.decide(run);
        run.refused = guard.refuses(run, runs);
        if (run.refused) {
            run.beginsAt = at + 1_000;
            run.endsAt = at + 3_000;
            run.conclusion = RunConclusion.FAILURE;
        }
        runs.add(run);
        return run;
    }

    /** A person starts a run over now. */
    void startAgain(String id) {
        runs.stream().filter(run -> run.id.equals(id)).forEach(run -> run.startedOverAt = now.getAsLong());
    }

    /** Whether its failed run was started over, or will be, while it is still to be looked at. */
    boolean hasNewsFor(Deployment d) {
        return d.lookAgainAt() != null
                && (startedOver(d).isPresent()
                        || deployRun(d)
                                .filter(run -> run.startedOverAt != Task.NEVER)
                                .isPresent());
    }

    /** The run of the deploy phase, if it was started over since it was seen. */
    Optional<Run> startedOver(Deployment d) {
        int seen = d.deployPhase().run().map(WorkflowRun::runAttempt).orElse(0);
        return deployRun(d).filter(run -> run.attempt(now.getAsLong()) > seen);
    }

    private Optional<Run> deployRun(Deployment d) {
        return d.deployPhase().run().map(this::known);
    }

    LocateOutcome locate(DispatchIntent intent) {
        long at = now.getAsLong();
        List<Run> listed = runs.stream()
                .filter(r -> !r.deleted && r.listedAt <= at)
                .filter(r -> r.createdAt >= Moments.of(intent.intendedAt()) - 10_000)
                .filter(r -> r.intent.environment().equals(intent.environment()))
                .toList();
        List<RunCandidate> candidates = listed.stream()
                .map(r -> new RunCandidate(
                        r.id,
                        URI.create("https://ci.example/runs/" + r.id),
                        echoesKeys ? r.intent.correlationKey() : "Deploy",
                        Moments.at(r.createdAt)))
                .toList();
        if (!echoesKeys) {
            return new LocateOutcome.Undecidable("the workflow does not show the key of its run", candidates);
        }
        List<Run> found = listed.stream()
                .filter(r -> r.intent.correlationKey().equals(intent.correlationKey()))
                .toList();
        if (found.size() > 1) {
            return new LocateOutcome.Undecidable(found.size() + " runs carry the key", candidates);
        }
        return found.isEmpty()
                ? new LocateOutcome.NotFound(candidates)
                : new LocateOutcome.Found(found.get(0).seen(at));
    }

    StatusOutcome status(WorkflowRun run) {
        Run known = known(run);
        return known == null
                ? new StatusOutcome.Gone("there is no run " + run.id())
                : new StatusOutcome.Seen(known.seen(now.getAsLong()), null);
    }

    CancelOutcome cancel(WorkflowRun run, boolean force) {
        Run known = known(run);
        long at = now.getAsLong();
        if (known == null || known.isOver(at)) {
            return new CancelOutcome.TooLate();
        }
        if (force || fortune.heedsCancel()) {
            known.begun = known.hasBegun(at);
            known.endsAt = Math.min(known.endsAt, at + 2_000);
            known.conclusion = RunConclusion.CANCELLED;
            known.beginsAt = known.begun ? known.beginsAt : Task.NEVER;
            // nobody starts over what somebody cancelled: that would go past the conductor, which watches it no more
            known.startedOverAt = Task.NEVER;
        }
        return new CancelOutcome.Accepted();
    }

    private @Nullable Run known(WorkflowRun run) {
        return runs.stream()
                .filter(r -> Objects.equals(r.id, run.id()) && !r.deleted)
                .findFirst()
                .orElse(null);
    }
}
