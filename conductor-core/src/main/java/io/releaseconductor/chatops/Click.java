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
 * @param destination where in chat the card of what is shipped by it is shown, as the chat adapter understands it; null for nowhere
 * @param reason why, as they typed it; null if they were not asked. Of account where it {@linkplain Reception.Accepted#takesReason is taken}
 */
public record Click(
        String button,
        Actor actor,
        @Nullable String message,
        Instant madeAt,
        @Nullable String destination,
        @Nullable String reason) {

    /** Requires what is not optional. */
    public Click {
        Objects.requireNonNull(button, "button");
        Objects.requireNonNull(actor, "actor");
        Objects.requireNonNull(madeAt, "madeAt");
    }

    /**
     * A click without a reason, by which no card is shown anywhere.
     *
     * @param button the button's id
     * @param actor who clicked
     * @param message the message that was clicked on; null if that is not known
     * @param madeAt when it was made
     */
    public Click(String button, Actor actor, @Nullable String message, Instant madeAt) {
        this(button, actor, message, madeAt, null, null);
    }

    /**
     * The same made elsewhere.
     *
     * @param value where in chat the card of what is shipped by it is shown; null for nowhere
     * @return the changed click
     */
    public Click withDestination(@Nullable String value) {
        return new Click(button, actor, message, madeAt, value, reason);
    }

    /**
     * The same for a reason.
     *
     * @param value why; null for none
     * @return the changed click
     */
    public Click withReason(@Nullable String value) {
        return new Click(button, actor, message, madeAt, destination, value);
    }
}
