package io.releaseconductor.deployment;

import io.releaseconductor.metric.Counts;
import io.releaseconductor.metric.MetricAnswer;
import io.releaseconductor.metric.TimeBefore;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What was counted at the times before a deployment. It is asked about once, when counting begins, so that a look takes no more calls than
 * any other; each look then gets its part of it. That the parts are even lets them differ less than looks of their own would, which makes
 * the evidence smaller, never larger.
 */
final class TimesBefore {

    private TimesBefore() {}

    /** What is known of a metric: the times at which anything was counted. */
    static Map<TimeBefore, Counts> of(
            List<Counts> hour, Map<TimeBefore, Map<String, MetricAnswer>> earlier, String metric) {
        Map<TimeBefore, Counts> times = new EnumMap<>(TimeBefore.class);
        add(times, TimeBefore.THE_HOUR, hour);
        earlier.forEach((time, answers) -> add(times, time, MetricRounds.looks(answers.get(metric))));
        return times;
    }

    private static void add(Map<TimeBefore, Counts> times, TimeBefore time, List<Counts> looks) {
        Counts counted = looks.stream().reduce(Counts.NONE, Counts::plus);
        if (!counted.isEmpty()) {
            times.put(time, counted);
        }
    }

    /** The part of each that belongs to some looks of a bake, in the order of the times: nothing of what is not known, or after its end. */
    static List<Counts> share(Map<TimeBefore, Counts> times, long first, long looks, long ofLooks) {
        long from = Math.min(first, ofLooks);
        long to = Math.min(first + looks, ofLooks);
        return Arrays.stream(TimeBefore.values())
                .map(time -> times.getOrDefault(time, Counts.NONE))
                .map(counts -> {
                    long good = counts.total() - counts.bad();
                    long bad = part(counts.bad(), to, ofLooks) - part(counts.bad(), from, ofLooks);
                    return new Counts(bad, bad + part(good, to, ofLooks) - part(good, from, ofLooks));
                })
                .toList();
    }

    /** {@code number · looks / ofLooks}, rounded down, whatever the numbers are. */
    private static long part(long number, long looks, long ofLooks) {
        return number / ofLooks * looks + number % ofLooks * looks / ofLooks;
    }
}
