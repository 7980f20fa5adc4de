package io.releaseconductor.policy;

import io.releaseconductor.model.Times;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * From where on the team is alerted to what has a threshold (spec, "Alert Conditions"). That a deployment fails, and that a rollback is
 * triggered, is always told. Immutable data, validated. Not frozen when a deployment is shipped: as with deadlines, whatever the node has
 * configured by then holds, and it comes in with the event.
 *
 * @param failurePercent how many of the last verifications of the environment may fail, in percent, 0 to {@value #HIGHEST_PERCENT}; more are
 *     told
 * @param last how many of them are looked at, 1 to {@value #MOST_VERIFICATIONS}
 * @param least how many there have to be before anything is said of their rate, 1 to {@code last}
 * @param slow how long dispatch and runs of a deployment may take, without waits, bakes and gates; above zero, at most {@link #LONGEST}
 */
public record AlertRules(int failurePercent, int last, int least, Duration slow) {

    /** The highest share that can be allowed, in percent: above 100 % there is nothing. */
    public static final int HIGHEST_PERCENT = 99;

    /** The most verifications that can be looked at. */
    public static final int MOST_VERIFICATIONS = 100;

    /** The longest that dispatch and runs may take: 3,650 days. */
    public static final Duration LONGEST = Duration.ofDays(3650);

    /** Above 20 % of the last 20 verifications, at least 5; above 10 minutes. */
    public static final AlertRules DEFAULT = new AlertRules(20, 20, 5, Duration.ofMinutes(10));

    /**
     * Validates.
     *
     * @throws IllegalArgumentException if a value is out of its range; names all of them
     */
    public AlertRules {
        Objects.requireNonNull(slow, "slow");
        List<String> problems = new ArrayList<>();
        require(problems, "failurePercent", failurePercent, 0, HIGHEST_PERCENT);
        require(problems, "last", last, 1, MOST_VERIFICATIONS);
        require(problems, "least", least, 1, Math.max(1, Math.min(last, MOST_VERIFICATIONS)));
        if (slow.isNegative() || slow.isZero() || slow.compareTo(LONGEST) > 0) {
            problems.add("slow is " + slow + ", allowed: more than zero, at most " + LONGEST.toDays() + " days");
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("alert rules: " + String.join("; ", problems));
        }
    }

    private static void require(List<String> problems, String name, int value, int min, int max) {
        if (value < min || value > max) {
            problems.add(name + " is " + value + ", allowed: " + min + " to " + max);
        }
    }

    /**
     * The same with another time that dispatch and runs may take.
     *
     * @param value how long, above zero, at most {@link #LONGEST}
     * @return the changed rules
     * @throws IllegalArgumentException if it is out of its range
     */
    public AlertRules withSlow(Duration value) {
        return new AlertRules(failurePercent, last, least, value);
    }

    /**
     * Whether so many failures are too many.
     *
     * @param failed how many failed, of those that are looked at
     * @param total how many those are
     * @return whether there are enough to say so, and more of them failed than may
     */
    public boolean isTooMany(int failed, int total) {
        return total >= least && failed * 100L > (long) failurePercent * total;
    }

    /** {@return all four conditions in words, on one line} */
    @Override
    public String toString() {
        return "a deployment fails; more than " + failurePercent + " % of the last " + last
                + " verifications failed (of at least " + least
                + "); a rollback is triggered; dispatch and runs take longer than " + Times.format(slow);
    }
}
