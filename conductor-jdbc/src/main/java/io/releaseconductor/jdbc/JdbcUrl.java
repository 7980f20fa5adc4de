package io.releaseconductor.jdbc;

import java.util.Locale;

/** What the URLs of databases look like. */
final class JdbcUrl {

    static final String ALLOWED = "jdbc:postgresql://HOST/DATABASE, jdbc:h2:… or jdbc:sqlite:FILE, none in memory";

    private JdbcUrl() {}

    static boolean isAllowed(String url) {
        String text = url.strip();
        return Driver.of(text).isPresent() && !text.contains(":mem:") && !text.contains(":memory:");
    }

    /** What stands before the settings, one of which may be a password. */
    static String withoutSettings(String url) {
        return url.strip().replaceFirst("[?;].*", "").replaceFirst("//[^/@]*@", "//");
    }

    /** Whether a setting is in the URL, so that it wins. */
    static boolean hasSetting(String url, String name) {
        return url.toLowerCase(Locale.ROOT).matches(".*[?&;]" + name.toLowerCase(Locale.ROOT) + "=.*");
    }
}
