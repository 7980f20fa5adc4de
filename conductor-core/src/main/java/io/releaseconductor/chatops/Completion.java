package io.releaseconductor.chatops;

import java.util.Objects;

/**
 * What is proposed for an option while somebody types.
 *
 * @param label what they see, of any length; texts from outside are put in as they are
 * @param value what the option becomes
 */
public record Completion(String label, String value) {

    /** Requires both. */
    public Completion {
        Objects.requireNonNull(label, "label");
        Objects.requireNonNull(value, "value");
    }
}
