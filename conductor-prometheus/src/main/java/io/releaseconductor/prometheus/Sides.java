package io.releaseconductor.prometheus;

import io.releaseconductor.model.Reach;
import io.releaseconductor.spi.MetricSource.Question;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which series are on which side.
 *
 * @param all what all series have in common
 * @param canary the canary's; all of them where there are no two sides
 * @param stable the stable side's; null for all that are not the canary's
 */
record Sides(Selector all, Selector canary, @Nullable Selector stable) {

    /** What stands in a selector for what is known of the deployment. */
    static final List<String> PLACEHOLDERS = List.of("version", "previous", "target");

    /** A word after the sign: at its end a sign means the end in a regular expression. */
    static final Pattern PLACEHOLDER = Pattern.compile("\\$([A-Za-z_]+)");

    /** The side of a series. */
    enum Side {
        CANARY("the canary"),
        STABLE("the stable side");

        private final String words;

        Side(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    static Sides of(Chosen chosen, Question question) throws NoAnswerException {
        Map<String, @Nullable String> known = new LinkedHashMap<>();
        known.put("version", question.version());
        known.put("previous", question.stableVersion());
        known.put("target", question.reach() instanceof Reach.Target target ? target.name() : null);
        Selector all = filled(chosen.all(), known);
        if (question.reach().equals(Reach.ALL)) {
            return new Sides(all, Selector.ALL, null);
        }
        if (chosen.canary() == null) {
            throw new NoAnswerException(
                    "PROMETHEUS_CANARY is not set, so that nobody knows which instances are the canary's");
        }
        return new Sides(
                all, filled(chosen.canary(), known), chosen.stable() == null ? null : filled(chosen.stable(), known));
    }

    /**
     * The selectors as they are configured.
     *
     * @param all what all series have in common
     * @param canary the canary's, or null if it is not known
     * @param stable the stable side's, or null for all others
     */
    record Chosen(
            Selector all,
            @Nullable Selector canary,
            @Nullable Selector stable) {}

    private static Selector filled(Selector selector, Map<String, @Nullable String> known) throws NoAnswerException {
        for (LabelMatcher matcher : selector.matchers()) {
            Matcher found = PLACEHOLDER.matcher(matcher.value());
            while (found.find()) {
                if (known.get(found.group(1)) == null) {
                    throw new NoAnswerException(
                            "$" + found.group(1) + " in " + matcher + " is not known for this deployment");
                }
            }
        }
        return selector.with(matcher -> matcher.with(filling(matcher.kind().isPattern(), known)));
    }

    private static UnaryOperator<String> filling(boolean pattern, Map<String, @Nullable String> known) {
        return value -> PLACEHOLDER.matcher(value).replaceAll(found -> {
            String text = String.valueOf(known.get(found.group(1)));
            return Matcher.quoteReplacement(pattern ? LabelMatcher.literally(text) : text);
        });
    }

    /** {@return the side of a series, or null if it is on neither} */
    @Nullable
    Side of(Series series) throws NoAnswerException {
        boolean isCanary = canary.matches(series.labels());
        if (stable == null) {
            return isCanary ? Side.CANARY : Side.STABLE;
        }
        boolean isStable = stable.matches(series.labels());
        if (isCanary && isStable) {
            throw new NoAnswerException("PROMETHEUS_CANARY and PROMETHEUS_STABLE both select "
                    + series.label(Selector.NAME) + " of " + series.instance());
        }
        return isCanary ? Side.CANARY : isStable ? Side.STABLE : null;
    }

    boolean hasTwo() {
        return !canary.equals(Selector.ALL);
    }

    /** {@return how a side is selected, for messages} */
    String words(Side side) {
        if (side == Side.CANARY) {
            return "PROMETHEUS_CANARY is " + canary;
        }
        return stable == null ? "all that is not " + canary : "PROMETHEUS_STABLE is " + stable;
    }
}
