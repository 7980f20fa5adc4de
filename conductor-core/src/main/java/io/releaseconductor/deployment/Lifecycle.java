package io.releaseconductor.deployment;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * The only code that changes a deployment: a deployment and an event give the next deployment, or a refusal with a reason for
 * people. Pure: no clock, no I/O. Statuses change along {@link DeploymentStatus#leavesTo()} and nowhere else. Thread-safe.
 */
public final class Lifecycle {

    private static final Map<Class<?>, BiFunction<Deployment, DeploymentEvent, LifecycleResult>> HANDLERS =
            new HashMap<>();

    static {
        on(DeploymentEvent.Promote.class, Decisions::promote);
        on(DeploymentEvent.PromoteFully.class, FullyTransitions::promoteFully);
        on(DeploymentEvent.RollBack.class, Decisions::rollBack);
        on(DeploymentEvent.Cancel.class, Decisions::cancel);
        on(DeploymentEvent.Hold.class, HoldTransitions::hold);
        on(DeploymentEvent.Lift.class, HoldTransitions::lift);
        on(DeploymentEvent.OverrideAdmission.class, AdmissionTransitions::overridden);
        on(DeploymentEvent.Adopt.class, AttentionTransitions::adopt);
        on(DeploymentEvent.NothingStarted.class, AttentionTransitions::nothingStarted);
        on(DeploymentEvent.Retry.class, AttentionTransitions::retry);
        on(DeploymentEvent.GiveUp.class, AttentionTransitions::giveUp);
        on(DeploymentEvent.ShipLinked.class, LinkedTransitions::wanted);
        on(DeploymentEvent.LinkedAnswered.class, LinkedTransitions::answered);
        on(DeploymentEvent.LinkedCardShown.class, LinkedTransitions::cardShown);
        on(DeploymentEvent.Withdrawn.class, LinkedTransitions::withdrawn);
        on(DeploymentEvent.EarlierChanged.class, PhaseTransitions::earlierChanged);
        on(DeploymentEvent.AdmissionAnswered.class, AdmissionTransitions::answered);
        on(DeploymentEvent.BaselineLooked.class, BaselineTransitions::looked);
        on(DeploymentEvent.BaselineMissed.class, BaselineTransitions::missed);
        on(DeploymentEvent.Intended.class, PhaseTransitions::intended);
        on(DeploymentEvent.Restrained.class, RestraintTransitions::restrained);
        on(DeploymentEvent.Unrestrained.class, RestraintTransitions::unrestrained);
        on(DeploymentEvent.Dispatched.class, PhaseTransitions::dispatched);
        on(DeploymentEvent.AnswerLost.class, PhaseTransitions::answerLost);
        on(DeploymentEvent.Located.class, PhaseTransitions::located);
        on(DeploymentEvent.Observed.class, RunTransitions::observed);
        on(DeploymentEvent.Unwatched.class, RunAgainTransitions::unwatched);
        on(DeploymentEvent.CancelAnswered.class, RunTransitions::cancelAnswered);
        on(DeploymentEvent.Woken.class, RunTransitions::woken);
        on(DeploymentEvent.ChecksProgressed.class, VerificationTransitions::progressed);
        on(DeploymentEvent.Verified.class, VerificationTransitions::verified);
        on(DeploymentEvent.WatchLooked.class, WatchTransitions::looked);
        on(DeploymentEvent.WatchSuperseded.class, WatchTransitions::superseded);
        on(DeploymentEvent.MetricsMeasured.class, MetricTransitions::measured);
        on(DeploymentEvent.MetricsCounted.class, MetricTransitions::counted);
        on(DeploymentEvent.ChangeAnswered.class, ChangeTransitions::answered);
        on(DeploymentEvent.DeadlinePassed.class, DeadlineTransitions::passed);
        on(DeploymentEvent.CardDelivered.class, TellingTransitions::cardDelivered);
        on(DeploymentEvent.ChatReached.class, TellingTransitions::chatReached);
        on(DeploymentEvent.AlertDelivered.class, TellingTransitions::alertDelivered);
    }

    private Lifecycle() {}

    /**
     * Applies an event.
     *
     * @param deployment the deployment as it stands
     * @param event what happened
     * @return the next deployment, one revision up; or why there is none
     */
    public static LifecycleResult apply(Deployment deployment, DeploymentEvent event) {
        BiFunction<Deployment, DeploymentEvent, LifecycleResult> handler = HANDLERS.get(event.getClass());
        if (handler == null) {
            throw notKnown("event", event);
        }
        if (event instanceof DeploymentEvent.Asked asked
                && asked.by().isPolicy()
                && !(event instanceof DeploymentEvent.Promote)) {
            return Change.refused("Only a person can ask for this.");
        }
        LifecycleResult result = handler.apply(deployment, event);
        boolean byPerson =
                event instanceof DeploymentEvent.Asked asked && !asked.by().isPolicy();
        return byPerson && result instanceof LifecycleResult.Moved moved
                ? new LifecycleResult.Moved(TellingTransitions.seen(moved.next()))
                : result;
    }

    /** For the end of a chain that asks for every variant. */
    static IllegalArgumentException notKnown(String name, Object variant) {
        return new IllegalArgumentException(
                name + ": " + variant.getClass().getName() + " is not known to the lifecycle");
    }

    private static <E extends DeploymentEvent> void on(
            Class<E> type, BiFunction<Deployment, E, LifecycleResult> handler) {
        HANDLERS.put(type, (deployment, event) -> handler.apply(deployment, type.cast(event)));
    }
}
