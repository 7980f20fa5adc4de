package io.releaseconductor.chatops;

import io.releaseconductor.model.Actor;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A click on a button of a card. The id comes from outside and is distrusted.
 *
 * @param button the button's id, as the chat sent it back
 * @param actor who clicked, with the chat that they came through
 * @param message the message that was clicked on, in the form of the chat channel's references: its buttons are taken away if it is not the
 *     deployment's card any more; null if that is not known
 * @param madeAt when it was made, by the chat's own clock where the chat tells, and not when it arrived: a click may be delivered late
 */
public record Click(String button, Actor actor, @Nullable String message, Instant madeAt) {

    /** Requires what is not optional. */
    public Click {
        Objects.requireNonNull(button, "button");
        Objects.requireNonNull(actor, "actor");
        Objects.requireNonNull(madeAt, "madeAt");
    }
}
