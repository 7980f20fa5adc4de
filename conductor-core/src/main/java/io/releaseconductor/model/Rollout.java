package io.releaseconductor.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * How one deployment reaches its instances, and so how it is promoted and rolled back. It follows from the strategy
 * asked for, except in environments that always roll out blue-green.
 */
public enum Rollout {
    /** All instances at once; rolled back by deploying the earlier version. */
    FULL,
    /** A subset first; rolled back by removing the canary instances until the full rollout has begun. */
    CANARY,
    /** A second set of instances takes the traffic; rolled back by switching the traffic back. */
    BLUE_GREEN;

    /** {@return the name on the wire, such as {@code blue-green}} */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Reads a rollout from the wire.
     *
     * @param text any text
     * @return the rollout of exactly that wire name, or empty
     */
    public static Optional<Rollout> parse(String text) {
        return Arrays.stream(values()).filter(r -> r.wireName().equals(text)).findFirst();
    }
}
