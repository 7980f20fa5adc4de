package io.releaseconductor.deployment;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rules of the pre-flight, as far as a deployment is kept by them. They are asked as long as nothing of it was begun, and nothing begins
 * unless all of them said yes lately, or a person let it begin against those that did not.
 */
final class AdmissionTransitions {

    private AdmissionTransitions() {}

    /** The pre-flight that has a say in whether the deployment begins; null where it has none, or none any more. */
    static @Nullable AdmissionState deciding(Deployment d) {
        boolean begins = d.status() == DeploymentStatus.INITIATED
                && d.deployPhase().stage() instanceof Stage.Ready
                && d.waves().get(0).isUntouched();
        return begins ? d.admission() : null;
    }

    static boolean keeps(Deployment d, Instant at) {
        AdmissionState state = deciding(d);
        return state != null && !state.admitsAt(at);
    }

    static LifecycleResult answered(Deployment d, DeploymentEvent.AdmissionAnswered event) {
        AdmissionState state = deciding(d);
        if (state == null || !state.due().equals(event.due())) {
            return Change.refused("The pre-flight was answered already, or has no say any more.");
        }
        Change change = Change.of(d, event.at());
        return admitted(d, change, state.answered(event.answers(), event.at()), event.at());
    }

    static LifecycleResult overridden(Deployment d, DeploymentEvent.OverrideAdmission event) {
        AdmissionState state = deciding(d);
        if (state == null || state.admits()) {
            return Change.refused("Nothing of the pre-flight keeps it: " + Decisions.standing(d));
        }
        if (state.open().isEmpty()) {
            return Change.refused("Not yet: the pre-flight has not answered.");
        }
        if (event.reason().isBlank()) {
            return Change.refused(
                    "Say why: the team is told. /ship-override deployment:" + d.id() + " reason:\"…\" does it.");
        }
        AdmissionState next = state.overridden(new Decision(event.by(), event.at()), event.reason());
        Change change = Change.of(d, event.at());
        tell(change, next.overrides().get(next.overrides().size() - 1), state.answers());
        return admitted(d, change, next, event.at());
    }

    /** What was there before may have changed while it waited. */
    private static LifecycleResult admitted(Deployment d, Change change, AdmissionState next, Instant at) {
        change.apply(b -> b.admission(next));
        return d.awaitedAdmission() != null && next.admits()
                ? change.apply(b -> b.baseline(RestraintTransitions.afresh(d, at)))
                        .moved()
                : change.moved();
    }

    /** A deployment that is first stored with what was overridden by then, which the team is told. */
    static Deployment shipped(Deployment initiated, AdmissionState state) {
        Change change = Change.of(initiated, initiated.request().initiatedAt());
        state.overrides().forEach(override -> tell(change, override, state.answers()));
        return change.stored();
    }

    private static void tell(Change change, AdmissionOverride override, List<AdmissionAnswer> answers) {
        change.alert(
                AlertKind.ADMISSION_OVERRIDDEN,
                override.words(answers),
                override.decision().by());
    }
}
