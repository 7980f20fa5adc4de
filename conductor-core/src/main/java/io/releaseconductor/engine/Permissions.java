package io.releaseconductor.engine;

import io.releaseconductor.deployment.Action;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spi.Authorizer;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Asks the authorizer of an environment, on a thread of its own and for a short while, and denies when in doubt. */
public final class Permissions {

    /** Chats give a click three seconds. */
    private static final Duration LIMIT = Duration.ofSeconds(2);

    private static final String IN_DOUBT = "Permission could not be determined, so it is denied.";

    private final Map<Environment, ResolvedSettings> environments;
    private final Callbacks callbacks;
    private final Inquiry inquiry;

    Permissions(EngineParts parts, Callbacks callbacks) {
        this.environments = parts.environments();
        this.callbacks = callbacks;
        this.inquiry = new Inquiry(parts.threads());
    }

    /**
     * What the authorizer says.
     *
     * @param denial why somebody may not do it, for people; null if it is permitted
     * @param groups the groups that the permission rests on
     */
    public record Permission(@Nullable String denial, Set<String> groups) {

        /** What rests on this permission and on another answer. */
        private Permission and(Permission other) {
            Set<String> both = new HashSet<>(groups);
            both.addAll(other.groups);
            return other.denial == null ? new Permission(null, both) : other;
        }
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
        return ask(actor, action, environment, deployment).denial();
    }

    /**
     * Asks whether somebody may do something. Whoever goes straight to the last wave promotes, and has to be permitted both: an authorizer
     * that holds promotions back and knows nothing of {@link Action#FULLY} holds that back as well.
     *
     * @param actor who
     * @param action what
     * @param environment where
     * @param deployment which deployment, or null if there is none yet
     * @return the permission, or the denial
     */
    public Permission ask(Actor actor, Action action, Environment environment, @Nullable Deployment deployment) {
        Permission permission = askFor(actor, action, environment, deployment);
        return action == Action.FULLY && permission.denial() == null
                ? permission.and(askFor(actor, Action.PROMOTE, environment, deployment))
                : permission;
    }

    private Permission askFor(Actor actor, Action action, Environment environment, @Nullable Deployment deployment) {
        ResolvedSettings settings = environments.get(environment);
        if (settings == null) {
            return denied("Environment " + environment + " is not configured any more, so nobody may act on it.");
        }
        Authorizer authorizer = settings.authorizer();
        Authorizer.Question question = new Authorizer.Question(actor, action, environment, deployment);
        try {
            Authorizer.Answer answer = inquiry.ask(
                    callbacks.authorizer(authorizer),
                    action + " in " + environment + " by " + actor.id(),
                    LIMIT,
                    () -> authorizer.ask(question));
            if (answer instanceof Authorizer.Answer.Permitted permitted) {
                return new Permission(null, permitted.groups());
            }
            return denied(answer instanceof Authorizer.Answer.Denied denied ? denied.reason() : IN_DOUBT);
        } catch (UnansweredException e) {
            return denied(IN_DOUBT);
        }
    }

    private static Permission denied(String reason) {
        return new Permission(reason, Set.of());
    }
}
