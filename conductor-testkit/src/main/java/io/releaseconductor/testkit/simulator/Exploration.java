package io.releaseconductor.testkit.simulator;

import java.time.Duration;
import java.util.List;

/**
 * What came of many histories.
 *
 * @param histories how many were run
 * @param calls how many port calls they made in all
 * @param failures those in which a rule did not hold, with their timelines, at most a few
 * @param gaps how many met the one case that no client can close
 * @param took how long it took
 */
public record Exploration(long histories, long calls, List<History> failures, long gaps, Duration took) {

    /** Copies. */
    public Exploration {
        failures = List.copyOf(failures);
    }

    /** {@return whether every rule held in every history} */
    public boolean isSound() {
        return failures.isEmpty();
    }

    /** {@return the figures in one line, and the reports of the failures} */
    public String report() {
        StringBuilder text = new StringBuilder(histories + " histories, " + calls + " port calls, " + failures.size()
                + " failures, " + gaps + " with the gap that no client can close, in " + took.toMillis() + " ms");
        failures.forEach(f -> text.append("\n\n").append(f.report()));
        return text.toString();
    }
}
