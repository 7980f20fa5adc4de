package io.releaseconductor;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/** Percentages as variables have them: {@code 5%}, {@code 0.5%}. */
final class Percents {

    /** Below 100, with at most three decimals. */
    static final String FORM = "[0-9]{1,2}(?:\\.[0-9]{1,3})?%";

    private static final Pattern WHOLE = Pattern.compile(FORM);

    private Percents() {}

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException if it has not the form
     */
    static double share(String text) {
        if (!WHOLE.matcher(text).matches()) {
            throw new IllegalArgumentException("\"" + text + "\" is no percentage");
        }
        return new BigDecimal(text.substring(0, text.length() - 1))
                .movePointLeft(2)
                .doubleValue();
    }
}
