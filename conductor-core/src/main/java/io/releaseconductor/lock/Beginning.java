package io.releaseconductor.lock;

import io.releaseconductor.model.Actor;
import java.time.Instant;
import java.util.Objects;

/**
 * That a write begins something a lock keeps from beginning: it saves the intent of a deployment's next run, rollbacks excepted, or a
 * person's or the policy's wish to open a gate. The store holds it against the locks in the same atomic step.
 *
 * @param by who begins it; the policy where nobody in particular does
 * @param at when, by the writer's clock
 */
public record Beginning(Actor by, Instant at) {

    /** Requires both. */
    public Beginning {
        Objects.requireNonNull(by, "by");
        Objects.requireNonNull(at, "at");
    }
}
