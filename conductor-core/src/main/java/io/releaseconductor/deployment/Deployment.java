package io.releaseconductor.deployment;

import io.releaseconductor.audit.AuditEntry;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.Bake;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Gate;
import io.releaseconductor.model.Phase;
import io.releaseconductor.model.RolloutPlan;
import io.releaseconductor.model.Wave;
import io.releaseconductor.policy.Recommendation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A deployment: the only state there is. Everything that a node needs to carry on is in it. Immutable; only
 * {@link Lifecycle} makes the next one from it.
 *
 * @param id its identity
 * @param revision how often it was written; 1 when it is created, raised by one with each write
 * @param request what was asked for
 * @param status where it stands
 * @param statusSince since when it stands there
 * @param version what is deployed: the version sent with the dispatch, else the run's; null while not known
 * @param baseline what its checks find before its first intent, or null where they are not asked
 * @param admission how far its pre-flight has come; null where none was asked for when it was shipped
 * @param change what came of asking what is being shipped, or null where nobody was asked yet
 * @param waves the waves of its rollout plan that have begun, in order, by {@link WaveProgress#number()}; the first one begins with it, and
 *     none is missing but those that were skipped on the way to the last one
 * @param rollbackPhase the roll-back phase, or null before it began
 * @param rollbackVerification the verification after the rollback, or null before it began
 * @param cancelWish who asked to cancel, while or after that could take effect; null if nobody did
 * @param rollbackWish the rollback that starts once the current run is at its end, or null
 * @param holds who keeps automation from deciding, each person once, in the order in which they asked for it; empty if nobody does
 * @param holdReasons why people hold it or held it, in the order in which they asked for it; of holds that are over about
 *     {@link HoldReason#MOST}, the newest
 * @param lifted who took their hold back last, unless somebody held it, or a person opened a gate, since then; or null
 * @param shadows what the policy would have done first, had it decided by itself: at most one for each wave and one for the watch, in the
 *     order in which they were noted
 * @param promotion who opened a gate last, or null
 * @param promotedAt when it was promoted, or null
 * @param rollback the decision to roll back that is, or was, carried out; null if there was none
 * @param rolledBackAt when it was rolled back, or null
 * @param failure why it failed, if it did; kept when it is rolled back afterwards
 * @param restraint what keeps it, or kept it last, from beginning what comes next; null if nothing ever did
 * @param attention what only a person can tell; present if and only if it needs attention
 * @param linked the wish to ship to the linked environment, or null if there is none
 * @param watch how far the watch over it is, or was; null before it is promoted, and where there is none
 * @param audit the last entry of its audit trail, of this revision if it came with it; null where nothing was noted yet
 * @param card what the chat shows
 * @param alerts all alerts, sent ones included, in the order in which they were raised
 * @param dueAt when a node has to look at it next, or null for never
 * @param extensions fields that this version does not know, carried along opaquely: field name to wire text
 */
public record Deployment(
        DeployId id,
        long revision,
        DeployRequest request,
        DeploymentStatus status,
        Instant statusSince,
        @Nullable String version,
        @Nullable BaselineLook baseline,
        @Nullable AdmissionState admission,
        @Nullable ChangeLookup change,
        List<WaveProgress> waves,
        @Nullable PhaseProgress rollbackPhase,
        @Nullable VerificationState rollbackVerification,
        @Nullable Decision cancelWish,
        @Nullable Rollback rollbackWish,
        List<Decision> holds,
        List<HoldReason> holdReasons,
        @Nullable Decision lifted,
        List<Shadow> shadows,
        @Nullable Decision promotion,
        @Nullable Instant promotedAt,
        @Nullable Rollback rollback,
        @Nullable Instant rolledBackAt,
        @Nullable Failure failure,
        @Nullable Restraint restraint,
        @Nullable Attention attention,
        @Nullable LinkedShip linked,
        @Nullable WatchState watch,
        @Nullable AuditEntry audit,
        CardState card,
        List<Alert> alerts,
        @Nullable Instant dueAt,
        Map<String, String> extensions) {

    /**
     * Validates and copies.
     *
     * @throws IllegalArgumentException if the id is of another environment, the revision is below 1, the waves are not the first
     *     ones of the plan, perhaps with the last one besides, or attention does not fit the status
     */
    public Deployment {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(statusSince, "statusSince");
        waves = List.copyOf(waves);
        holds = List.copyOf(holds);
        holdReasons = List.copyOf(holdReasons);
        shadows = List.copyOf(shadows);
        Objects.requireNonNull(card, "card");
        alerts = List.copyOf(alerts);
        extensions = Map.copyOf(extensions);
        if (!id.environment().equals(request.environment())) {
            throw new IllegalArgumentException("deployment " + id + ": its environment is " + request.environment());
        }
        if (revision < 1) {
            throw new IllegalArgumentException(
                    "deployment " + id + ": revision is " + revision + "; allowed: 1 or more");
        }
        requireWaves(id, request.plan(), waves);
        if ((status == DeploymentStatus.NEEDS_ATTENTION) != (attention != null)) {
            throw new IllegalArgumentException(
                    "deployment " + id + ": status " + status + " does not go with attention " + attention);
        }
    }

    private static void requireWaves(DeployId id, RolloutPlan plan, List<WaveProgress> waves) {
        int most = plan.waves().size();
        if (waves.isEmpty() || waves.size() > most) {
            throw new IllegalArgumentException(
                    "deployment " + id + ": " + waves.size() + " waves have begun; allowed: 1 to " + most);
        }
        for (int i = 0; i < waves.size(); i++) {
            Attempt attempt = waves.get(i).phase().attempt();
            boolean last = i > 0 && i == waves.size() - 1 && attempt.wave() == most;
            if (attempt.wave() != i + 1 && !last) {
                throw new IllegalArgumentException(
                        "deployment " + id + ": attempt " + attempt + " does not belong to wave " + (i + 1));
            }
        }
    }

    /**
     * A deployment as it is first stored, that does not look at what is there before it.
     *
     * @param id its identity
     * @param request what was asked for
     * @return the deployment: initiated, due at once, revision 1
     */
    public static Deployment initiate(DeployId id, DeployRequest request) {
        return initiate(id, request, null);
    }

    /**
     * A deployment as it is first stored.
     *
     * @param id its identity
     * @param request what was asked for
     * @param baselineLimit how long the baseline look may take, above zero; null to take none
     * @return the deployment: initiated, due at once, revision 1
     */
    public static Deployment initiate(DeployId id, DeployRequest request, @Nullable Duration baselineLimit) {
        return initiate(id, request, baselineLimit, AdmissionState.of(request));
    }

    /**
     * A deployment as it is first stored, whose pre-flight was asked before. What was overridden by then is told.
     *
     * @param id its identity
     * @param request what was asked for
     * @param baselineLimit how long the baseline look may take, above zero; null to take none
     * @param admission how far its pre-flight has come; null for none
     * @return the deployment: initiated, due at once, revision 1
     */
    public static Deployment initiate(
            DeployId id, DeployRequest request, @Nullable Duration baselineLimit, @Nullable AdmissionState admission) {
        Instant at = request.initiatedAt();
        Deployment initiated = new Deployment(
                id,
                1,
                request,
                DeploymentStatus.INITIATED,
                at,
                request.knownVersion(),
                baselineLimit == null ? null : BaselineLook.begin(at, baselineLimit),
                admission,
                null,
                List.of(WaveProgress.begin(1, new Decision(request.initiatedBy(), at))),
                null,
                null,
                null,
                null,
                List.of(),
                List.of(),
                null,
                List.of(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                CardState.NONE,
                List.of(),
                at,
                Map.of());
        return admission == null ? initiated : AdmissionTransitions.shipped(initiated, admission);
    }

    /** {@return where it deploys to} */
    public Environment environment() {
        return request.environment();
    }

    /** {@return whether its environment's place is free again; nothing more happens by itself then, unless it is {@linkplain #watching watched}} */
    public boolean settled() {
        return status.settled();
    }

    /** {@return the phase whose run is asked for or watched now, if one is; for needs_attention the one that it returns to} */
    public Optional<Phase> currentPhase() {
        return switch (status) {
            case INITIATED, DEPLOYING -> Optional.of(Phase.DEPLOY);
            case PROMOTING -> Optional.of(Phase.PROMOTE);
            case ROLLING_BACK -> Optional.of(Phase.ROLL_BACK);
            case NEEDS_ATTENTION -> Optional.ofNullable(attention).map(Attention::phase);
            default -> Optional.empty();
        };
    }

    /** {@return the number of the wave that began last, from 1} */
    public int wave() {
        return currentProgress().number();
    }

    /** {@return the wave of the plan that began last} */
    public Wave currentWave() {
        return request.plan().wave(wave());
    }

    /** {@return how far the wave that began last has come} */
    public WaveProgress currentProgress() {
        return waves.get(waves.size() - 1);
    }

    /** {@return whether the wave that began last is the last one of the plan} */
    public boolean inLastWave() {
        return request.plan().isLast(wave());
    }

    /** {@return the deploy phase: the run of the first wave} */
    public PhaseProgress deployPhase() {
        return waves.get(0).phase();
    }

    /**
     * The progress of a phase; where several waves have one of that kind, of the last one.
     *
     * @param phase which
     * @return its progress, or null before it began
     */
    public @Nullable PhaseProgress progress(Phase phase) {
        return switch (phase) {
            case DEPLOY -> deployPhase();
            case PROMOTE -> wave() > 1 ? currentProgress().phase() : null;
            case ROLL_BACK -> rollbackPhase;
        };
    }

    /**
     * The progress of the phase that an attempt belongs to.
     *
     * @param attempt the attempt, the current one or another one
     * @return the progress of its phase, or null before that began
     */
    public @Nullable PhaseProgress progress(Attempt attempt) {
        if (attempt.phase() == Phase.ROLL_BACK) {
            return rollbackPhase;
        }
        return waves.stream()
                .filter(wave -> wave.number() == attempt.wave())
                .map(WaveProgress::phase)
                .findFirst()
                .orElse(null);
    }

    /** {@return the last verification of what was deployed, or null before the first one began} */
    public @Nullable VerificationState verification() {
        for (int i = waves.size() - 1; i >= 0; i--) {
            VerificationState state = waves.get(i).verification();
            if (state != null) {
                return state;
            }
        }
        return null;
    }

    /**
     * The verification of a phase.
     *
     * @param phase {@link Phase#ROLL_BACK} for the one after the rollback, any other for the last one of what was deployed
     * @return how far it has come, or null before it began
     */
    public @Nullable VerificationState verification(Phase phase) {
        return phase == Phase.ROLL_BACK ? rollbackVerification : verification();
    }

    /**
     * {@return which verification is running now, or null if none is; where a wave is looked at in rounds, the next one, also while a
     *     decision is awaited}
     */
    public @Nullable VerificationKey verifying() {
        return switch (status) {
            case ROLLING_BACK ->
                singleLook(
                        rollbackPhase == null ? Attempt.of(Phase.ROLL_BACK, 1) : rollbackPhase.attempt(),
                        rollbackVerification);
            case VERIFYING, VERIFIED -> {
                VerificationState state = currentProgress().verification();
                Attempt attempt = currentProgress().phase().attempt();
                Observation seen = state == null ? null : state.observation();
                yield state != null && seen != null
                        ? new VerificationKey(attempt, state.startedAt(), seen.rounds() + 1)
                        : singleLook(attempt, state);
            }
            default -> null;
        };
    }

    private static @Nullable VerificationKey singleLook(Attempt attempt, @Nullable VerificationState state) {
        return state != null && state.isRunning() ? new VerificationKey(attempt, state.startedAt()) : null;
    }

    /** {@return the entry of its audit trail that came with this revision, for a store to add to the trail; null if none did} */
    public @Nullable AuditEntry newAuditEntry() {
        return audit != null && audit.revision() == revision ? audit : null;
    }

    /** {@return how far the watch over it is, if it is watched now; or null} */
    public @Nullable WatchState watching() {
        return status == DeploymentStatus.PROMOTED && watch != null && watch.end() == null ? watch : null;
    }

    /** {@return the wish to ship on by which the linked environment follows once this one has stood for a while; null if there is none any more} */
    public @Nullable LinkedShip soaking() {
        return status == DeploymentStatus.PROMOTED
                        && linked != null
                        && linked.state() == LinkedShip.State.WANTED
                        && !request.soak().isZero()
                        && linked.wanted().equals(promotion)
                ? linked
                : null;
    }

    /** {@return whether the policy rolls it back by itself for what fires while it is watched after its promotion, as things stand} */
    public boolean rollsBackWhileWatched() {
        return Endings.rollsBackWhileWatched(this);
    }

    /** {@return how far the metrics of the wave that bakes are counted; null where none are counted now} */
    public @Nullable Counting counting() {
        boolean goesOn = status == DeploymentStatus.VERIFYING || status == DeploymentStatus.VERIFIED;
        VerificationState state = goesOn ? currentProgress().verification() : null;
        return state == null ? null : state.counting();
    }

    /** {@return whether the metrics of the wave that began last are compared with the times before, since nothing else runs beside it} */
    public boolean isComparedWithBefore() {
        return MetricRounds.compared(this) == Comparison.BEFORE;
    }

    /** {@return the baseline look that is still to be taken before the first intent, or null if there is none} */
    public @Nullable BaselineLook pendingBaseline() {
        return status == DeploymentStatus.INITIATED
                        && baseline != null
                        && baseline.isPending()
                        && deployPhase().stage() instanceof Stage.Ready
                ? baseline
                : null;
    }

    /** {@return how many approve and who is still needed, such as {@code 1 of 2: Ada}; null where one person decides} */
    public @Nullable String approvals() {
        return status == DeploymentStatus.VERIFIED
                        && currentWave().gate() instanceof Gate.Approvals gate
                        && !gate.isOfOne()
                ? ApprovalTransitions.standing(gate, currentProgress().approvals())
                : null;
    }

    /**
     * {@return whether it can go straight to the last wave, and that says something that {@link DeploymentEvent.Promote} does not: waves are
     * skipped, or the bake that is under way}
     */
    public boolean mayGoFully() {
        return FullyTransitions.refusal(this, wave()) == null;
    }

    /**
     * {@return how many approve that it goes straight to the last wave and who is still needed, such as {@code 1 of 2: Ada}; null while nobody
     * does, and where that {@linkplain #mayGoFully() is not asked any more}}
     */
    public @Nullable String fullyApprovals() {
        List<Approval> approvals = currentProgress().fully();
        return approvals.isEmpty() || !mayGoFully()
                ? null
                : ApprovalTransitions.standing(request.plan().fully(wave()), approvals);
    }

    /** {@return since when a decision is awaited as long as it may be: a hold, its end, and that of a restraint begin the wait anew} */
    public Instant awaitedSince() {
        return Restraint.rested(decisionWantedSince(), restraint);
    }

    private Instant decisionWantedSince() {
        return Stream.concat(holds.stream(), Stream.ofNullable(lifted))
                .map(Decision::at)
                .reduce(statusSince, (one, other) -> one.isAfter(other) ? one : other);
    }

    /** {@return when the wait for a decision ends; null while none is awaited or it rests, and where that is not recorded} */
    public @Nullable Instant decideBy() {
        Duration wait = request.profile().decisionWait();
        return status != DeploymentStatus.VERIFIED || wait == null || isRestrained()
                ? null
                : awaitedSince().plus(wait);
    }

    /**
     * {@return when it is cancelled unless it has begun by then; null while nothing keeps it from its first run, and where that is not recorded}
     */
    public @Nullable Instant beginBy() {
        Duration wait = request.profile().admissionWait();
        Instant since = keptSince();
        return wait == null || since == null ? null : since.plus(wait);
    }

    /** {@return since when its wait to begin counts, which a restraint and its end begin anew; null while nothing keeps it from its first run} */
    public @Nullable Instant keptSince() {
        if (status != DeploymentStatus.INITIATED) {
            return null;
        }
        Restraint restraint = restrainedBy();
        if (restraint != null) {
            return restraint.since();
        }
        AdmissionState admission = awaitedAdmission();
        return admission == null ? null : restedSince(admission.since());
    }

    /** {@return whether a lock, a stop or a closed window keeps it from beginning what comes next, as far as is known} */
    public boolean isRestrained() {
        return restrainedBy() != null;
    }

    /** {@return what keeps it from beginning what comes next, as far as is known; null if nothing does} */
    public @Nullable Restraint restrainedBy() {
        return restraint == null || restraint.isOver() ? null : restraint;
    }

    /** {@return the pre-flight that keeps it from its first intent, as far as was answered; null if none does} */
    public @Nullable AdmissionState awaitedAdmission() {
        AdmissionState deciding = AdmissionTransitions.deciding(this);
        return deciding == null || deciding.admits() ? null : deciding;
    }

    /**
     * The pre-flight that has to be asked before its first intent may be saved at a time.
     *
     * @param at when that would be
     * @return how far it has come; null if there is none, or it admits and was asked lately
     */
    public @Nullable AdmissionState dueAdmission(Instant at) {
        return AdmissionTransitions.keeps(this, at) ? admission : null;
    }

    /**
     * Since when something is waited for, a time under a restraint not counted, nor one in which the pre-flight kept it.
     *
     * @param since since when it is waited for by the clock
     * @return that, or the end of the last restraint, or when it was admitted, whichever is later
     */
    public Instant restedSince(Instant since) {
        Instant rested = Restraint.rested(since, restraint);
        Instant admitted = admission == null ? null : admission.admittedAt();
        return admitted != null && admitted.isAfter(rested) ? admitted : rested;
    }

    /**
     * {@return who begins what comes next, if that is known: whoever began the wave that is ready to be dispatched; null while a decision is
     *     awaited, and where nothing waits to begin}
     */
    public @Nullable Actor nextBegunBy() {
        return RestraintTransitions.ready(this) == null
                ? null
                : currentProgress().begun().by();
    }

    /** {@return whether the next thing that it does, but for looks, is to begin a run or to open a gate, a rollback's excepted} */
    public boolean isWaitingToBegin() {
        return RestraintTransitions.isWaiting(this);
    }

    /** {@return whether anybody keeps automation from deciding} */
    public boolean isHeld() {
        return !holds.isEmpty();
    }

    /** {@return those of {@link #holdReasons()} that belong to {@linkplain #holds() holds} that stand} */
    public List<HoldReason> standingHoldReasons() {
        return holdReasons.stream()
                .filter(reason -> holds.contains(reason.hold()))
                .toList();
    }

    /** {@return whether it awaits a decision that the policy takes: its verdict says so, and no person held or cancelled it} */
    public boolean promotableByPolicy() {
        VerificationState verification = verification();
        return status == DeploymentStatus.VERIFIED
                && !isHeld()
                && cancelWish == null
                && verification != null
                && verification.verdict() != null
                && verification.verdict().recommendation() == Recommendation.PROMOTE
                && !(currentWave().gate() instanceof Gate.Approvals gate && !gate.isOfOne());
    }

    /**
     * {@return how long dispatch and runs of its waves took so far, without waits, bakes and gates, and without its rollback; null before a
     *     run was at its end, and where that is not recorded}
     */
    public @Nullable Duration worked() {
        Duration worked = null;
        for (WaveProgress wave : waves) {
            if (wave.phase().stage() instanceof Stage.Concluded) {
                Duration ofWave = wave.phase().worked();
                if (ofWave == null) {
                    return null;
                }
                worked = worked == null ? ofWave : worked.plus(ofWave);
            }
        }
        return worked;
    }

    /**
     * When dispatch and runs of its waves will have taken so long, without waits, bakes and gates.
     *
     * @param limit how long
     * @return when, as far as is known now; null where no such work goes on, or its run waits for a reviewer
     */
    public @Nullable Instant worksFor(Duration limit) {
        PhaseProgress now = currentProgress().phase();
        Instant since =
                now.workedSince() == null && now.run().isPresent() ? restedSince(now.startedAt()) : now.workedSince();
        boolean works = status == DeploymentStatus.INITIATED
                || status == DeploymentStatus.DEPLOYING
                || status == DeploymentStatus.PROMOTING;
        if (since == null || !works) {
            return null;
        }
        Instant from = since.plus(limit);
        for (WaveProgress wave : waves.subList(0, waves.size() - 1)) {
            Duration worked = wave.phase().worked();
            from = worked == null ? from : from.minus(worked);
        }
        boolean rests = now.stage() instanceof Stage.Running running
                && running.run().status() == RunStatus.WAITING
                && from.isAfter(running.seenAt());
        return rests ? null : from;
    }

    /** {@return the run that was seen last, if any was} */
    public Optional<WorkflowRun> lastRun() {
        if (rollbackPhase != null && rollbackPhase.run().isPresent()) {
            return rollbackPhase.run();
        }
        for (int i = waves.size() - 1; i >= 0; i--) {
            Optional<WorkflowRun> run = waves.get(i).phase().run();
            if (run.isPresent()) {
                return run;
            }
        }
        return Optional.empty();
    }

    /** {@return when to look whether a person started its failed deploy run again, or null for never} */
    public @Nullable Instant lookAgainAt() {
        return deployPhase().stage() instanceof Stage.Concluded concluded ? concluded.lookAgainAt() : null;
    }

    /** {@return what the rollback of it returns to as far as is known, never its own version; or null} */
    public @Nullable String previousVersion() {
        return request.earlier().otherThan(version);
    }

    /**
     * Whether a rollback of it was to take away what answers.
     *
     * @param answers the name of a version or of a set of instances, as a check tells it
     * @return whether that is its own version; or, where two sets of instances take turns, the one that answered when it was verified
     */
    public boolean wasToGo(String answers) {
        return Answering.wasToGo(this, answers);
    }

    /** {@return which of the paths that are marked as risky changed with it; null if none are marked, or nothing was told of them} */
    public ChangeSummary.@Nullable Risk risk() {
        ChangeSummary summary = change == null ? null : change.summary();
        return summary == null || request.riskyPaths().isNone() ? null : summary.risk();
    }

    /** {@return whether paths that are marked as risky are known to have changed with it} */
    public boolean touchesRiskyPaths() {
        ChangeSummary.Risk risk = risk();
        return risk != null && risk.isKnown();
    }

    /**
     * {@return whether it can be rolled back as things stand, and the policy keeps from it: the earlier version would be deployed again, and
     * {@linkplain #touchesRiskyPaths risky paths} changed}
     */
    public boolean leavesRollbackToAPerson() {
        return Endings.isLeftToAPerson(this);
    }

    /** {@return what a rollback of it would do as things stand} */
    public RollbackMethod rollbackMethod() {
        return Endings.rollbackMethod(this);
    }

    /**
     * Whether a wave that is to come passes without anybody being asked.
     *
     * @param number which, from 1 to the last one of the plan
     * @return whether it is the last one, is not looked at, and its gate is open
     */
    public boolean passesAtOnce(int number) {
        Wave wave = request.plan().wave(number);
        return request.plan().isLast(number) && wave.bake() instanceof Bake.None && wave.gate() instanceof Gate.Open;
    }

    /** {@return whether it is rolled back, and no check found out whether that worked} */
    public boolean rolledBackUnverified() {
        return status == DeploymentStatus.ROLLED_BACK
                && rollbackVerification != null
                && rollbackVerification.result() != null
                && !rollbackVerification.result().hasData();
    }

    /**
     * Whether its run may have changed anything, so that there is something to roll back. A run that never began, since it was
     * displaced in a queue or not approved, has changed nothing.
     *
     * @return false only if it is certain that its run never began
     */
    public boolean mayHaveTakenEffect() {
        if (status == DeploymentStatus.CANCELLED) {
            return false;
        }
        // once a person was asked about the phase, an earlier attempt may have done anything
        if (!waves.get(0).isUntouched() || verification() != null || rollbackPhase != null) {
            return true;
        }
        return !(deployPhase().stage() instanceof Stage.Concluded concluded)
                || concluded.run().mayHaveBegun();
    }

    /**
     * The same at another due time.
     *
     * @param newDueAt when a node has to look at it next, or null for never
     * @return the changed deployment
     */
    public Deployment withDueAt(@Nullable Instant newDueAt) {
        return Objects.equals(newDueAt, dueAt)
                ? this
                : toBuilder().dueAt(newDueAt).build();
    }

    /**
     * The same, where the chat has to show another card from now on: whatever is sent, and by whichever node, what the message shows is not
     * known until somebody has noted it. Otherwise a deployment that comes to stand as it stood before would take its old card for shown.
     *
     * @return the changed deployment
     */
    public Deployment withStaleCard() {
        return card.shown() == null ? this : toBuilder().card(card.unknown()).build();
    }

    /**
     * The same at another revision. For stores and their tests.
     *
     * @param newRevision 1 or more
     * @return the changed deployment
     */
    public Deployment withRevision(long newRevision) {
        return toBuilder().revision(newRevision).build();
    }

    /** {@return a builder that starts with all of this deployment's values} */
    public DeploymentBuilder toBuilder() {
        return new DeploymentBuilder(this);
    }
}
