package io.releaseconductor.prometheus;

import io.releaseconductor.metric.BothSides;
import io.releaseconductor.metric.Counts;
import io.releaseconductor.prometheus.Series.Instance;
import io.releaseconductor.prometheus.Sides.Side;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Adds up by how much counters rose. What a counter rose by belongs to the span that its later sample is in, so that spans that follow
 * each other share nothing and leave nothing out, wherever they are cut. Whether a counter began at zero is decided by what lies at most
 * the lookback before the sample, and so comes out the same for whatever spans are asked.
 */
final class Tally {

    /** A double holds all whole numbers up to this one. */
    private static final double MOST = 1L << 53;

    private final List<Series> answer;
    private final Window window;
    private final Sides sides;
    private final Scrapes scrapes;

    Tally(List<Series> answer, Window window, Sides sides, Scrapes scrapes) {
        this.answer = answer;
        this.window = window;
        this.sides = sides;
        this.scrapes = scrapes;
    }

    /** Counts one metric. Throws what keeps it from being known, for good. */
    List<BothSides> count(Rule rule) throws NoAnswerException {
        Map<Side, Sums> totals = new EnumMap<>(Side.class);
        Map<Side, Sums> parts = new EnumMap<>(Side.class);
        for (Side side : Side.values()) {
            totals.put(side, new Sums(window.question().spans()));
            parts.put(side, new Sums(window.question().spans()));
        }
        Set<Map<String, String>> counted = new HashSet<>();
        Set<Map<String, String>> bounded = new HashSet<>();
        for (Series series : answer) {
            boolean isTotal = rule.total().matches(series.labels());
            boolean isPart = rule.isPart(series.labels());
            Side side = isTotal || isPart ? sides.of(series) : null;
            if (side == null) {
                continue;
            }
            if (isTotal) {
                add(series, sum(totals, side));
                counted.add(withoutName(series));
            }
            if (isPart) {
                add(series, sum(parts, side));
                bounded.add(withoutName(series));
            }
        }
        if (counted.isEmpty()) {
            throw NoAnswerException.soFar("there is no series " + rule.total() + " in " + sides.all()
                    + ": is the application measured under that name, with these labels?");
        }
        if (rule.bound() != null && !bounded.containsAll(counted)) {
            throw NoAnswerException.soFar("there is no bucket le=\""
                    + rule.bound().stripTrailingZeros().toPlainString() + "\" of " + rule.part()
                    + ": are histograms switched on, with this bound?");
        }
        return together(rule, totals, parts);
    }

    private static Sums sum(Map<Side, Sums> sums, Side side) {
        return Objects.requireNonNull(sums.get(side), "sums");
    }

    private static Map<String, String> withoutName(Series series) {
        Map<String, String> labels = new HashMap<>(series.labels());
        labels.remove(Selector.NAME);
        labels.remove(Rule.BOUND);
        return labels;
    }

    private List<BothSides> together(Rule rule, Map<Side, Sums> totals, Map<Side, Sums> parts)
            throws NoAnswerException {
        List<BothSides> spans = new ArrayList<>();
        for (int span = 0; span < window.question().spans(); span++) {
            spans.add(new BothSides(
                    counts(rule, totals, parts, Side.CANARY, span), counts(rule, totals, parts, Side.STABLE, span)));
        }
        return spans;
    }

    private Counts counts(Rule rule, Map<Side, Sums> totals, Map<Side, Sums> parts, Side side, int span)
            throws NoAnswerException {
        long total = sum(totals, side).of(span);
        long part = sum(parts, side).of(span);
        if (rule.bound() != null) {
            // an application may be asked between counting a request and putting it into its bucket
            return new Counts(Math.max(0, total - part), total);
        }
        if (part > total) {
            throw new NoAnswerException("more was bad (" + part + ") than there was (" + total + ") on " + side
                    + ": does " + rule.total() + " count those of " + rule.part() + " as well?");
        }
        return new Counts(part, total);
    }

    private void add(Series series, Sums sums) throws NoAnswerException {
        int earlier = -1;
        long unknownSince = Long.MAX_VALUE;
        for (int i = 0; i < series.samples().size(); i++) {
            double value = series.samples().value(i);
            long time = series.samples().time(i);
            if (!window.holds(time)) {
                continue;
            }
            if (Double.isNaN(value)) {
                // nobody knows what was there: as if it had not been scraped
                unknownSince = Math.min(unknownSince, time);
                continue;
            }
            int span = window.span(time);
            if (span >= 0 && span < window.question().spans()) {
                requireCount(series, i);
                sums.add(span, (long) (value - before(series, earlier, i, Math.min(unknownSince, time))));
            }
            earlier = i;
            unknownSince = Long.MAX_VALUE;
        }
    }

    /**
     * What a counter had counted before, within the lookback: zero if it began since.
     *
     * @param since when it was first seen after the earlier sample, if only as something that is no number
     */
    private double before(Series series, int earlier, int later, long since) throws NoAnswerException {
        long time = series.samples().time(later);
        long horizon = time - window.lookbackMillis();
        if (earlier < 0 || series.samples().time(earlier) < horizon) {
            requireBegun(series.instance(), time, Math.max(since, horizon), horizon);
            return 0;
        }
        requireCount(series, earlier);
        double value = series.samples().value(earlier);
        boolean anew = value > series.samples().value(later)
                || scrapes.isAnotherProcess(series.instance(), series.samples().time(earlier), time);
        return anew ? 0 : value;
    }

    private static void requireCount(Series series, int sample) throws NoAnswerException {
        double value = series.samples().value(sample);
        if (value < 0 || value > MOST || value != Math.rint(value)) {
            throw noCount(series, value, series.samples().time(sample));
        }
    }

    private static NoAnswerException noCount(Series series, double value, long time) {
        return new NoAnswerException(series.label(Selector.NAME) + " of " + series.instance() + " was " + value + " at "
                + at(time) + ", and no number of events");
    }

    /** A counter that was not there began at zero only if its instance was looked at meanwhile, or was not there either. */
    private void requireBegun(Instance instance, long time, long since, long horizon) throws NoAnswerException {
        if (scrapes.wasScraped(instance, horizon, since)) {
            return;
        }
        @Nullable Long started = scrapes.startedAt(instance, time);
        if (started != null && started <= horizon) {
            throw new NoAnswerException(instance + " was not scraped between " + at(horizon) + " and " + at(time)
                    + " although it ran: what it counted meanwhile is not known");
        }
        if (started == null && !scrapes.wasAnythingScraped(horizon, since)) {
            throw new NoAnswerException("Prometheus has no sample between " + at(horizon) + " and " + at(time)
                    + ": what was counted meanwhile is not known");
        }
    }

    private static Instant at(long time) {
        return Instant.ofEpochMilli(time);
    }

    /** A sum for each span. */
    private static final class Sums {

        private final long[] sums;

        Sums(int spans) {
            this.sums = new long[spans];
        }

        void add(int span, long more) {
            sums[span] += more;
        }

        long of(int span) {
            return sums[span];
        }
    }
}
