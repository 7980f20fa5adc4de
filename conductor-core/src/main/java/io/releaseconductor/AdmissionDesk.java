package io.releaseconductor;

import io.releaseconductor.deployment.Action;
import io.releaseconductor.deployment.AdmissionAnswer;
import io.releaseconductor.deployment.AdmissionOverride;
import io.releaseconductor.deployment.AdmissionState;
import io.releaseconductor.deployment.Decision;
import io.releaseconductor.deployment.DeployRequest;
import io.releaseconductor.engine.Reconciler;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
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
        List<AdmissionAnswer> open = state.open();
        if (open.isEmpty()) {
            return new Asked(state, null);
        }
        if (override == null) {
            return open.stream().anyMatch(AdmissionAnswer::refuses) ? refused(open) : new Asked(state, null);
        }
        String denial =
                reconciler.permissions().denial(asked.initiatedBy(), Action.OVERRIDE, asked.environment(), null);
        return denial == null
                ? new Asked(overridden(state, asked, override), null)
                : new Asked(null, new ShipResult.Denied(denial));
    }

    private static Asked refused(List<AdmissionAnswer> open) {
        String why = open.stream().map(AdmissionAnswer::describe).collect(Collectors.joining("; "));
        return new Asked(
                null,
                new ShipResult.NotAdmitted("The pre-flight says no: " + why
                        + ". Nothing was shipped. Whoever may override it adds override:\"why\"."));
    }

    private static AdmissionState overridden(AdmissionState state, DeployRequest asked, String reason) {
        Decision decision = new Decision(asked.initiatedBy(), asked.initiatedAt());
        List<String> rules = state.open().stream().map(AdmissionAnswer::rule).toList();
        return state.overridden(
                new AdmissionOverride(decision, Objects.requireNonNull(reason), rules), asked.initiatedAt());
    }
}
