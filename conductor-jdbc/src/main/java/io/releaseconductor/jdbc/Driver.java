package io.releaseconductor.jdbc;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** A database's driver, and how it is told what to wait for. */
enum Driver {
    POSTGRESQL("jdbc:postgresql:", "org.postgresql.Driver", "org.postgresql:postgresql") {
        @Override
        Map<String, String> settings(JdbcOptions options) {
            return Map.of(
                    "connectTimeout", Long.toString(options.connectLimit().toSeconds()),
                    "socketTimeout", Long.toString(options.callLimit().toSeconds()));
        }
    },
    H2("jdbc:h2:", "org.h2.Driver", "com.h2database:h2") {
        @Override
        Map<String, String> settings(JdbcOptions options) {
            return Map.of("LOCK_TIMEOUT", Long.toString(options.callLimit().toMillis()));
        }
    },
    SQLITE("jdbc:sqlite:", "org.sqlite.JDBC", "org.xerial:sqlite-jdbc") {
        @Override
        Map<String, String> settings(JdbcOptions options) {
            return Map.of(
                    "journal_mode",
                    "WAL",
                    "busy_timeout",
                    Long.toString(options.callLimit().toMillis()));
        }
    };

    private final String scheme;
    private final String className;
    private final String coordinates;

    Driver(String scheme, String className, String coordinates) {
        this.scheme = scheme;
        this.className = className;
        this.coordinates = coordinates;
    }

    /** The driver for a URL, or empty if there is none here. */
    static Optional<Driver> of(String url) {
        return Arrays.stream(values())
                .filter(driver -> url.startsWith(driver.scheme))
                .findFirst();
    }

    String className() {
        return className;
    }

    /** Under which a build gets it. */
    String coordinates() {
        return coordinates;
    }

    /** What it is told besides what is in the URL. */
    abstract Map<String, String> settings(JdbcOptions options);
}
