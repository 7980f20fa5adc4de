package io.releaseconductor.examples.fakeprometheus;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what an application says when it is scraped, in Prometheus's text format. */
final class Exposition {

    private static final Pattern LINE =
            Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)\\})?\\s+(\\S+)(?:\\s+-?[0-9]+)?");

    private Exposition() {}

    /**
     * Reads samples.
     *
     * @throws IllegalArgumentException if a line is no sample
     */
    static Map<Map<String, String>, Double> read(String text) {
        Map<Map<String, String>, Double> samples = new LinkedHashMap<>();
        text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && line.charAt(0) != '#')
                .forEach(line -> {
                    Matcher matcher = LINE.matcher(line);
                    if (!matcher.matches()) {
                        throw new IllegalArgumentException("no sample: " + line);
                    }
                    Map<String, String> labels = new TreeMap<>();
                    labels.put("__name__", matcher.group(1));
                    if (matcher.group(2) != null) {
                        Matchers.read(matcher.group(2)).forEach(one -> labels.put(one.label(), one.value()));
                    }
                    samples.put(labels, value(matcher.group(3)));
                });
        return samples;
    }

    private static double value(String text) {
        return Double.parseDouble(text.replace("Inf", "Infinity"));
    }
}
