package io.releaseconductor.check;

import java.util.Locale;
import java.util.regex.Pattern;

/** What check ids look like. */
final class CheckNames {

    static final String ALLOWED = "1 to 32 characters: a lower-case letter, then lower-case letters, digits, - and _";

    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9_-]{0,31}");

    private CheckNames() {}

    static boolean isValid(String id) {
        return ID.matcher(id).matches();
    }

    static String title(String id) {
        return id.isEmpty()
                ? id
                : id.substring(0, 1).toUpperCase(Locale.ROOT) + id.substring(1).replace('_', ' ');
    }
}
