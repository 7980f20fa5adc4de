package io.releaseconductor.deployment;

import io.releaseconductor.check.CheckResult;
import io.releaseconductor.check.Verification;
import io.releaseconductor.deployment.DeploymentEvent.AlertDelivered;
import io.releaseconductor.deployment.DeploymentEvent.CardDelivered;
import io.releaseconductor.deployment.DeploymentEvent.DeadlinePassed;
import io.releaseconductor.metric.BothSides;
import io.releaseconductor.metric.Counts;
import io.releaseconductor.metric.MetricAnswer;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.Bake;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Phase;
import io.releaseconductor.policy.ReleasePolicy;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * What may happen to a deployment: mostly what its current phase and attempt wait for, at times what a person asks for, and
 * at times anything at all, answers to long forgotten questions included.
 */
public final class Happenings {

    /** What a person may choose to return to; the last one is what is shipped. */
    private static final List<String> CHOSEN = List.of("v0", Samples.PREVIOUS, "v2");

    static final DeployId PARENT = new DeployId("ship-test-1699740000");

    /** Of what is being shipped; null where nobody found out. */
    private static final List<ChangeSummary.Risk> RISKS = Arrays.asList(
            null, ChangeSummary.Risk.UNKNOWN, new ChangeSummary.Risk(List.of("db/migration/V7__orders.sql"), 1, true));

    private static final URI RUN_PAGE = URI.create("https://ci.example.com/runs/7");

    private final Random random;

    public Happenings(Random random) {
        this.random = random;
    }

    /** The next thing that happens, at a time; rarely at an earlier one, since clocks differ between nodes. */
    public DeploymentEvent next(Deployment d, Instant now) {
        Instant at = random.nextInt(20) == 0 ? now.minusSeconds(3) : now;
        int what = random.nextInt(100);
        if (what < 62) {
            return awaited(d, at);
        }
        if (what < 77) {
            return asked(d, at);
        }
        return anything(d, at);
    }

    private DeploymentEvent awaited(Deployment d, Instant at) {
        if (d.isRestrained() && random.nextInt(3) > 0) {
            return random.nextInt(3) == 0 ? passed(Deadline.ADMISSION, at) : new DeploymentEvent.Unrestrained(at);
        }
        Phase phase = d.currentPhase().orElse(null);
        PhaseProgress progress = phase == null ? null : d.progress(phase);
        if (progress != null && d.status() != DeploymentStatus.NEEDS_ATTENTION) {
            if (progress.stage() instanceof Stage.Concluded) {
                return verifying(d, progress.attempt(), at);
            }
            return ofStage(d, progress, at);
        }
        return switch (d.status()) {
            case VERIFYING ->
                random.nextInt(4) == 0
                        ? metrics(d, at)
                        : verifying(d, d.currentProgress().phase().attempt(), at);
            case VERIFIED -> random.nextInt(6) == 0 ? metrics(d, at) : asked(d, at);
            case EXPIRED -> asked(d, at);
            case PROMOTED -> random.nextBoolean() ? watched(d, at) : random.nextBoolean() ? told(d, at) : linked(d, at);
            case FAILED -> random.nextInt(3) == 0 ? startedAgain(d, at) : asked(d, at);
            case NEEDS_ATTENTION -> random.nextBoolean() ? asked(d, at) : anything(d, at);
            default -> random.nextBoolean() ? told(d, at) : linked(d, at);
        };
    }

    private DeploymentEvent ofStage(Deployment d, PhaseProgress progress, Instant at) {
        Attempt attempt = progress.attempt();
        Stage stage = progress.stage();
        if (stage instanceof Stage.Ready ready) {
            if (d.dueAdmission(at) != null && random.nextInt(8) > 0) {
                return preflight(d, at);
            }
            if (d.pendingBaseline() != null && random.nextInt(8) > 0) {
                return baseline(d.pendingBaseline().startedAt(), at);
            }
            Instant from = ready.notBefore().isAfter(at) && random.nextInt(8) > 0 ? ready.notBefore() : at;
            return random.nextInt(12) == 0 ? passed(Deadline.DISPATCH, at) : beforeSending(d, attempt, from);
        }
        if (stage instanceof Stage.Sending) {
            return random.nextInt(8) == 0
                    ? new DeploymentEvent.AnswerLost(attempt, at)
                    : new DeploymentEvent.Dispatched(attempt, dispatchOutcome(at), at);
        }
        if (stage instanceof Stage.Locating) {
            return switch (random.nextInt(8)) {
                case 0 -> passed(Deadline.LOCATE, at);
                case 1 -> new DeploymentEvent.Dispatched(attempt, dispatchOutcome(at), at);
                default -> new DeploymentEvent.Located(attempt, locateOutcome(at), at);
            };
        }
        WorkflowRun run = progress.run().orElseThrow();
        return switch (random.nextInt(12)) {
            case 0 -> passed(pick(Deadline.RUN, Deadline.RUN_WAITING), at);
            case 1 -> passed(Deadline.CANCEL, at);
            case 2, 3 -> new DeploymentEvent.CancelAnswered(attempt, run.id(), cancelOutcome(at), at);
            case 4 -> new DeploymentEvent.Woken(at);
            default -> new DeploymentEvent.Observed(attempt, run.id(), observation(run, at), at);
        };
    }

    /** What failed is looked at again, or nobody can watch it. */
    private DeploymentEvent startedAgain(Deployment d, Instant at) {
        PhaseProgress progress = d.deployPhase();
        WorkflowRun run = progress.run().orElseGet(this::run);
        WorkflowRun seen = later(run);
        WorkflowRun again = new WorkflowRun(
                seen.id(),
                seen.url(),
                seen.status(),
                seen.conclusion(),
                run.runAttempt() + random.nextInt(2),
                seen.started(),
                seen.version(),
                seen.detail());
        return switch (random.nextInt(4)) {
            case 0 -> new DeploymentEvent.Woken(at);
            case 1 -> new DeploymentEvent.Unwatched(progress.attempt(), again, "Staging is taken.", at);
            default ->
                new DeploymentEvent.Observed(
                        progress.attempt(), run.id(), new StatusOutcome.Seen(again, null), at, newlyEarlier());
        };
    }

    /** Names the verification that runs, mostly. */
    private VerificationKey key(Deployment d, Attempt attempt, Instant at) {
        VerificationKey running = d.verifying();
        if (running != null && random.nextInt(8) > 0) {
            return running;
        }
        return new VerificationKey(random.nextBoolean() ? attempt : attempt.next(), at);
    }

    private DeploymentEvent baseline(Instant startedAt, Instant at) {
        return random.nextInt(4) == 0
                ? new DeploymentEvent.BaselineMissed(startedAt, "not done within 30s", at)
                : new DeploymentEvent.BaselineLooked(startedAt, verification(at), maybe(Samples.PREVIOUS), at);
    }

    private DeploymentEvent verifying(Deployment d, Attempt attempt, Instant at) {
        return switch (random.nextInt(8)) {
            case 0 -> passed(Deadline.VERIFICATION, at);
            case 1, 2 ->
                new DeploymentEvent.ChecksProgressed(
                        key(d, attempt, at),
                        random.nextInt(6),
                        5,
                        random.nextInt(4) == 0 ? new Settling(List.of("Frontend", "API"), at.plusSeconds(40)) : null,
                        at);
            default -> new DeploymentEvent.Verified(key(d, attempt, at), verification(at), at);
        };
    }

    /** The look that is due, mostly, or what ends the watch. */
    private DeploymentEvent watched(Deployment d, Instant at) {
        WatchState watching = d.watching();
        Instant due = watching == null || random.nextInt(8) == 0
                ? at
                : watching.due(d.request().watch());
        return switch (random.nextInt(8)) {
            case 0 -> passed(Deadline.WATCH, at);
            case 1 -> new DeploymentEvent.WatchSuperseded(PARENT, at);
            default -> new DeploymentEvent.WatchLooked(due, verification(at), at);
        };
    }

    private int attention(Deployment d) {
        Attention attention = d.attention();
        return attention == null || random.nextInt(8) == 0 ? 1 + random.nextInt(2) : attention.named();
    }

    private DeploymentEvent asked(Deployment d, Instant at) {
        return switch (random.nextInt(11)) {
            case 0, 1 -> new DeploymentEvent.Promote(actor(), at, gate(d));
            case 9 -> new DeploymentEvent.PromoteFully(actor(), at, gate(d));
            case 2, 3 ->
                new DeploymentEvent.RollBack(
                        actor(),
                        at,
                        maybe("too slow"),
                        newlyEarlier(),
                        random.nextInt(4) == 0 ? CHOSEN.get(random.nextInt(CHOSEN.size())) : null);
            case 4 -> new DeploymentEvent.Cancel(actor(), at);
            case 5 ->
                random.nextBoolean() ? new DeploymentEvent.Hold(actor(), at) : new DeploymentEvent.Lift(actor(), at);
            case 6 -> new DeploymentEvent.Adopt(actor(), at, candidate(d), attention(d));
            case 7 ->
                random.nextBoolean()
                        ? new DeploymentEvent.Retry(actor(), at, attention(d))
                        : new DeploymentEvent.NothingStarted(actor(), at, attention(d));
            case 8 -> new DeploymentEvent.GiveUp(actor(), at, attention(d));
            default -> new DeploymentEvent.ShipLinked(actor(), at);
        };
    }

    /** The gate that comes next, mostly. */
    private int gate(Deployment d) {
        return random.nextInt(8) == 0 ? 1 + random.nextInt(3) : d.wave();
    }

    private DeploymentEvent told(Deployment d, Instant at) {
        if (random.nextInt(8) == 0) {
            return new DeploymentEvent.ChatReached(at);
        }
        List<Alert> alerts = d.alerts();
        if (alerts.isEmpty() || random.nextBoolean()) {
            return new CardDelivered(d.card(), "digest-" + random.nextInt(3), delivery(at), at);
        }
        String id = random.nextInt(10) == 0
                ? "another"
                : alerts.get(random.nextInt(alerts.size())).id();
        return new AlertDelivered(
                id, maybe("sink is down"), at, random.nextBoolean() ? List.of("sink-" + random.nextInt(3)) : List.of());
    }

    private DeploymentEvent linked(Deployment d, Instant at) {
        DeployId shipped = DeployId.of(Environment.PROD, d.request().initiatedAt());
        LinkedOutcome outcome =
                random.nextBoolean() ? new LinkedOutcome.Shipped(shipped) : new LinkedOutcome.Blocked("prod is taken");
        LinkedShip linked = d.linked();
        Decision wanted = linked == null || random.nextInt(8) == 0 ? new Decision(actor(), at) : linked.wanted();
        return new DeploymentEvent.LinkedAnswered(wanted, outcome, at);
    }

    /** An event of any kind, of any phase, of the current attempt or one near it, about any run. */
    private DeploymentEvent anything(Deployment d, Instant at) {
        Phase phase = random.nextInt(3) > 0 ? d.currentPhase().orElseGet(this::phase) : phase();
        PhaseProgress progress = d.progress(phase);
        Attempt attempt = nearby(progress == null ? Attempt.of(phase, 1) : progress.attempt());
        WorkflowRun run = progress == null || random.nextInt(4) == 0
                ? run()
                : progress.run().orElseGet(this::run);
        return switch (random.nextInt(13)) {
            case 0 ->
                switch (random.nextInt(6)) {
                    case 0 -> watched(d, at);
                    case 1, 2 -> baseline(at, at);
                    default -> beforeSending(d, attempt, at);
                };
            case 1, 2 -> new DeploymentEvent.Dispatched(attempt, dispatchOutcome(at), at);
            case 3 -> new DeploymentEvent.AnswerLost(attempt, at);
            case 4 -> new DeploymentEvent.Located(attempt, locateOutcome(at), at);
            case 5, 6 -> new DeploymentEvent.Observed(attempt, run.id(), observation(run, at), at);
            case 7 -> new DeploymentEvent.CancelAnswered(attempt, run.id(), cancelOutcome(at), at);
            case 8 -> verifying(d, attempt, at);
            case 9 -> passed(pick(Deadline.values()), at);
            case 10 ->
                switch (random.nextInt(4)) {
                    case 0 -> new DeploymentEvent.Withdrawn(PARENT, at);
                    case 1 -> linkedCardShown(d, at);
                    default -> linked(d, at);
                };
            case 11 ->
                switch (random.nextInt(3)) {
                    case 0 -> new DeploymentEvent.Woken(at);
                    case 1 -> preflight(d, at);
                    default -> restraint(at);
                };
            default ->
                switch (random.nextInt(6)) {
                    case 0 -> changeAnswered(at);
                    case 1 -> metrics(d, at);
                    default -> told(d, at);
                };
        };
    }

    /** The rules say yes more often than not, and now and then somebody overrides what they say. */
    private DeploymentEvent preflight(Deployment d, Instant at) {
        if (random.nextInt(4) == 0) {
            return random.nextInt(3) == 0
                    ? passed(Deadline.ADMISSION, at)
                    : new DeploymentEvent.OverrideAdmission(actor(), at, maybe("hotfix") == null ? " " : "hotfix");
        }
        AdmissionState state = d.admission();
        return new DeploymentEvent.AdmissionAnswered(
                state == null || random.nextInt(8) == 0 ? at : state.due(),
                List.of(new AdmissionAnswer("ci", admissionOutcome())),
                at);
    }

    private AdmissionOutcome admissionOutcome() {
        return switch (random.nextInt(6)) {
            case 0 -> new AdmissionOutcome.No("2 of 14 failed");
            case 1 -> new AdmissionOutcome.NotYet("3 of 14 still running");
            case 2 -> new AdmissionOutcome.Unknown("no answer");
            default -> new AdmissionOutcome.Yes("14 of 14 green");
        };
    }

    private DeploymentEvent restraint(Instant at) {
        return random.nextBoolean()
                ? new DeploymentEvent.Unrestrained(at)
                : new DeploymentEvent.Restrained(
                        "staging is locked by Grace", random.nextBoolean() ? at.plusSeconds(40) : null, at);
    }

    /** Mostly what is counted next, else any span. */
    private DeploymentEvent metrics(Deployment d, Instant at) {
        Counting counting = d.counting();
        Duration every = d.currentWave().bake() instanceof Bake.Rounds rounds ? rounds.every() : Duration.ofSeconds(10);
        Instant from = counting == null || random.nextInt(8) == 0 ? at : counting.upTo();
        if (counting == null ? random.nextBoolean() : !counting.hasBegun()) {
            return new DeploymentEvent.MetricsMeasured(d.wave(), from, counted(30), Map.of(), at);
        }
        return new DeploymentEvent.MetricsCounted(
                d.wave(), from, from.plus(every.multipliedBy(1 + random.nextInt(2))), counted(1), at);
    }

    private Map<String, MetricAnswer> counted(int spans) {
        List<BothSides> counted = new ArrayList<>();
        for (int i = 0; i < spans; i++) {
            long bad = random.nextInt(3) == 0 ? random.nextInt(60) : random.nextInt(3);
            counted.add(new BothSides(new Counts(bad, 60), new Counts(random.nextInt(6), 540)));
        }
        MetricAnswer errors = switch (random.nextInt(8)) {
            case 0 -> new MetricAnswer.NotYet("not all is scraped yet");
            case 1 -> new MetricAnswer.Missing("no samples were kept");
            default -> new MetricAnswer.Known(counted);
        };
        return random.nextInt(8) == 0 ? Map.of() : Map.of("errors", errors);
    }

    private DeploymentEvent linkedCardShown(Deployment d, Instant at) {
        DeployId child = d.linked() == null ? null : d.linked().deployment();
        return new DeploymentEvent.LinkedCardShown(
                child == null ? PARENT : child, URI.create("https://chat.example/" + random.nextInt(2)), at);
    }

    private DeploymentEvent changeAnswered(Instant at) {
        ChangeSummary summary = new ChangeSummary(
                "Fix login", maybe("Ada"), null, null, null, List.of(), RISKS.get(random.nextInt(RISKS.size())));
        return new DeploymentEvent.ChangeAnswered(
                switch (random.nextInt(3)) {
                    case 0 -> new ChangeOutcome.Known(summary);
                    case 1 -> new ChangeOutcome.NothingKnown("no such commit");
                    default -> new ChangeOutcome.Unavailable("no answer");
                },
                at);
    }

    /** Mostly the same attempt, else the one before or after it, of the same wave or, rarely, the next one. */
    private Attempt nearby(Attempt current) {
        int number = random.nextInt(3) > 0 ? current.number() : Math.max(1, current.number() - 1 + random.nextInt(3));
        boolean later = current.phase() != Phase.ROLL_BACK && random.nextInt(12) == 0;
        return later
                ? Attempt.ofWave(current.wave() + 1, number)
                : new Attempt(current.phase(), current.wave(), number);
    }

    /** As the engine does it: what a rollback would return to goes with the intent, or comes before that of the rollback itself. */
    private DeploymentEvent beforeSending(Deployment d, Attempt attempt, Instant at) {
        if (attempt.phase() == Phase.ROLL_BACK && random.nextInt(6) == 0) {
            return new DeploymentEvent.EarlierChanged(attempt, earlier(), at);
        }
        return new DeploymentEvent.Intended(
                Samples.intent(d, attempt, at), attempt.phase() == Phase.DEPLOY ? earlier() : null);
    }

    private EarlierVersion earlier() {
        return new EarlierVersion(maybe("v0"), maybe("v-1"));
    }

    private @Nullable EarlierVersion newlyEarlier() {
        return random.nextInt(4) == 0 ? earlier() : null;
    }

    public DispatchOutcome dispatchOutcome(Instant at) {
        return switch (random.nextInt(10)) {
            case 0 -> new DispatchOutcome.Accepted();
            case 1, 2 -> new DispatchOutcome.NotSent("connection refused", soon(at));
            case 3 -> new DispatchOutcome.Rejected("no such workflow");
            case 4 -> new DispatchOutcome.Unknown("connection reset");
            default -> new DispatchOutcome.Started(run());
        };
    }

    public LocateOutcome locateOutcome(Instant at) {
        return switch (random.nextInt(6)) {
            case 0 -> new LocateOutcome.NotFound(candidates(at));
            case 1 -> new LocateOutcome.Undecidable("two runs carry the key", candidates(at));
            case 2 -> new LocateOutcome.Unavailable("rate limit", soon(at));
            default -> new LocateOutcome.Found(run());
        };
    }

    public StatusOutcome observation(WorkflowRun run, Instant at) {
        return switch (random.nextInt(12)) {
            case 0 -> new StatusOutcome.Gone("404");
            case 1 -> new StatusOutcome.Unavailable("rate limit", soon(at));
            case 2 -> new StatusOutcome.Seen(run(), null);
            default -> new StatusOutcome.Seen(later(run), random.nextInt(4) == 0 ? soon(at) : null);
        };
    }

    public CancelOutcome cancelOutcome(Instant at) {
        return switch (random.nextInt(3)) {
            case 0 -> new CancelOutcome.Accepted();
            case 1 -> new CancelOutcome.TooLate();
            default -> new CancelOutcome.Unavailable("rate limit", soon(at));
        };
    }

    public DeliveryOutcome delivery(Instant at) {
        return switch (random.nextInt(5)) {
            case 0 -> new DeliveryOutcome.Gone("deleted");
            case 1 -> new DeliveryOutcome.Unavailable("gateway timeout", soon(at));
            case 2 -> new DeliveryOutcome.Undeliverable("no such channel");
            default -> new DeliveryOutcome.Shown("message-" + random.nextInt(3));
        };
    }

    public Verification verification(Instant at) {
        return switch (random.nextInt(5)) {
            case 0 -> Samples.verification(at);
            case 1 -> Samples.verification(at, CheckResult.noData("no answer"), CheckResult.warning("slow"));
            case 2 -> Samples.rollBack("api_down", "auth_broken").results(at);
            default -> Samples.passing(at, random.nextInt(6), 5);
        };
    }

    /** What a deployment may be shipped under. */
    public ReleasePolicy policy() {
        ReleasePolicy policy = Samples.POLICY.withAutoPromote(random.nextInt(3) == 0);
        return policy.withAutoRollback(random.nextInt(4) > 0)
                .withTriggers(policy.triggers().withWorkflowFailed(random.nextBoolean()));
    }

    /** The same run some time later, or again as it was. */
    private WorkflowRun later(WorkflowRun run) {
        int tries = random.nextInt(15) == 0 ? Math.max(1, run.runAttempt() - 1 + random.nextInt(3)) : run.runAttempt();
        WorkflowRun next = new WorkflowRun(
                run.id(),
                maybe(RUN_PAGE),
                RunStatus.QUEUED,
                null,
                tries,
                run.started() || random.nextBoolean(),
                maybe("v" + (2 + random.nextInt(2))),
                maybe("step 3"));
        return switch (random.nextInt(9)) {
            case 0 -> next;
            case 1 -> next.at(RunStatus.WAITING);
            case 2 -> next.at(RunStatus.IN_PROGRESS);
            case 3 -> next.at(RunStatus.UNKNOWN);
            case 4 -> next.completed(pick(RunConclusion.values()));
            case 5 -> next.completed(RunConclusion.CANCELLED);
            default -> next.completed(RunConclusion.SUCCESS);
        };
    }

    private WorkflowRun run() {
        WorkflowRun queued = WorkflowRun.queued("run-" + (1 + random.nextInt(3)), maybe(RUN_PAGE))
                .withVersion(maybe("v2"));
        return switch (random.nextInt(6)) {
            case 0 -> queued.completed(pick(RunConclusion.values()));
            case 1 -> queued.at(RunStatus.WAITING);
            case 2 -> queued.at(RunStatus.IN_PROGRESS);
            default -> queued;
        };
    }

    private List<RunCandidate> candidates(Instant at) {
        List<RunCandidate> candidates = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            candidates.add(new RunCandidate("run-" + i, maybe(RUN_PAGE), "Deploy", at));
        }
        return candidates;
    }

    private String candidate(Deployment d) {
        Attention attention = d.attention();
        return attention == null || attention.candidates().isEmpty() || random.nextInt(6) == 0
                ? "run-unheard-of"
                : attention
                        .candidates()
                        .get(random.nextInt(attention.candidates().size()))
                        .runId();
    }

    private DeadlinePassed passed(Deadline deadline, Instant at) {
        return new DeadlinePassed(deadline, Duration.ofMinutes(5), at);
    }

    private Instant soon(Instant at) {
        return at.plusSeconds(random.nextInt(120) - 20);
    }

    private Actor actor() {
        return pick(Samples.ADA, Samples.ADA, Samples.GRACE, Samples.GRACE, Actor.POLICY);
    }

    private Phase phase() {
        return pick(Phase.values());
    }

    private <T> T maybe(T value) {
        return random.nextBoolean() ? value : null;
    }

    @SafeVarargs
    private <T> T pick(T... values) {
        return values[random.nextInt(values.length)];
    }
}
