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
import org.jspecify.annotations.Nullable;

/** That whatever the policy does of a deployment that nobody ever held is in its shadow, and that a shadow stays as it is. */
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
        ReleasePolicy policy = after.request().policy();
        Rollback rollback = after.rollback();
        if (rollback != null && isOfPolicy(rollback) && !rollback.equals(before.rollback())) {
            Recommendation would = would(after, before.wave(), before.promotedAt() != null);
            // what it would have promoted first stood there until something fired: it may not promote, or a lock or a
            // crash kept it
            require(would != null, id + "rule 5: the policy rolls back, and its shadow is " + after.shadows());
        }
        boolean opens = WaveRules.opensAGate(before, after)
                && after.currentProgress().begun().by().isPolicy()
                && after.wave() > before.wave()
                && !(before.currentWave().bake() instanceof Bake.None);
        if (opens) {
            Recommendation would = would(after, before.wave(), false);
            // what it would have rolled back first may be well again, if it may not roll back
            boolean mayRollBack = policy != null && policy.autoRollback();
            require(
                    would == Recommendation.PROMOTE || (would != null && !mayRollBack),
                    id + "rule 5: the policy opens the gate of wave " + before.wave() + ", and its shadow is "
                            + after.shadows());
        }
    }

    /** That nobody decided in time says nothing of what was to be decided. */
    private static boolean isOfPolicy(Rollback rollback) {
        String why = rollback.reason();
        return rollback.decision().by().isPolicy() && (why == null || !why.startsWith("nobody decided within "));
    }

    private static @Nullable Recommendation would(Deployment d, int wave, boolean watched) {
        return d.shadows().stream()
                .filter(each -> each.wave() == wave && each.watched() == watched)
                .map(Shadow::would)
                .findFirst()
                .orElse(null);
    }
}
