package io.releaseconductor;

import io.releaseconductor.deployment.Actor;
import io.releaseconductor.deployment.Environment;
import io.releaseconductor.deployment.Strategy;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants shipped.
 *
 * @param environment where to
 * @param strategy how far the deploy phase goes
 * @param ref the branch or tag, or null for the dispatcher's default
 * @param version the version, or null for what the workflow's run deploys
 * @param destination where in chat the card is shown, as the chat adapter understands it; null for nowhere
 * @param actor who wants it
 */
public record ShipRequest(
        Environment environment,
        Strategy strategy,
        @Nullable String ref,
        @Nullable String version,
        @Nullable String destination,
        Actor actor) {

    /** Requires what is not optional. */
    public ShipRequest {
        Objects.requireNonNull(environment, "environment");
        Objects.requireNonNull(strategy, "strategy");
        Objects.requireNonNull(actor, "actor");
    }

    /**
     * A request with the spec's defaults but for the environment: strategy full, the dispatcher's ref and version, no card.
     *
     * @param environment where to
     * @param actor who wants it
     * @return the request
     */
    public static ShipRequest to(Environment environment, Actor actor) {
        return new ShipRequest(environment, Strategy.FULL, null, null, null, actor);
    }

    /**
     * The same with a strategy.
     *
     * @param value the strategy
     * @return the changed request
     */
    public ShipRequest withStrategy(Strategy value) {
        return new ShipRequest(environment, value, ref, version, destination, actor);
    }

    /**
     * The same with a branch or tag.
     *
     * @param value the branch or tag, or null
     * @return the changed request
     */
    public ShipRequest withRef(@Nullable String value) {
        return new ShipRequest(environment, strategy, value, version, destination, actor);
    }

    /**
     * The same with a version.
     *
     * @param value the version, or null
     * @return the changed request
     */
    public ShipRequest withVersion(@Nullable String value) {
        return new ShipRequest(environment, strategy, ref, value, destination, actor);
    }

    /**
     * The same with a place in chat.
     *
     * @param value the destination, or null
     * @return the changed request
     */
    public ShipRequest withDestination(@Nullable String value) {
        return new ShipRequest(environment, strategy, ref, version, value, actor);
    }
}
