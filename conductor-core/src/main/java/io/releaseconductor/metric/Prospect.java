package io.releaseconductor.metric;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a judge that cannot tell could have seen, and what it would take to see more.
 *
 * @param expected the rate that a canary which is no worse may have at most, as far as it is known
 * @param seeable the smallest rate of a canary that would have been found by now with 80 %; null if none would
 * @param caught the rate that has to be found
 * @param more how much longer it takes until {@code caught} is found with 80 %, at the traffic so far; zero if it would have been
 *     found, null if it takes too long to be worth waiting for
 */
public record Prospect(
        double expected,
        @Nullable Double seeable,
        double caught,
        @Nullable Duration more) {

    /**
     * All of it, in words.
     *
     * @param over whether nothing more can be seen, as there is nothing more to compare with
     * @return such as {@code could have seen: 5 % → 9.1 % (80 %); to see 11 % takes 4 min more}
     */
    public String sentence(boolean over) {
        String seen = seeable == null
                ? "could not have seen anything yet"
                : "could have seen: " + Sentences.percent(expected) + " → " + Sentences.percent(seeable) + " (80 %)";
        String remaining = remaining(over);
        return remaining.isEmpty() ? seen : seen + "; " + remaining;
    }

    /**
     * What is still to come, in words.
     *
     * @param over whether nothing more can be seen, as there is nothing more to compare with
     * @return such as {@code to see 11 % takes 4 min more}; empty where it could have been seen by now
     */
    public String remaining(boolean over) {
        String what = Sentences.percent(caught);
        if (more != null && more.isZero()) {
            return "";
        }
        if (over) {
            return what + " could not be seen in this bake";
        }
        return more == null
                ? what + " cannot be seen at this traffic"
                : "to see " + what + " takes " + Sentences.time(more) + " more";
    }
}
