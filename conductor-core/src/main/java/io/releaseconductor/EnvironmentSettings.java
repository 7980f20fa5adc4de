package io.releaseconductor;

import io.releaseconductor.model.Environment;
import io.releaseconductor.policy.ReleasePolicy;
import io.releaseconductor.spi.Authorizer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How one environment is shipped to.
 *
 * @param environment which
 * @param blueGreen whether it rolls out blue-green; otherwise the strategy of each deployment decides
 * @param policy what is decided without a person, or null for the policy of the variables
 * @param authorizer who may do what in it, or null for the conductor's own
 * @param linked the environment that is shipped to once a deployment here is promoted, or null for none
 * @param baselineVersion what runs before the first deployment by the conductor, so that this one can be rolled back; null
 *     if that is not known
 */
public record EnvironmentSettings(
        Environment environment,
        boolean blueGreen,
        @Nullable ReleasePolicy policy,
        @Nullable Authorizer authorizer,
        @Nullable Environment linked,
        @Nullable String baselineVersion) {

    /** Requires the environment. */
    public EnvironmentSettings {
        Objects.requireNonNull(environment, "environment");
    }

    /**
     * Settings with defaults: rolls out by strategy, nothing of its own. Only {@link Environment#STAGING} is linked, to
     * {@link Environment#PROD}.
     *
     * @param environment which
     * @return the settings
     */
    public static EnvironmentSettings of(Environment environment) {
        Environment linked = environment.equals(Environment.STAGING) ? Environment.PROD : null;
        return new EnvironmentSettings(environment, false, null, null, linked, null);
    }

    /** {@return the same, rolled out blue-green} */
    public EnvironmentSettings asBlueGreen() {
        return new EnvironmentSettings(environment, true, policy, authorizer, linked, baselineVersion);
    }

    /**
     * The same with a policy of its own.
     *
     * @param value the policy
     * @return the changed settings
     */
    public EnvironmentSettings withPolicy(ReleasePolicy value) {
        return new EnvironmentSettings(environment, blueGreen, value, authorizer, linked, baselineVersion);
    }

    /**
     * The same with permissions of its own.
     *
     * @param value who may do what in it
     * @return the changed settings
     */
    public EnvironmentSettings withAuthorizer(Authorizer value) {
        return new EnvironmentSettings(environment, blueGreen, policy, value, linked, baselineVersion);
    }

    /**
     * The same, linked to another environment.
     *
     * @param value what is shipped to once a deployment here is promoted, or null for nothing
     * @return the changed settings
     */
    public EnvironmentSettings withLinked(@Nullable Environment value) {
        return new EnvironmentSettings(environment, blueGreen, policy, authorizer, value, baselineVersion);
    }

    /**
     * The same with a known version to return to.
     *
     * @param value what runs before the first deployment by the conductor
     * @return the changed settings
     */
    public EnvironmentSettings withBaselineVersion(String value) {
        return new EnvironmentSettings(environment, blueGreen, policy, authorizer, linked, value);
    }
}
