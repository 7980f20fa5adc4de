package io.releaseconductor.examples.fakeprometheus;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A condition on a label, as Prometheus has it: a regular expression has to match the whole value, and a label that is not there is empty.
 *
 * @param label which label
 * @param sign {@code =}, {@code !=}, {@code =~} or {@code !~}
 * @param value what it is compared with
 */
record Matchers(String label, String sign, String value) {

    private static final Pattern ONE =
            Pattern.compile("\\s*([a-zA-Z_][a-zA-Z0-9_]*)\\s*(=~|!~|!=|=)\\s*\"((?:[^\"\\\\]|\\\\.)*)\"\\s*(,|$)");

    /**
     * Reads conditions with commas between them.
     *
     * @throws IllegalArgumentException if they are none
     */
    static List<Matchers> read(String text) {
        List<Matchers> all = new ArrayList<>();
        Matcher found = ONE.matcher(text);
        int at = 0;
        while (at < text.length()) {
            if (!found.region(at, text.length()).lookingAt()) {
                throw new IllegalArgumentException("no condition: " + text.substring(at));
            }
            all.add(new Matchers(found.group(1), found.group(2), unescaped(found.group(3))));
            at = found.end();
        }
        return all;
    }

    private static String unescaped(String text) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char next = text.charAt(i);
            if (next == '\\') {
                i++;
                next = text.charAt(i) == 'n' ? '\n' : text.charAt(i);
            }
            plain.append(next);
        }
        return plain.toString();
    }

    boolean match(Map<String, String> labels) {
        String there = labels.getOrDefault(label, "");
        boolean same = sign.endsWith("~")
                ? Pattern.compile(value, Pattern.DOTALL).matcher(there).matches()
                : there.equals(value);
        return sign.startsWith("=") == same;
    }
}
