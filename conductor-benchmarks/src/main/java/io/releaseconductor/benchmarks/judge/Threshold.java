package io.releaseconductor.benchmarks.judge;

import io.releaseconductor.metric.Counts;
import java.util.List;

/**
 * A share that is compared with a constant each minute, and so many minutes that may be above it: Flagger's analysis (interval 1m,
 * threshold 5: the fifth failed check rolls back; github.com/fluxcd/flagger, docs "How it works") and an Argo Rollouts analysis run
 * (interval 1m, failureLimit 3: the fourth failed measurement; argo-rollouts.readthedocs.io, "Analysis"). Both count failures since
 * the beginning. The constant is twice what the stable side had in the hour before, which is kinder than one that is set by hand. A
 * minute without requests is no failure.
 *
 * @param name whose rule it is
 * @param failures how many failed minutes roll back
 */
record Threshold(String name, int failures) implements Rule {

    private static final double TIMES = 2;

    static Threshold flagger() {
        return new Threshold("Flagger", 5);
    }

    static Threshold argo() {
        return new Threshold("Argo Rollouts", 4);
    }

    @Override
    public int failsAfter(History history) {
        Counts before = history.before().stream().reduce(Counts.NONE, Counts::plus);
        double limit = TIMES * before.share();
        List<Counts> minutes = Minutes.of(history.canary());
        int failed = 0;
        for (int minute = 0; minute < minutes.size(); minute++) {
            if (minutes.get(minute).share() > limit) {
                failed++;
            }
            if (failed == failures) {
                return (minute + 1) * History.LOOKS_A_MINUTE;
            }
        }
        return NEVER;
    }
}
