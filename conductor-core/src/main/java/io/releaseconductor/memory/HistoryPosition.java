package io.releaseconductor.memory;

import io.releaseconductor.spi.StoreRules;
import java.util.regex.Pattern;

/**
 * Where an entry stands in the history, newest first. As a cursor it names a place and not a page, so what is added or
 * removed elsewhere in the meantime shifts nothing.
 *
 * @param number how many entries were created up to this one; no clock has a say in it
 */
record HistoryPosition(long number) implements Comparable<HistoryPosition> {

    private static final Pattern FORM = Pattern.compile("[1-9][0-9]{0,17}");

    static HistoryPosition parse(String cursor) {
        if (!FORM.matcher(cursor).matches()) {
            throw StoreRules.unknownCursor(cursor);
        }
        return new HistoryPosition(Long.parseLong(cursor));
    }

    String cursor() {
        return Long.toString(number);
    }

    @Override
    public int compareTo(HistoryPosition other) {
        return Long.compare(other.number, number);
    }
}
