package io.releaseconductor.chatops;

import io.releaseconductor.deployment.Action;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.Environment;
import org.jspecify.annotations.Nullable;

/**
 * What an authorizer can deny before the deployment is read. It only makes denials come sooner: the conductor asks its authorizer all the
 * same. Answers from memory, at once, on the thread of the chat.
 */
@FunctionalInterface
public interface EarlyDenial {

    /** Denies nothing early, and shows everybody all environments in listings. */
    EarlyDenial NONE = (actor, action, environment) -> null;

    /**
     * Whether it is certain by now that somebody may not do something.
     *
     * @param actor who
     * @param action what
     * @param environment where
     * @return why, such that the person can act on it; null if nothing is known against it
     */
    @Nullable
    String denial(Actor actor, Action action, Environment environment);
}
