package io.releaseconductor.deployment;

import io.releaseconductor.model.Actor;
import io.releaseconductor.model.Times;
import java.time.Instant;
import java.util.Objects;

/**
 * That somebody asked for something, and when.
 *
 * @param by who
 * @param at when
 */
public record Decision(Actor by, Instant at) {
    /** Requires both. */
    public Decision {
        Objects.requireNonNull(by, "by");
        Objects.requireNonNull(at, "at");
    }

    /** {@return such as {@code Ada at 2023-11-12 00:05:00 UTC}, for messages} */
    public String describe() {
        return by.name() + " at " + Times.format(at);
    }
}
