package io.releaseconductor.config;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects what is wrong with a configuration, so that all of it is told at once. Not thread-safe. */
public final class Problems {

    private final Set<String> messages = new LinkedHashSet<>();

    /** Starts without problems. */
    public Problems() {}

    /**
     * Notes a problem. The same message is noted once.
     *
     * @param message names the field, the value (unless it is a secret) and what is allowed
     */
    public void add(String message) {
        messages.add(message);
    }

    /** {@return the messages so far, in order} */
    public List<String> messages() {
        return new ArrayList<>(messages);
    }

    /**
     * Ends the collecting.
     *
     * @throws ConfigurationException with all messages, if there are any
     */
    public void throwIfAny() {
        if (!messages.isEmpty()) {
            throw new ConfigurationException(List.copyOf(messages));
        }
    }
}
