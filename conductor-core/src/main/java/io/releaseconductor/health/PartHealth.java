package io.releaseconductor.health;

import java.util.Objects;

/**
 * How a part is: an adapter, or a duty of the conductor itself.
 *
 * @param name which part, such as {@code Discord gateway}
 * @param state how it is
 * @param detail what is wrong, since when and what to do, for people and free of secrets; empty if all is well
 */
public record PartHealth(String name, State state, String detail) {

    /** How a part is. */
    public enum State {
        /** All is well. */
        WELL,
        /** Something is wrong that it may get over by itself. */
        IMPAIRED,
        /** It does not work, and does not come back by itself: somebody has to do something. */
        DOWN
    }

    /**
     * Validates.
     *
     * @throws IllegalArgumentException if the name is blank
     */
    public PartHealth {
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(detail, "detail");
        if (name.isBlank()) {
            throw new IllegalArgumentException("health: the name of a part is blank; allowed: what people call it");
        }
    }

    /**
     * A part that is well.
     *
     * @param name which part
     * @return its health
     */
    public static PartHealth well(String name) {
        return new PartHealth(name, State.WELL, "");
    }

    /**
     * A part in which something is wrong that it may get over by itself.
     *
     * @param name which part
     * @param detail what is wrong
     * @return its health
     */
    public static PartHealth impaired(String name, String detail) {
        return new PartHealth(name, State.IMPAIRED, detail);
    }

    /**
     * A part that does not work and does not come back by itself.
     *
     * @param name which part
     * @param detail what is wrong and what to do
     * @return its health
     */
    public static PartHealth down(String name, String detail) {
        return new PartHealth(name, State.DOWN, detail);
    }
}
