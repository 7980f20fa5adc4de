package io.releaseconductor.examples.demo.console;

import io.releaseconductor.model.Actor;
import java.time.Duration;
import java.util.Objects;

/**
 * Who types.
 *
 * @param actor under which name
 * @param piped whether lines come from a pipe, so that each has to wait for its turn
 * @param patience how long a line waits at most for what is in flight
 */
public record Typist(Actor actor, boolean piped, Duration patience) {

    /** Requires all. */
    public Typist {
        Objects.requireNonNull(actor, "actor");
        Objects.requireNonNull(patience, "patience");
    }
}
