package io.releaseconductor.metric;

import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * That a metric judges a canary: beside the stable side where there is one, and against a limit of its own where one is given.
 *
 * @param name what is counted, as the source of metrics calls it: a small letter, then up to 39 small letters, digits, hyphens and underscores
 * @param limit the share of bad events that is too much whatever the stable side does, above 0 and below 1; null for none
 */
public record MetricRule(String name, @Nullable Double limit) {

    /** How many metrics may judge one deployment. */
    public static final int MOST = 8;

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]{0,39}");

    /**
     * Validates.
     *
     * @throws IllegalArgumentException if the name has not the form of one, or the limit is not between 0 and 1
     */
    public MetricRule {
        Objects.requireNonNull(name, "name");
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "metric: \"" + name
                            + "\" is not allowed; allowed: 1 to 40 small letters, digits, hyphens and underscores, a letter first");
        }
        if (limit != null && !(limit > 0 && limit < 1)) {
            throw new IllegalArgumentException(
                    "limit of " + name + ": " + limit + " is not allowed; allowed: above 0 and below 1, 0.05 for 5 %");
        }
    }
}
