package io.releaseconductor.metric;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts many spans of the past with few questions. An answer is about all of its spans or none; where one of them is missing, the rest is
 * asked about in ever smaller parts.
 */
public final class Recount {

    /** How many further questions the spans of one may take. What is not known by then is not asked about any more. */
    private static final int MOST_QUESTIONS = 40;

    /** Whom it asks. */
    @FunctionalInterface
    public interface Source {

        /**
         * Counts.
         *
         * @param metrics the names of the metrics, at least one
         * @param spans the spans
         * @return an answer for each metric, with as many spans
         */
        Map<String, MetricAnswer> count(List<String> metrics, Spans spans);
    }

    private final Source source;
    private final Spans spans;
    private final Map<String, List<MetricAnswer>> answers = new LinkedHashMap<>();

    private record Part(List<String> metrics, int first, int number) {}

    private Recount(Source source, Spans spans) {
        this.source = source;
        this.spans = spans;
    }

    /**
     * Counts.
     *
     * @param source whom to ask
     * @param metrics the names of the metrics; none are asked about none
     * @param spans the spans
     * @return for each metric an answer for each span, about that alone
     */
    public static Map<String, List<MetricAnswer>> of(Source source, List<String> metrics, Spans spans) {
        Recount recount = new Recount(source, spans);
        MetricAnswer unasked = new MetricAnswer.NotYet("it was not asked about");
        metrics.forEach(
                metric -> recount.answers.put(metric, new ArrayList<>(Collections.nCopies(spans.count(), unasked))));
        recount.askAll(metrics);
        return recount.answers;
    }

    /** The large parts first, so that what is known comes cheap. */
    private void askAll(List<String> metrics) {
        Deque<Part> parts = new ArrayDeque<>(List.of(new Part(metrics, 0, spans.count())));
        int questions = 0;
        for (Part part = parts.poll(); part != null && questions <= MOST_QUESTIONS; part = parts.poll()) {
            if (part.metrics.isEmpty()) {
                continue;
            }
            questions++;
            List<String> missing = ask(part);
            if (part.number > 1) {
                int half = part.number / 2;
                parts.add(new Part(missing, part.first, half));
                parts.add(new Part(missing, part.first + half, part.number - half));
            }
        }
    }

    /** Returns of which metrics some of it may be known all the same. */
    private List<String> ask(Part part) {
        Map<String, MetricAnswer> told = source.count(part.metrics, spans.part(part.first, part.number));
        List<String> missing = new ArrayList<>();
        for (String metric : part.metrics) {
            MetricAnswer answer = told.getOrDefault(metric, new MetricAnswer.NotYet("nothing is said of " + metric));
            note(metric, part.first, part.number, answer);
            if (answer instanceof MetricAnswer.Missing) {
                missing.add(metric);
            }
        }
        return missing;
    }

    private void note(String metric, int first, int number, MetricAnswer answer) {
        List<MetricAnswer> noted = answers.get(metric);
        for (int i = 0; noted != null && i < number; i++) {
            noted.set(
                    first + i,
                    answer instanceof MetricAnswer.Known known
                            ? new MetricAnswer.Known(List.of(known.spans().get(i)))
                            : answer);
        }
    }
}
