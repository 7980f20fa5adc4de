package io.releaseconductor.engine;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is known of the rounds in which a node looks for due work. Thread-safe. */
final class Pulse {

    /** So many rounds that fail one after the other are no accident. */
    private static final int MOST_DEFECTS = 3;

    private long beats;
    private @Nullable Instant lastRound;
    private Duration lag = Duration.ZERO;
    private @Nullable String storeProblem;
    private @Nullable String defect;
    private int defects;
    private @Nullable String standstill;

    /** A round in which the store answered. */
    synchronized void round(Instant now, Duration oldest) {
        beats++;
        lastRound = now;
        lag = oldest;
        storeProblem = null;
        defect = null;
        defects = 0;
    }

    /** A round in which nothing was looked for, since this node works on as much as it may. */
    synchronized void busy() {
        beats++;
        defect = null;
        defects = 0;
    }

    synchronized void storeAway(String problem) {
        storeProblem = problem;
    }

    synchronized void defect(String what) {
        defects++;
        defect = what;
    }

    synchronized long beats() {
        return beats;
    }

    synchronized boolean isDefective() {
        return defects >= MOST_DEFECTS;
    }

    /** What the last rounds met with that were none. */
    synchronized String trouble() {
        if (defects > 0) {
            return "the last " + defects + " rounds failed: " + defect;
        }
        return storeProblem == null
                ? "the last round does not come to its end"
                : "the state store cannot be reached: " + storeProblem;
    }

    synchronized void stands(@Nullable String why) {
        standstill = why;
    }

    /** Why no work is done, or null if it is. */
    synchronized @Nullable String standstill() {
        return standstill != null ? standstill : isDefective() ? trouble() : null;
    }

    synchronized @Nullable Instant lastRound() {
        return lastRound;
    }

    synchronized @Nullable String storeProblem() {
        return storeProblem;
    }

    /** How late the oldest due work is. */
    synchronized @Nullable Duration lag(Instant now, Duration pace) {
        Instant last = lastRound;
        if (last == null) {
            return null;
        }
        Duration since = Duration.between(last, now);
        return since.compareTo(pace) > 0 ? lag.plus(since) : lag;
    }
}
