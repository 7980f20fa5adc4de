package io.releaseconductor.engine;

import io.releaseconductor.deployment.Action;
import io.releaseconductor.deployment.Actor;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.Environment;
import io.releaseconductor.spi.Authorizer;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the authorizer of an environment, and denies when in doubt. */
public final class Permissions {

    private static final Logger LOG = LoggerFactory.getLogger(Permissions.class);

    private final Map<Environment, Profile> profiles;

    /**
     * Asks for these environments.
     *
     * @param profiles the environments
     */
    public Permissions(Map<Environment, Profile> profiles) {
        this.profiles = Map.copyOf(profiles);
    }

    /**
     * Why somebody may not do something.
     *
     * @param actor who
     * @param action what
     * @param environment where
     * @param deployment which deployment, or null if there is none yet
     * @return the reason, for people; null if it is permitted
     */
    public @Nullable String denial(
            Actor actor, Action action, Environment environment, @Nullable Deployment deployment) {
        Profile profile = profiles.get(environment);
        if (profile == null) {
            return "Environment " + environment + " is not configured any more, so nobody may act on it.";
        }
        try {
            Authorizer.Answer answer =
                    profile.authorizer().ask(new Authorizer.Question(actor, action, environment, deployment));
            if (answer instanceof Authorizer.Answer.Permitted) {
                return null;
            }
            return answer instanceof Authorizer.Answer.Denied denied
                    ? denied.reason()
                    : "Permission could not be determined, so it is denied.";
        } catch (RuntimeException e) {
            LOG.warn("The authorizer of {} failed on {} by {}; denied", environment, action, actor.id(), e);
            return "Permission could not be determined, so it is denied.";
        }
    }
}
