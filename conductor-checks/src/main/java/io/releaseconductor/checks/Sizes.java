package io.releaseconductor.checks;

import java.time.Duration;

/** Sizes and times as cards show them. */
final class Sizes {

    private static final int KILO = 1024;

    private Sizes() {}

    static String text(long bytes) {
        if (bytes >= (long) KILO * KILO) {
            return bytes / (KILO * KILO) + " MB";
        }
        return bytes >= KILO ? bytes / KILO + " kB" : bytes + " bytes";
    }

    static String text(Duration span) {
        return span.toMillis() + "ms";
    }
}
