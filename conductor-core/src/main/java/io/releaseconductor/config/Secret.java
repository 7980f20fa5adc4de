package io.releaseconductor.config;

import java.util.Objects;

/** A password or token: it prints as {@code ***} wherever it is printed by accident. */
public final class Secret {

    private final String value;

    /**
     * Wraps a secret.
     *
     * @param value the secret
     */
    public Secret(String value) {
        this.value = Objects.requireNonNull(value, "value");
    }

    /** {@return the secret itself, for the one place that needs it} */
    public String reveal() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && secret.value.equals(value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "***";
    }
}
