package io.releaseconductor.deployment;

import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import java.net.URI;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The wish to ship to the linked environment, stored by the save that marks a deployment promoted.
 *
 * @param environment where to
 * @param wanted who promoted, or pressed the button for the linked environment, and when
 * @param state what became of the wish
 * @param deployment the deployment that was created; present if and only if the state is {@link State#SHIPPED}
 * @param reason why it was not created, for people; present if the state is {@link State#BLOCKED}
 * @param notBefore when to try at the earliest
 * @param card where in chat the card of the deployment that was created is, or null if that is not known; only where one was
 */
public record LinkedShip(
        Environment environment,
        Decision wanted,
        State state,
        @Nullable DeployId deployment,
        @Nullable String reason,
        Instant notBefore,
        @Nullable URI card) {

    /** What became of the wish. */
    public enum State {
        /** To be created. */
        WANTED,
        /** Created. */
        SHIPPED,
        /** Not created: the place is taken, or it is not permitted. A person may press its button. */
        BLOCKED
    }

    /**
     * Validates.
     *
     * @throws IllegalArgumentException if the deployment does not fit the state
     */
    public LinkedShip {
        Objects.requireNonNull(environment, "environment");
        Objects.requireNonNull(wanted, "wanted");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(notBefore, "notBefore");
        if ((state == State.SHIPPED) != (deployment != null)) {
            throw new IllegalArgumentException("linked: state " + state + " does not go with deployment " + deployment);
        }
        if (card != null && deployment == null) {
            throw new IllegalArgumentException("linked: card " + card + " is of no deployment");
        }
    }

    /**
     * A wish of which no card is known.
     *
     * @param environment where to
     * @param wanted who wanted it, and when
     * @param state what became of the wish
     * @param deployment the deployment that was created, or null
     * @param reason why it was not created, or null
     * @param notBefore when to try at the earliest
     */
    public LinkedShip(
            Environment environment,
            Decision wanted,
            State state,
            @Nullable DeployId deployment,
            @Nullable String reason,
            Instant notBefore) {
        this(environment, wanted, state, deployment, reason, notBefore, null);
    }

    /** The same with a known card. */
    LinkedShip withCard(URI where) {
        return new LinkedShip(environment, wanted, state, deployment, reason, notBefore, where);
    }

    /**
     * The same wish, not granted.
     *
     * @param why why, for people
     * @return the changed wish
     */
    LinkedShip blocked(String why) {
        return new LinkedShip(environment, wanted, State.BLOCKED, null, why, notBefore);
    }
}
