package io.releaseconductor.checks;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What of a health route's answer decides. */
public enum HealthExpectation {
    /** What the body says, where it says something; else the status. */
    HEALTH,
    /** The status alone: another one than expected is a failure, another success no data, and the body is not
     * looked at. */
    STATUS;

    /** {@return the name in settings, such as {@code status}} */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static List<String> wireNames() {
        return Arrays.stream(values()).map(HealthExpectation::wireName).toList();
    }
}
