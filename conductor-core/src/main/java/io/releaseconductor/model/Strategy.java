package io.releaseconductor.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How far the deploy phase of a deployment goes, as a person asks for it (spec, "Deployment Strategies"). */
public enum Strategy {
    /** All instances at once. Nothing is left to roll out when it is promoted. */
    FULL,
    /** A subset of the instances first; promoting it dispatches the full rollout. */
    CANARY;

    /** {@return the name on the wire and in commands, such as {@code canary}} */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** {@return the name as a title for people, such as {@code Canary}} */
    public String title() {
        return name().charAt(0) + wireName().substring(1);
    }

    /**
     * Reads a strategy from the wire or a command.
     *
     * @param text any text
     * @return the strategy of exactly that wire name, or empty
     */
    public static Optional<Strategy> parse(String text) {
        return Arrays.stream(values()).filter(s -> s.wireName().equals(text)).findFirst();
    }
}
