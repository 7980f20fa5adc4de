package io.releaseconductor.examples.demo.metrics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads Prometheus' text format, version 0.0.4, as the format's description has it, and throws at whatever differs: a line that is none,
 * a series that is there twice, a sample of a metric that was not announced, labels that are not escaped, buckets that are out of order.
 */
public final class PrometheusReader {

    private static final String NAME = "[a-zA-Z_:][a-zA-Z0-9_:]*";
    private static final Pattern COMMENT = Pattern.compile("# (HELP|TYPE) (" + NAME + ") ([^\n]+)");
    private static final Pattern SAMPLE = Pattern.compile("(" + NAME + ")(?:\\{(.*)\\})? (\\S+)");
    private static final Pattern LABEL =
            Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\\\\\"\n]|\\\\[\\\\\"n])*)\"(?:,(?=[a-zA-Z_])|$)");

    private final Map<String, String> types = new HashMap<>();
    private final Map<Series, Double> samples = new LinkedHashMap<>();

    private PrometheusReader() {}

    /**
     * A series.
     *
     * @param name its name
     * @param labels its labels
     */
    public record Series(String name, Map<String, String> labels) {}

    /**
     * Reads a text.
     *
     * @param text the text
     * @return the value of each series, in the order of the text
     */
    public static Map<Series, Double> read(String text) {
        if (!text.endsWith("\n")) {
            throw new IllegalArgumentException("the last line has no end");
        }
        PrometheusReader reader = new PrometheusReader();
        List.of(text.substring(0, text.length() - 1).split("\n", -1)).forEach(reader::line);
        reader.requireHistograms();
        return reader.samples;
    }

    private void line(String line) {
        Matcher comment = COMMENT.matcher(line);
        Matcher sample = SAMPLE.matcher(line);
        if (comment.matches()) {
            require(!comment.group(1).equals("TYPE") || types.put(comment.group(2), comment.group(3)) == null, line);
        } else {
            require(sample.matches() && !line.startsWith("#"), line);
            Series series = new Series(sample.group(1), labels(sample.group(2)));
            require(types.containsKey(series.name()) || types.containsKey(base(series)), line);
            require(samples.put(series, number(sample.group(3))) == null, line);
        }
    }

    private static String base(Series series) {
        return series.name().replaceFirst("_(bucket|count|sum)$", "");
    }

    private static Map<String, String> labels(String text) {
        Map<String, String> labels = new LinkedHashMap<>();
        if (text != null) {
            Matcher label = LABEL.matcher(text);
            while (!label.hitEnd() && label.lookingAt()) {
                require(labels.put(label.group(1), unescaped(label.group(2))) == null, text);
                label.region(label.end(), text.length());
            }
            require(label.regionStart() == text.length(), text);
        }
        return labels;
    }

    private static String unescaped(String value) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\\') {
                i++;
                text.append(value.charAt(i) == 'n' ? '\n' : value.charAt(i));
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }

    private static double number(String text) {
        return text.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(text);
    }

    private void requireHistograms() {
        Map<String, List<double[]>> buckets = new TreeMap<>();
        samples.forEach((series, value) -> {
            if (series.name().endsWith("_bucket")) {
                buckets.computeIfAbsent(key(series, "_bucket"), none -> new ArrayList<>())
                        .add(new double[] {number(series.labels().get("le")), value});
            }
        });
        buckets.forEach((key, found) -> {
            for (int i = 1; i < found.size(); i++) {
                require(found.get(i)[0] > found.get(i - 1)[0], key + ": bounds rise");
                require(found.get(i)[1] >= found.get(i - 1)[1], key + ": buckets add up");
            }
            require(found.get(found.size() - 1)[0] == Double.POSITIVE_INFINITY, key + ": the last bound is +Inf");
        });
        samples.forEach((series, value) -> {
            if (series.name().endsWith("_count")) {
                List<double[]> found = buckets.getOrDefault(key(series, "_count"), List.of());
                require(!found.isEmpty() && found.get(found.size() - 1)[1] == value, series + ": +Inf is the count");
            }
        });
    }

    private static String key(Series series, String ending) {
        Map<String, String> labels = new TreeMap<>(series.labels());
        labels.remove("le");
        return series.name().substring(0, series.name().length() - ending.length()) + labels;
    }

    private static void require(boolean condition, String what) {
        if (!condition) {
            throw new IllegalArgumentException("not in the format: " + what);
        }
    }
}
