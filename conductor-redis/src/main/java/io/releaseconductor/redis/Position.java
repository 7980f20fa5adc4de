package io.releaseconductor.redis;

import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.spi.StoreRules;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where an entry stands in the history: when it was asked for, then its id, both of a form that sorts as text. Where a clock was set
 * back the store moves the time on to right after that of the newest entry, so that places follow the order of creation. As a cursor
 * it names a place and not a page, so what is added or removed elsewhere in the meantime shifts nothing.
 */
final class Position {

    private static final long LAST_SECOND = 999_999_999_999L;
    private static final int SECOND_DIGITS = 12;
    private static final Pattern FORM = Pattern.compile("[0-9]{12}\\.[0-9]{3} (\\S+)");

    private Position() {}

    /** The place that it takes unless the newest entry stands behind that. */
    static String wanted(Deployment d) {
        long millis = Millis.down(d.request().initiatedAt());
        long bounded = Math.max(0, Math.min(LAST_SECOND * 1000 + 999, millis));
        return padded(bounded / 1000, SECOND_DIGITS) + "." + padded(bounded % 1000, 3) + " " + d.id();
    }

    private static String padded(long number, int digits) {
        String text = Long.toString(number);
        return "0".repeat(digits - text.length()) + text;
    }

    static String parse(String cursor) {
        Matcher matcher = FORM.matcher(cursor);
        if (!matcher.matches() || DeployId.parse(matcher.group(1)).isEmpty()) {
            throw StoreRules.unknownCursor(cursor);
        }
        return cursor;
    }
}
