package io.releaseconductor;

import io.releaseconductor.deployment.Action;
import io.releaseconductor.deployment.AdmissionState;
import io.releaseconductor.deployment.Decision;
import io.releaseconductor.deployment.DeployRequest;
import io.releaseconductor.engine.Reconciler;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Asks the pre-flight of what somebody ships: what is refused for certain is not even stored, and what is not is waited for. */
final class AdmissionDesk {

    /**
     * What came of it.
     *
     * @param state how far the pre-flight has come; null where there is none, and where it refuses
     * @param refusal why nothing is shipped; null if something is
     */
    record Asked(@Nullable AdmissionState state, @Nullable ShipResult refusal) {}

    private static final Asked NOTHING = new Asked(null, null);

    private final Reconciler reconciler;
    private final Clock clock;

    AdmissionDesk(Reconciler reconciler, Clock clock) {
        this.reconciler = reconciler;
        this.clock = clock;
    }

    Asked ask(DeployRequest asked, @Nullable String override) {
        AdmissionState begun = AdmissionState.of(asked);
        if (begun == null) {
            return NOTHING;
        }
        AdmissionState state = begun.answered(reconciler.preflight().ask(asked), clock.instant());
        if (state.admits()) {
            return new Asked(state, null);
        }
        if (override == null) {
            return state.refuses() ? refused(state) : new Asked(state, null);
        }
        String denial =
                reconciler.permissions().denial(asked.initiatedBy(), Action.OVERRIDE, asked.environment(), null);
        return denial == null
                ? new Asked(state.overridden(new Decision(asked.initiatedBy(), asked.initiatedAt()), override), null)
                : new Asked(null, new ShipResult.Denied(denial));
    }

    private static Asked refused(AdmissionState state) {
        return new Asked(
                null,
                new ShipResult.NotAdmitted("The pre-flight says no: " + state.waitingFor()
                        + ". Nothing was shipped. Whoever may override it adds override:\"why\"."));
    }
}
