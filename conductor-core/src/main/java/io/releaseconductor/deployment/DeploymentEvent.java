package io.releaseconductor.deployment;

import io.releaseconductor.check.Verification;
import io.releaseconductor.metric.MetricAnswer;
import io.releaseconductor.metric.TimeBefore;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Phase;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Something that happened to a deployment. {@link Lifecycle} makes the next deployment of it, or refuses it. */
public sealed interface DeploymentEvent {

    /** {@return when it happened} */
    Instant at();

    /** Something that a person, or the policy, asks for. */
    sealed interface Asked extends DeploymentEvent {
        /** {@return who asks} */
        Actor by();
    }

    /** Something that came of an attempt of a phase. Counts only while that attempt is the current one. */
    sealed interface OfAttempt extends DeploymentEvent {
        /** {@return which attempt} */
        Attempt attempt();

        /** {@return what its run is for} */
        default Phase phase() {
            return attempt().phase();
        }
    }

    private static void requireGate(int gate) {
        if (gate < 1) {
            throw new IllegalArgumentException("gate: " + gate + " is not allowed; allowed: 1 or more");
        }
    }

    /**
     * Approve what waits at a gate. Once enough have, it opens: promote it to the next wave, or, after the last one, for good.
     *
     * @param by who asks
     * @param at when
     * @param gate which one, from 1: that of the wave of the same number
     * @param groups the groups of theirs that their permission rests on
     */
    record Promote(Actor by, Instant at, int gate, Set<String> groups) implements Asked {

        /**
         * An approval of somebody whose permission rests on no group.
         *
         * @param by who asks
         * @param at when
         * @param gate which one, from 1
         */
        public Promote(Actor by, Instant at, int gate) {
            this(by, at, gate, Set.of());
        }

        /**
         * Validates and copies.
         *
         * @throws IllegalArgumentException if the gate is below 1
         */
        public Promote {
            requireGate(gate);
            groups = Set.copyOf(groups);
        }
    }

    /**
     * Approve that it goes straight to the last wave: the waves between are skipped, the last one's own bake and gate stay. Once as many as
     * the strictest of the gates that are passed asks for have approved, it does. These approvals are none of the gate's own.
     *
     * @param by who asks, never the policy
     * @param at when
     * @param gate from which gate on, from 1: that of the wave of the same number
     * @param groups the groups of theirs that their permission rests on
     */
    record PromoteFully(Actor by, Instant at, int gate, Set<String> groups) implements Asked {

        /**
         * An approval of somebody whose permission rests on no group.
         *
         * @param by who asks
         * @param at when
         * @param gate from which gate on, from 1
         */
        public PromoteFully(Actor by, Instant at, int gate) {
            this(by, at, gate, Set.of());
        }

        /**
         * Validates and copies.
         *
         * @throws IllegalArgumentException if the gate is below 1
         */
        public PromoteFully {
            requireGate(gate);
            groups = Set.copyOf(groups);
        }
    }

    /**
     * Roll it back.
     *
     * @param by who asks
     * @param at when
     * @param reason why, for people; null where a person asks without a reason
     * @param returnTo what there is to return to, newer knowledge than what the request holds; null if there is none
     * @param version the version to return to, which is known to be good; null for what ran before
     */
    record RollBack(
            Actor by,
            Instant at,
            @Nullable String reason,
            @Nullable EarlierVersion returnTo,
            @Nullable String version) implements Asked {

        /**
         * Roll it back to what ran before.
         *
         * @param by as for the record
         * @param at as for the record
         * @param reason as for the record
         * @param returnTo as for the record
         */
        public RollBack(Actor by, Instant at, @Nullable String reason, @Nullable EarlierVersion returnTo) {
            this(by, at, reason, returnTo, null);
        }
    }

    /** The answer to one {@link Attention}. Counts only while that is the current one. */
    sealed interface OfAttention extends Asked {
        /** {@return which time people were asked, {@link Attention#named()}} */
        int attention();
    }

    /**
     * Cancel it while it is being deployed.
     *
     * @param by who asks
     * @param at when
     */
    record Cancel(Actor by, Instant at) implements Asked {}

    /**
     * State that nothing of it was started.
     *
     * @param by who asks
     * @param at when
     * @param attention which time people were asked
     */
    record NothingStarted(Actor by, Instant at, int attention) implements OfAttention {}

    /**
     * Keep automation from deciding it. The wait for a decision begins anew.
     *
     * @param by who asks
     * @param at when
     * @param reason why, for people; null for no reason
     */
    record Hold(Actor by, Instant at, @Nullable String reason) implements Asked {

        /**
         * Keep automation from deciding it, without a reason.
         *
         * @param by as for the record
         * @param at as for the record
         */
        public Hold(Actor by, Instant at) {
            this(by, at, null);
        }
    }

    /**
     * Take back one's own hold. Once nobody holds it any more, automation decides at once what it would have decided.
     *
     * @param by who asks
     * @param at when
     */
    record Lift(Actor by, Instant at) implements Asked {}

    /**
     * Let it begin against the rules of the pre-flight that keep it now.
     *
     * @param by who asks
     * @param at when
     * @param reason why; refused if it is blank
     */
    record OverrideAdmission(Actor by, Instant at, String reason) implements Asked {
        /** Requires all. */
        public OverrideAdmission {
            Objects.requireNonNull(by, "by");
            Objects.requireNonNull(at, "at");
            Objects.requireNonNull(reason, "reason");
        }
    }

    /**
     * Take a run as the one of the current attempt.
     *
     * @param by who asks
     * @param at when
     * @param runId one of the candidates
     * @param attention which time people were asked
     */
    record Adopt(Actor by, Instant at, String runId, int attention) implements OfAttention {}

    /**
     * Dispatch the workflow once more.
     *
     * @param by who asks
     * @param at when
     * @param attention which time people were asked
     */
    record Retry(Actor by, Instant at, int attention) implements OfAttention {}

    /**
     * Settle it as failed without knowing what happened.
     *
     * @param by who asks
     * @param at when
     * @param attention which time people were asked
     */
    record GiveUp(Actor by, Instant at, int attention) implements OfAttention {}

    /**
     * Ship to the linked environment, which was blocked before.
     *
     * @param by who asks
     * @param at when
     */
    record ShipLinked(Actor by, Instant at) implements Asked {}

    /**
     * The intent of an attempt is saved with this event, before anything is sent.
     *
     * @param intent the intent
     * @param earlier what a rollback would return to; null to leave it as it is recorded
     */
    record Intended(DispatchIntent intent, @Nullable EarlierVersion earlier) implements OfAttempt {

        /**
         * An intent that leaves recorded what a rollback would return to.
         *
         * @param intent the intent
         */
        public Intended(DispatchIntent intent) {
            this(intent, null);
        }

        @Override
        public Attempt attempt() {
            return intent.attempt();
        }

        @Override
        public Instant at() {
            return intent.intendedAt();
        }
    }

    /**
     * Since the rollback was decided, what there is to return to has changed. Comes before the intent of its attempt.
     *
     * @param attempt the attempt, of the roll-back phase
     * @param earlier what the rollback would return to now
     * @param at when
     */
    record EarlierChanged(Attempt attempt, EarlierVersion earlier, Instant at) implements OfAttempt {}

    /**
     * A lock, a stop or a closed window keeps it from beginning what comes next.
     *
     * @param why which, one line without a full stop
     * @param until when that ends by itself; null if that is not known
     * @param at when that was found
     */
    record Restrained(String why, @Nullable Instant until, Instant at) implements DeploymentEvent {
        /** Requires what is not optional. */
        public Restrained {
            Objects.requireNonNull(why, "why");
            Objects.requireNonNull(at, "at");
        }
    }

    /**
     * Nothing keeps it from beginning what comes next any more.
     *
     * @param at when that was found
     */
    record Unrestrained(Instant at) implements DeploymentEvent {
        /** Requires the time. */
        public Unrestrained {
            Objects.requireNonNull(at, "at");
        }
    }

    /**
     * The dispatch of an attempt was answered.
     *
     * @param attempt the attempt
     * @param outcome the answer
     * @param at when
     */
    record Dispatched(Attempt attempt, DispatchOutcome outcome, Instant at) implements OfAttempt {}

    /**
     * Time for an answer to the dispatch is over, and nobody came back with one: the run has to be looked for.
     *
     * @param attempt the attempt
     * @param at when
     */
    record AnswerLost(Attempt attempt, Instant at) implements OfAttempt {}

    /**
     * The run of an attempt was looked for.
     *
     * @param attempt the attempt
     * @param outcome what was found
     * @param at when
     */
    record Located(Attempt attempt, LocateOutcome outcome, Instant at) implements OfAttempt {}

    /**
     * The run of an attempt was looked at.
     *
     * @param attempt the attempt
     * @param runId which run was looked at
     * @param outcome what was seen
     * @param at when
     * @param earlier what a rollback would return to, newer knowledge than what the request holds; null if there is none
     */
    record Observed(
            Attempt attempt,
            String runId,
            StatusOutcome outcome,
            Instant at,
            @Nullable EarlierVersion earlier) implements OfAttempt {

        /**
         * A look that leaves recorded what a rollback would return to.
         *
         * @param attempt the attempt
         * @param runId which run was looked at
         * @param outcome what was seen
         * @param at when
         */
        public Observed(Attempt attempt, String runId, StatusOutcome outcome, Instant at) {
            this(attempt, runId, outcome, at, null);
        }
    }

    /**
     * The run of an attempt was started again after its end, and is not watched, since the deployment cannot go on.
     *
     * @param attempt the attempt
     * @param run the run as seen
     * @param reason why it is not watched, a sentence for people
     * @param at when
     */
    record Unwatched(Attempt attempt, WorkflowRun run, String reason, Instant at) implements OfAttempt {
        /** Requires run, reason and time. */
        public Unwatched {
            Objects.requireNonNull(run, "run");
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(at, "at");
        }
    }

    /**
     * The CI service was asked to cancel the run of an attempt.
     *
     * @param attempt the attempt
     * @param runId which run was to be cancelled
     * @param outcome the answer
     * @param at when
     */
    record CancelAnswered(Attempt attempt, String runId, CancelOutcome outcome, Instant at) implements OfAttempt {}

    /** What checks found. It changes nothing outside, so that they are asked anew where it is lost. */
    sealed interface OfChecks extends DeploymentEvent {}

    /** Something that came of a verification. Counts only while that verification is running. */
    sealed interface OfVerification extends OfChecks {
        /** {@return which verification} */
        VerificationKey verification();

        /** {@return what was verified: {@link Phase#ROLL_BACK}, or the phase of a wave} */
        default Phase phase() {
            return verification().phase();
        }
    }

    /** What was found, by which a verification may come to its end, and fail. */
    sealed interface Judged extends DeploymentEvent {
        /** {@return how the verifications before came out; null where that is not known, or nothing comes to its end by this} */
        @Nullable
        RecentVerifications recent();

        /**
         * The same with how the verifications before came out.
         *
         * @param value how
         * @return the changed event
         */
        Judged with(RecentVerifications value);
    }

    /**
     * Some checks are done.
     *
     * @param verification in which verification
     * @param done how many
     * @param total out of how many
     * @param settling what is waited for while the application may still be starting, or null
     * @param at when
     */
    record ChecksProgressed(
            VerificationKey verification,
            int done,
            int total,
            @Nullable Settling settling,
            Instant at) implements OfVerification {}

    /**
     * All checks are done.
     *
     * @param verification in which verification
     * @param result the results
     * @param at when
     * @param recent how the verifications before came out; null where that is not known, or nothing comes to its end by this
     */
    record Verified(
            VerificationKey verification,
            Verification result,
            Instant at,
            @Nullable RecentVerifications recent) implements OfVerification, Judged {

        /**
         * Results of which it is not known how the verifications before came out.
         *
         * @param verification in which verification
         * @param result the results
         * @param at when
         */
        public Verified(VerificationKey verification, Verification result, Instant at) {
            this(verification, result, at, null);
        }

        @Override
        public Verified with(RecentVerifications value) {
            return new Verified(verification, result, at, value);
        }
    }

    /**
     * The rules of the pre-flight were asked.
     *
     * @param due which time: {@link AdmissionState#due() when that was due}
     * @param answers their answers, one for each rule
     * @param at when
     */
    record AdmissionAnswered(Instant due, List<AdmissionAnswer> answers, Instant at) implements DeploymentEvent {
        /** Requires all and copies. */
        public AdmissionAnswered {
            Objects.requireNonNull(due, "due");
            answers = List.copyOf(answers);
            Objects.requireNonNull(at, "at");
        }
    }

    /**
     * The checks were asked before the first intent.
     *
     * @param startedAt which baseline look: when it began
     * @param result the results
     * @param running what certainly runs, or null if that is not known
     * @param at when
     */
    record BaselineLooked(
            Instant startedAt,
            Verification result,
            @Nullable String running,
            Instant at) implements OfChecks {}

    /**
     * The checks were not asked before the first intent, or did not answer in time.
     *
     * @param startedAt which baseline look: when it began
     * @param reason why, for people
     * @param at when
     */
    record BaselineMissed(Instant startedAt, String reason, Instant at) implements DeploymentEvent {}

    /**
     * The checks were asked while what was promoted is watched.
     *
     * @param due which look: when it was due
     * @param result the results
     * @param at when
     */
    record WatchLooked(Instant due, Verification result, Instant at) implements OfChecks {
        /** Requires all. */
        public WatchLooked {
            Objects.requireNonNull(due, "due");
            Objects.requireNonNull(result, "result");
            Objects.requireNonNull(at, "at");
        }
    }

    /**
     * A newer deployment of the environment began while this one was watched.
     *
     * @param newer that deployment
     * @param at when that was noticed
     */
    record WatchSuperseded(DeployId newer, Instant at) implements DeploymentEvent {
        /** Requires both. */
        public WatchSuperseded {
            Objects.requireNonNull(newer, "newer");
            Objects.requireNonNull(at, "at");
        }
    }

    /**
     * It was asked what the metrics were like before anything was deployed.
     *
     * @param wave for which wave
     * @param upTo when counting begins
     * @param before what the source answered of the hour before, by metric
     * @param earlier what it answered of the other times that were asked about; each that is known has one span
     * @param at when
     */
    record MetricsMeasured(
            int wave,
            Instant upTo,
            Map<String, MetricAnswer> before,
            Map<TimeBefore, Map<String, MetricAnswer>> earlier,
            Instant at)
            implements DeploymentEvent {
        /** Copies. */
        public MetricsMeasured {
            Objects.requireNonNull(upTo, "upTo");
            before = Map.copyOf(before);
            earlier = Map.copyOf(earlier);
            Objects.requireNonNull(at, "at");
        }
    }

    /**
     * The metrics were counted over one span.
     *
     * @param wave of which wave
     * @param from when the span begins
     * @param to when it ends
     * @param answers what the source answered, by metric; each that is known has one span
     * @param at when
     * @param recent how the verifications before came out; null where that is not known, or nothing comes to its end by this
     */
    record MetricsCounted(
            int wave,
            Instant from,
            Instant to,
            Map<String, MetricAnswer> answers,
            Instant at,
            @Nullable RecentVerifications recent)
            implements Judged {

        /**
         * A span of which it is not known how the verifications before came out.
         *
         * @param wave of which wave
         * @param from when the span begins
         * @param to when it ends
         * @param answers what the source answered, by metric
         * @param at when
         */
        public MetricsCounted(int wave, Instant from, Instant to, Map<String, MetricAnswer> answers, Instant at) {
            this(wave, from, to, answers, at, null);
        }

        @Override
        public MetricsCounted with(RecentVerifications value) {
            return new MetricsCounted(wave, from, to, answers, at, value);
        }

        /** Copies. */
        public MetricsCounted {
            Objects.requireNonNull(from, "from");
            Objects.requireNonNull(to, "to");
            answers = Map.copyOf(answers);
            Objects.requireNonNull(at, "at");
        }
    }

    /**
     * It was asked what is being shipped.
     *
     * @param outcome what came of it
     * @param at when
     */
    record ChangeAnswered(ChangeOutcome outcome, Instant at) implements DeploymentEvent {
        /** Requires both. */
        public ChangeAnswered {
            Objects.requireNonNull(outcome, "outcome");
            Objects.requireNonNull(at, "at");
        }
    }

    /**
     * It was shipped on by the promotion of another deployment, which does not stand any more: no run of it is under way, so none is started.
     *
     * @param parent that deployment
     * @param at when
     */
    record Withdrawn(DeployId parent, Instant at) implements DeploymentEvent {
        /** Requires both. */
        public Withdrawn {
            Objects.requireNonNull(parent, "parent");
            Objects.requireNonNull(at, "at");
        }
    }

    /**
     * The card of what it was shipped on as can be seen in chat.
     *
     * @param child which deployment
     * @param card where its card is
     * @param at when
     */
    record LinkedCardShown(DeployId child, URI card, Instant at) implements DeploymentEvent {
        /** Requires all. */
        public LinkedCardShown {
            Objects.requireNonNull(child, "child");
            Objects.requireNonNull(card, "card");
            Objects.requireNonNull(at, "at");
        }
    }

    /**
     * It was tried to ship to the linked environment, or became known what had come of that.
     *
     * @param wanted the wish that this is about: a later one may have been made meanwhile
     * @param outcome what came of it
     * @param at when
     */
    record LinkedAnswered(Decision wanted, LinkedOutcome outcome, Instant at) implements DeploymentEvent {}

    /**
     * A deadline passed.
     *
     * @param deadline which
     * @param limit how long it was, for messages
     * @param at when that was noticed
     */
    record DeadlinePassed(Deadline deadline, Duration limit, Instant at) implements DeploymentEvent {}

    /**
     * It was tried to show a card.
     *
     * @param before what was known of the message when the try began; tells whether somebody else tried in between
     * @param digest the digest of the card
     * @param outcome what came of it
     * @param at when
     */
    record CardDelivered(CardState before, String digest, DeliveryOutcome outcome, Instant at)
            implements DeploymentEvent {}

    /**
     * The chat was seen to work: a card that is held back since it could not be shown is tried again at once.
     *
     * @param at when
     */
    record ChatReached(Instant at) implements DeploymentEvent {
        /** Requires the time. */
        public ChatReached {
            Objects.requireNonNull(at, "at");
        }
    }

    /**
     * It was tried to send an alert.
     *
     * @param alertId which
     * @param problem why it could not be sent, for people; null if it was sent
     * @param at when
     * @param deliveredTo which of several sinks have had it all the same, by their names; empty if it was sent, or there is one
     */
    record AlertDelivered(String alertId, @Nullable String problem, Instant at, List<String> deliveredTo)
            implements DeploymentEvent {
        /** Copies. */
        public AlertDelivered {
            deliveredTo = List.copyOf(deliveredTo);
        }

        /**
         * A try by which all sinks had it, or none.
         *
         * @param alertId which
         * @param problem why it could not be sent, for people; null if it was sent
         * @param at when
         */
        public AlertDelivered(String alertId, @Nullable String problem, Instant at) {
            this(alertId, problem, at, List.of());
        }
    }

    /**
     * Something about the deployment may have changed at the CI service (a webhook said so): look now, at a failed run too.
     *
     * @param at when
     */
    record Woken(Instant at) implements DeploymentEvent {
        /** Requires the time. */
        public Woken {
            Objects.requireNonNull(at, "at");
        }
    }
}
