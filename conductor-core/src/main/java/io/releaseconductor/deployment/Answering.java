package io.releaseconductor.deployment;

import io.releaseconductor.check.Verification;
import io.releaseconductor.model.Rollout;
import org.jspecify.annotations.Nullable;

/** Who answers after a rollback, as far as a check tells: a rollback that brought nothing back is not done, however well that works. */
final class Answering {

    private Answering() {}

    /**
     * What answers still though it was rolled back: the version itself; or, where two sets of instances take turns, the one that
     * answered when the deployment was looked at. Null if that is not so, or nobody knows.
     */
    static @Nullable String stillThere(Deployment d, Verification afterwards) {
        String now = afterwards.answeredBy().orElse(null);
        boolean sameVersion = now != null && now.equals(d.version());
        boolean sameSet = now != null && d.request().rollout() == Rollout.BLUE_GREEN && now.equals(whenDeployed(d));
        return sameVersion || sameSet ? now : null;
    }

    private static @Nullable String whenDeployed(Deployment d) {
        VerificationState state = d.verification();
        return state == null || state.result() == null
                ? null
                : state.result().answeredBy().orElse(null);
    }
}
