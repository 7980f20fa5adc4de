package io.releaseconductor.plan;

import io.releaseconductor.deployment.Deployment;

/**
 * The question by which the planner finds out whether the card that the chat shows is stale, without knowing how a card is made. It
 * is asked several times a transition, so an answer should cost little where nothing has changed. Implementations must be
 * thread-safe.
 */
@FunctionalInterface
public interface CardDigests {

    /**
     * The digest of the card that a deployment has as it stands.
     *
     * @param deployment the deployment
     * @return the digest that {@link io.releaseconductor.deployment.CardState#shown()} has once that card is shown; always the same
     *     for the same deployment, whatever its revision, its due time and the state of its card are
     */
    String of(Deployment deployment);
}
