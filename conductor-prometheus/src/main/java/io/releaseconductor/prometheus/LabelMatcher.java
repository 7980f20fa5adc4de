package io.releaseconductor.prometheus;

import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * One condition on a label. A label that is not there counts as empty, and a regular expression has to match all of the value, as in
 * Prometheus.
 */
record LabelMatcher(String label, Kind kind, String value, Pattern pattern) {

    /** How a label is compared. */
    enum Kind {
        EQUAL("="),
        UNEQUAL("!="),
        LIKE("=~"),
        UNLIKE("!~");

        private final String sign;

        Kind(String sign) {
            this.sign = sign;
        }

        boolean isPattern() {
            return this == LIKE || this == UNLIKE;
        }
    }

    private static final Pattern SPECIAL = Pattern.compile("[\\\\.+*?()|\\[\\]{}^$]");

    /**
     * Makes one.
     *
     * @throws PatternSyntaxException if the value is to be a regular expression and is none
     */
    static LabelMatcher of(String label, Kind kind, String value) {
        String pattern = kind.isPattern() ? value : Pattern.quote(value);
        return new LabelMatcher(label, kind, value, Pattern.compile(pattern, Pattern.DOTALL));
    }

    boolean matches(Map<String, String> labels) {
        boolean same = pattern.matcher(labels.getOrDefault(label, "")).matches();
        return (kind == Kind.EQUAL || kind == Kind.LIKE) == same;
    }

    /** The same with the value changed; what is put in is told whether it becomes part of a regular expression. */
    LabelMatcher with(UnaryOperator<String> replacement) {
        return of(label, kind, replacement.apply(value));
    }

    /** Text that a regular expression takes as it is, Prometheus's as well as Java's. */
    static String literally(String text) {
        return SPECIAL.matcher(text).replaceAll("\\\\$0");
    }

    /** {@return the condition as Prometheus reads it} */
    @Override
    public String toString() {
        String escaped = value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
        return label + kind.sign + '"' + escaped + '"';
    }
}
