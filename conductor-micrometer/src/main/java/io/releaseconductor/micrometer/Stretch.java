package io.releaseconductor.micrometer;

import io.micrometer.common.KeyValues;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of time of a deployment, as its record tells it: the whole, a phase, a verification, a check, a wait.
 *
 * @param kind which of these, the end of its observation's name
 * @param label what people see of it first
 * @param from when it began
 * @param to when it ended; not before it began
 * @param few what it is told apart by, each of few values
 * @param many what else identifies it
 * @param problem why it is an error, in one of few words; null if it is none
 * @param parts what happened meanwhile, in order
 */
record Stretch(
        String kind,
        String label,
        Instant from,
        Instant to,
        KeyValues few,
        KeyValues many,
        @Nullable String problem,
        List<Stretch> parts) {

    Stretch {
        to = to.isBefore(from) ? from : to;
        parts = List.copyOf(parts);
    }

    /** One that went well, and of which nothing more is known. */
    static Stretch of(String kind, String label, Instant from, Instant to, KeyValues few) {
        return new Stretch(kind, label, from, to, few, KeyValues.empty(), null, List.of());
    }

    Stretch with(List<Stretch> what) {
        return new Stretch(kind, label, from, to, few, many, problem, what);
    }

    Stretch with(KeyValues identifying) {
        return new Stretch(kind, label, from, to, few, identifying, problem, parts);
    }

    /** The same, as an error if it is one. */
    Stretch failing(@Nullable String why) {
        return new Stretch(kind, label, from, to, few, many, why, parts);
    }
}
