package io.releaseconductor.chatops;

import io.releaseconductor.model.Times;
import io.releaseconductor.stats.Figures;
import io.releaseconductor.stats.Outcome;
import io.releaseconductor.stats.Share;
import io.releaseconductor.stats.Typical;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** Figures in words, against those of the period before. */
final class FiguresText {

    static final String NO_DATA = "no data";

    private static final int DAYS_PER_WEEK = 7;

    private static final Duration LONG = Duration.ofDays(2);

    private FiguresText() {}

    /** One line for each figure. */
    static List<String> lines(Figures now, Figures before) {
        List<String> lines = new ArrayList<>();
        lines.add("Shipped: " + against(String.valueOf(now.deployments()), String.valueOf(before.deployments()))
                + outcomes(now.outcomes()));
        lines.add("Deployment frequency: " + frequency(now, before));
        lines.add("Lead time from commit: " + against(now.leadTime(), before.leadTime()));
        lines.add("Change failure rate: " + against(now.changeFailures(), before.changeFailures()));
        lines.add("Time to restore: " + against(now.restored(), before.restored())
                + (now.unrestored() == 0 ? "" : ", " + now.unrestored() + " not restored yet"));
        lines.add("Success rate: " + against(now.successes(), before.successes()));
        lines.add("Verification pass rate: " + against(now.verifications(), before.verifications()));
        lines.add("Deployment time: " + against(now.worked(), before.worked()) + mean(now.worked()));
        lines.add("Rollback frequency: " + against(now.rollbacks(), before.rollbacks()));
        return lines;
    }

    /** All of an environment in one line. */
    static String line(String title, Figures now, Figures before) {
        return title + ": " + against(String.valueOf(now.deployments()), String.valueOf(before.deployments()))
                + " shipped, " + frequency(now, before)
                + " promoted, success rate " + against(percent(now.successes()), percent(before.successes()))
                + ", change failure rate "
                + against(percent(now.changeFailures()), percent(before.changeFailures()));
    }

    private static String outcomes(Map<Outcome, Long> outcomes) {
        String some = outcomes.entrySet().stream()
                .filter(each -> each.getValue() > 0)
                .map(each -> each.getValue() + " " + words(each.getKey()))
                .collect(Collectors.joining(", "));
        return some.isEmpty() ? "" : ": " + some;
    }

    private static String words(Outcome outcome) {
        return outcome.wireName().replace('_', ' ');
    }

    private static String against(Share now, Share before) {
        return against(percent(now), percent(before)) + (now.of() == 0 ? "" : ", of " + now.of());
    }

    private static String against(Typical now, Typical before) {
        return (now.median() == null ? "" : "median ")
                + against(median(now), median(before))
                + (now.entries() == 0 ? "" : ", of " + now.entries());
    }

    private static String against(String now, String before) {
        return now + " (" + before + ")";
    }

    static String percent(Share share) {
        OptionalDouble value = share.value();
        return value.isEmpty() ? NO_DATA : decimal(100 * value.getAsDouble()) + " %";
    }

    private static String median(Typical typical) {
        return typical.median() == null ? NO_DATA : span(typical.median());
    }

    private static String mean(Typical typical) {
        return typical.mean() == null ? "" : "; mean " + span(typical.mean());
    }

    /** What takes days is told in days. */
    private static String span(Duration span) {
        return span.compareTo(LONG) < 0 ? Times.format(span) : decimal(span.toHours() / 24.0) + " days";
    }

    /** Both in the unit that suits the larger one. */
    private static String frequency(Figures now, Figures before) {
        boolean daily = Math.max(now.promotionsPerDay(), before.promotionsPerDay()) >= 1;
        int days = daily ? 1 : DAYS_PER_WEEK;
        return against(
                decimal(days * now.promotionsPerDay()) + (daily ? " a day" : " a week"),
                decimal(days * before.promotionsPerDay()));
    }

    private static String decimal(double value) {
        return String.format(Locale.ROOT, "%.1f", value).replaceFirst("\\.0$", "");
    }
}
