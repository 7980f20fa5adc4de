package io.releaseconductor.metric;

import io.releaseconductor.model.Bake;
import java.util.List;
import java.util.Objects;

/**
 * What a metric will be able to show, judged by the traffic of late, before anything is deployed.
 *
 * @param sentence it in words, such as {@code errors: 600 a minute, 1 % of them bad, correlation 1.2; a canary of 10 % can see 1 % → 4.2 %
 *     within 30 min}
 * @param isEnough whether the harm that has to be found would be found with 80 %
 */
public record Outlook(String sentence, boolean isEnough) {

    private static final double ALL = 100;

    /** Requires the sentence. */
    public Outlook {
        Objects.requireNonNull(sentence, "sentence");
    }

    /**
     * Looks ahead for a canary beside a stable side.
     *
     * @param metric what is counted
     * @param bake how the wave is looked at
     * @param percent how much of the traffic the canary gets, 1 to 99
     * @param judgedTogether how many checks and metrics judge together, 1 or more
     * @param before looks at all instances before, in the order of time
     * @param minutes how long these took in all, above 0
     * @return what can be shown
     */
    public static Outlook of(
            String metric, Bake.Rounds bake, int percent, int judgedTogether, List<Counts> before, double minutes) {
        Counts all = before.stream().reduce(Counts.NONE, Counts::plus);
        if (all.isEmpty()) {
            return new Outlook(metric + ": nothing was counted lately, so a canary cannot be judged by it", false);
        }
        MetricSpec spec = MetricSpec.besideStable(metric, bake, judgedTogether);
        double perMinute = all.total() / minutes;
        Correlation correlation = Correlation.measure(before);
        Power power = new Power(spec, perMinute * percent / ALL, perMinute * (ALL - percent) / ALL, correlation);
        double rate = Math.min(1 - Edge.MARGIN, (all.bad() + 0.5) / (all.total() + 1.0));
        String canary = "; a canary of " + percent + " % ";
        String seen = power.seeable(rate)
                .map(least -> "can see " + Sentences.percent(rate) + " → " + Sentences.percentAbove(least, rate)
                        + " within " + Sentences.time(bake.atMost()))
                .orElse("can see nothing within " + Sentences.time(bake.atMost()));
        boolean enough = power.problems(rate).isEmpty();
        return new Outlook(traffic(metric, before, minutes) + canary + seen, enough);
    }

    /**
     * What is counted of a metric, without saying what that is enough for.
     *
     * @param metric what is counted
     * @param before looks at all instances, in the order of time, with something in them
     * @param minutes how long these took in all, above 0
     * @return such as {@code errors: 600 a minute, 1 % of them bad, correlation 1.2}
     */
    public static String traffic(String metric, List<Counts> before, double minutes) {
        Counts all = before.stream().reduce(Counts.NONE, Counts::plus);
        Correlation correlation = Correlation.measure(before);
        return metric + ": " + Sentences.plain(all.total() / minutes) + " a minute, " + Sentences.percent(all.share())
                + " of them bad, correlation "
                + (correlation.measured() ? "" : "taken as ") + Sentences.plain(correlation.phi());
    }
}
