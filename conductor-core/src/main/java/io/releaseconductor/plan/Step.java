package io.releaseconductor.plan;

import io.releaseconductor.deployment.AdmissionState;
import io.releaseconductor.deployment.Alert;
import io.releaseconductor.deployment.Attempt;
import io.releaseconductor.deployment.BaselineLook;
import io.releaseconductor.deployment.DeploymentEvent;
import io.releaseconductor.deployment.DispatchIntent;
import io.releaseconductor.deployment.LinkedShip;
import io.releaseconductor.deployment.Restraint;
import io.releaseconductor.deployment.VerificationKey;
import io.releaseconductor.deployment.WorkflowRun;
import io.releaseconductor.metric.Spans;
import io.releaseconductor.metric.TimeBefore;
import io.releaseconductor.model.Phase;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One thing to do for a deployment. Each is answered by an event. */
public sealed interface Step {

    /** A step that advances the deployment. At most one is under way at a time. */
    sealed interface Work extends Step {}

    /** A step that asks the source of metrics. It changes nothing outside. */
    sealed interface OfMetrics extends Step {}

    /** A step that asks the checks. It changes nothing outside, so that another node may as well begin it anew. */
    sealed interface OfChecks extends Work {}

    /**
     * Nothing to call: the event itself is to be saved.
     *
     * @param event the event
     */
    record Apply(DeploymentEvent event) implements Work {}

    /**
     * Save the intent ({@link DeploymentEvent.Intended}), then send it once; answered by {@link DeploymentEvent.Dispatched}.
     *
     * @param intent the intent
     */
    record Dispatch(DispatchIntent intent) implements Work {}

    /**
     * Look whether it is still kept from beginning what comes next; answered by {@link DeploymentEvent.Restrained} or {@link
     * DeploymentEvent.Unrestrained}.
     *
     * @param restraint what keeps it as far as is known
     */
    record LookAtRestraint(Restraint restraint) implements Work {}

    /**
     * Ask the rules of the pre-flight; answered by {@link DeploymentEvent.AdmissionAnswered}.
     *
     * @param admission how far it has come
     */
    record AskAdmission(AdmissionState admission) implements Work {}

    /**
     * Look for the run of an intent; answered by {@link DeploymentEvent.Located}.
     *
     * @param intent the intent
     */
    record Locate(DispatchIntent intent) implements Work {}

    /**
     * Look at a run; answered by {@link DeploymentEvent.Observed}.
     *
     * @param attempt of which attempt
     * @param run the run as last seen
     */
    record Poll(Attempt attempt, WorkflowRun run) implements Work {}

    /**
     * Ask to cancel a run; answered by {@link DeploymentEvent.CancelAnswered}.
     *
     * @param attempt of which attempt
     * @param run the run as last seen
     * @param force whether an earlier request was taken and then ignored
     */
    record CancelRun(Attempt attempt, WorkflowRun run, boolean force) implements Work {}

    /**
     * Ask all checks before the first intent; answered by {@link DeploymentEvent.BaselineLooked}.
     *
     * @param look the look, still to be taken
     */
    record LookBefore(BaselineLook look) implements OfChecks {}

    /**
     * Run all checks; answered by {@link DeploymentEvent.ChecksProgressed} and, at the end,
     * {@link DeploymentEvent.Verified}.
     *
     * @param verification which verification
     */
    record Verify(VerificationKey verification) implements OfChecks {
        /** {@return what is verified: {@link Phase#ROLL_BACK}, or the phase of a wave} */
        public Phase phase() {
            return verification.phase();
        }
    }

    /**
     * Run all checks while what was promoted is watched; answered by {@link DeploymentEvent.WatchLooked}, or, where a newer deployment of
     * the environment began, {@link DeploymentEvent.WatchSuperseded}.
     *
     * @param due which look: when it is due
     */
    record LookAfter(Instant due) implements OfChecks {}

    /**
     * Create the linked environment's deployment; answered by {@link DeploymentEvent.LinkedAnswered}.
     *
     * @param linked the wish
     */
    record ShipLinked(LinkedShip linked) implements Work {}

    /**
     * Find out whether the linked environment's deployment was created before this one was rolled back; answered by
     * {@link DeploymentEvent.LinkedAnswered}.
     *
     * @param linked the wish
     */
    record FindLinked(LinkedShip linked) implements Work {}

    /**
     * Show the card; answered by {@link DeploymentEvent.CardDelivered}.
     *
     * @param digest the digest of the card to show
     * @param destination where to post it
     * @param reference the message to update, or null to post a new one
     * @param key by which a repeated post is recognised
     * @param again whether it may have been posted before, so that the message is looked for first
     */
    record Announce(
            String digest, String destination, @Nullable String reference, String key, boolean again) implements Step {}

    /**
     * Send an alert; answered by {@link DeploymentEvent.AlertDelivered}.
     *
     * @param alert the alert
     */
    record SendAlert(Alert alert) implements Step {}

    /**
     * Ask what is being shipped; answered by {@link DeploymentEvent.ChangeAnswered}. Changes nothing outside.
     *
     * @param version what is shipped
     * @param since what it replaces, or null if that is not known
     */
    record LookUpChange(String version, @Nullable String since) implements Step {}

    /**
     * Ask what the metrics were like before anything was deployed; answered by {@link DeploymentEvent.MetricsMeasured}.
     *
     * @param wave for which wave
     * @param upTo when counting begins
     * @param hour the hour before, look by look
     * @param earlier the other times before that the wave is compared with, one span each; none where it is compared with a stable side
     */
    record MeasureMetrics(int wave, Instant upTo, Spans hour, Map<TimeBefore, Spans> earlier) implements OfMetrics {
        /** Copies. */
        public MeasureMetrics {
            Objects.requireNonNull(upTo, "upTo");
            Objects.requireNonNull(hour, "hour");
            earlier = Map.copyOf(earlier);
        }
    }

    /**
     * Count the metrics over a span; answered by {@link DeploymentEvent.MetricsCounted}.
     *
     * @param wave of which wave
     * @param from when it begins: up to when they are counted
     * @param to when it ends
     */
    record CountMetrics(int wave, Instant from, Instant to) implements OfMetrics {}
}
