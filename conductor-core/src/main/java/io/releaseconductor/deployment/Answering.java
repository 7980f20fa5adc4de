package io.releaseconductor.deployment;

import io.releaseconductor.model.Rollout;
import org.jspecify.annotations.Nullable;

/** Who answers after a rollback, as far as a check tells: a rollback that brought nothing back is not done, however well that works. */
final class Answering {

    private Answering() {}

    /**
     * Whether what answers was to go: it is the version that is rolled back; or, where two sets of instances take turns, the one that
     * answered when the deployment was looked at.
     */
    static boolean wasToGo(Deployment d, String answers) {
        return answers.equals(d.version())
                || (d.request().rollout() == Rollout.BLUE_GREEN && answers.equals(whenDeployed(d)));
    }

    private static @Nullable String whenDeployed(Deployment d) {
        VerificationState state = d.verification();
        return state == null || state.result() == null
                ? null
                : state.result().answeredBy().orElse(null);
    }
}
