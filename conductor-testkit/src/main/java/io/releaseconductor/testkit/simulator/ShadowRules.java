package io.releaseconductor.testkit.simulator;

import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.Rollback;
import io.releaseconductor.deployment.Shadow;
import io.releaseconductor.model.Bake;
import io.releaseconductor.policy.Recommendation;
import io.releaseconductor.policy.ReleasePolicy;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/** That the policy does what its shadow says, where it does decide and nobody ever held the deployment, and that a shadow stays as it is. */
final class ShadowRules {

    private final Consumer<String> violations;
    private final Set<String> held = new HashSet<>();

    ShadowRules(Consumer<String> violations) {
        this.violations = violations;
    }

    private void require(boolean holds, String rule) {
        if (!holds) {
            violations.accept(rule);
        }
    }

    void written(String id, Deployment before, Deployment after) {
        require(
                after.shadows().size() >= before.shadows().size()
                        && after.shadows().subList(0, before.shadows().size()).equals(before.shadows()),
                id + "rule 5: the shadow was " + before.shadows() + ", and now is " + after.shadows());
        if (after.isHeld()) {
            held.add(after.id().value());
        }
        if (held.contains(after.id().value())) {
            return;
        }
        Rollback rollback = after.rollback();
        if (rollback != null && isOfPolicy(rollback) && !rollback.equals(before.rollback())) {
            boolean watched = before.promotedAt() != null;
            require(
                    says(after, before.wave(), watched, Recommendation.ROLL_BACK)
                            || (leavesPromotionsToPeople(after)
                                    && says(after, before.wave(), watched, Recommendation.PROMOTE)),
                    id + "rule 5: the policy rolls back, and its shadow is " + after.shadows());
        }
        boolean opens = WaveRules.opensAGate(before, after)
                && after.currentProgress().begun().by().isPolicy()
                && after.wave() > before.wave()
                && !(before.currentWave().bake() instanceof Bake.None);
        require(
                !opens || says(after, before.wave(), false, Recommendation.PROMOTE),
                id + "rule 5: the policy opens the gate of wave " + before.wave() + ", and its shadow is "
                        + after.shadows());
    }

    /** It would have promoted first, had it been let, and what fired later rolls back. */
    private static boolean leavesPromotionsToPeople(Deployment d) {
        ReleasePolicy policy = d.request().policy();
        return policy != null && !policy.autoPromote();
    }

    /** That nobody decided in time says nothing of what was to be decided. */
    private static boolean isOfPolicy(Rollback rollback) {
        String why = rollback.reason();
        return rollback.decision().by().isPolicy() && (why == null || !why.startsWith("nobody decided within "));
    }

    private static boolean says(Deployment d, int wave, boolean watched, Recommendation would) {
        return d.shadows().stream()
                .filter(each -> each.wave() == wave && each.watched() == watched)
                .map(Shadow::would)
                .anyMatch(would::equals);
    }
}
