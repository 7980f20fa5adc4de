package io.releaseconductor.examples.fakegithub;

import java.util.Set;

/** Which GitHub is played. */
public enum ServerKind {
    /** github.com. */
    GITHUB_COM(""),
    /** GitHub Enterprise Server 3.19, which does not say which run a dispatch started. */
    ENTERPRISE_3_19("/api/v3");

    private final String prefix;

    ServerKind(String prefix) {
        this.prefix = prefix;
    }

    String prefix() {
        return prefix;
    }

    Set<String> versions() {
        return this == GITHUB_COM ? Set.of("2022-11-28", "2026-03-10") : Set.of("2022-11-28");
    }
}
