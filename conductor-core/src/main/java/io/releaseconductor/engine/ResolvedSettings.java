package io.releaseconductor.engine;

import io.releaseconductor.check.Check;
import io.releaseconductor.model.Environment;
import io.releaseconductor.policy.ReleasePolicy;
import io.releaseconductor.spi.Authorizer;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The settings of an environment with every default filled in: all that the engine knows of it.
 *
 * @param environment which
 * @param blueGreen whether it rolls out blue-green
 * @param policy what is decided without a person
 * @param authorizer who may do what in it
 * @param linked what is shipped to after a promotion, or null
 * @param baselineVersion what runs before the first deployment, or null
 * @param verificationLimit how long a verification may take
 * @param settling how long after a run's end nothing need answer yet
 * @param checks the checks, in the order of the cards
 */
public record ResolvedSettings(
        Environment environment,
        boolean blueGreen,
        ReleasePolicy policy,
        Authorizer authorizer,
        @Nullable Environment linked,
        @Nullable String baselineVersion,
        Duration verificationLimit,
        Duration settling,
        List<Check> checks) {
    /** Copies. */
    public ResolvedSettings {
        checks = List.copyOf(checks);
    }
}
