package io.releaseconductor.redis.faults;

import io.releaseconductor.EnvironmentSettings;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Strategy;
import io.releaseconductor.policy.ReleasePolicy;

/** What is to become of the deployment of an environment, by the environment's number. */
enum Plot {
    /** The policy promotes; the canary is rolled out in full. */
    POLICY_PROMOTES,
    /** A check fails; the policy rolls back. */
    POLICY_ROLLS_BACK,
    /** Two people press Promote at once, on two nodes. */
    PEOPLE_PROMOTE,
    /** Two people press Rollback at once, on two nodes. */
    PEOPLE_ROLL_BACK;

    /** The version that a rollback returns to. */
    static final String EARLIER = "v1";

    static Environment environment(int number) {
        return new Environment("e" + number);
    }

    static Plot of(Environment environment) {
        return values()[Integer.parseInt(environment.name().substring(1)) % values().length];
    }

    Strategy strategy() {
        return this == POLICY_ROLLS_BACK ? Strategy.FULL : Strategy.CANARY;
    }

    DeploymentStatus end() {
        return this == POLICY_PROMOTES || this == PEOPLE_PROMOTE
                ? DeploymentStatus.PROMOTED
                : DeploymentStatus.ROLLED_BACK;
    }

    static EnvironmentSettings settings(int number) {
        Environment environment = environment(number);
        return EnvironmentSettings.of(environment)
                .withBaselineVersion(EARLIER)
                .withPolicy(ReleasePolicy.DEFAULT.withAutoPromote(of(environment) == POLICY_PROMOTES));
    }
}
