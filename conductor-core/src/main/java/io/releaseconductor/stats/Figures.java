package io.releaseconductor.stats;

import io.releaseconductor.deployment.HistoryEntry;
import io.releaseconductor.model.Environment;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The figures of a period. Each says on how many deployments it rests, and none has a value where it rests on none. Those of DORA, whose
 * definitions are at <a href="https://dora.dev/guides/dora-metrics/">dora.dev</a>, are the deployment frequency, the lead time, the change failure
 * rate and the time to restore; their words here say what that comes to for deployments.
 *
 * @param environment of which environment, or null for all
 * @param period of which period: a deployment belongs to the one in which it was shipped
 * @param outcomes how many deployments came to what; each outcome is there
 * @param successes how many of those that are settled, but for what was cancelled, stand as promoted
 * @param verifications how many of those in which a verification found anything out had none that failed: no trigger fired up to the decision
 * @param rollbacks how many of those that may have taken effect and are settled were rolled back
 * @param promotions how many were promoted, also if they were rolled back afterwards: over the length of the period, DORA's deployment
 *     frequency
 * @param worked how long dispatch and runs took in those that were promoted, without waits, bakes and gates
 * @param leadTime how long it was from the commit that was shipped until it was promoted, DORA's lead time for changes
 * @param changeFailures how many of those that may have taken effect and are settled were rolled back or failed, DORA's change failure rate
 * @param restored how long it was from the failure, or from the decision to roll back if that was earlier, until the rollback was verified, or
 *     else until a later deployment to the environment was promoted: DORA's time to restore
 * @param unrestored how many failed and are not restored yet, as far as the history tells
 */
public record Figures(
        @Nullable Environment environment,
        Period period,
        Map<Outcome, Long> outcomes,
        Share successes,
        Share verifications,
        Share rollbacks,
        long promotions,
        Typical worked,
        Typical leadTime,
        Share changeFailures,
        Typical restored,
        long unrestored) {

    private static final long SECONDS_PER_DAY = Duration.ofDays(1).toSeconds();

    /** Requires, and copies. */
    public Figures {
        Objects.requireNonNull(period, "period");
        Map<Outcome, Long> all = new EnumMap<>(Outcome.class);
        for (Outcome outcome : Outcome.values()) {
            all.put(outcome, outcomes.getOrDefault(outcome, 0L));
        }
        outcomes = Collections.unmodifiableMap(all);
        Objects.requireNonNull(successes, "successes");
        Objects.requireNonNull(verifications, "verifications");
        Objects.requireNonNull(rollbacks, "rollbacks");
        Objects.requireNonNull(worked, "worked");
        Objects.requireNonNull(leadTime, "leadTime");
        Objects.requireNonNull(changeFailures, "changeFailures");
        Objects.requireNonNull(restored, "restored");
    }

    /**
     * How many deployments came to something.
     *
     * @param outcome to what
     * @return how many, 0 or more
     */
    public long count(Outcome outcome) {
        return outcomes.getOrDefault(outcome, 0L);
    }

    /** {@return how many deployments were shipped} */
    public long deployments() {
        return outcomes.values().stream().mapToLong(Long::longValue).sum();
    }

    /** {@return how many deployments were promoted in a day, on average: DORA's deployment frequency} */
    public double promotionsPerDay() {
        Duration length = period.length();
        return promotions * (double) SECONDS_PER_DAY / (length.getSeconds() + length.getNano() / 1e9);
    }

    /**
     * Computes figures in one pass.
     *
     * @param environment of which environment, or null for all
     * @param period of which period
     * @param newestFirst the history from now back to the beginning of the period at least, in its order: what came after the period tells when
     *     its failures were restored. Others than these are passed over
     * @return the figures
     */
    public static Figures of(@Nullable Environment environment, Period period, Stream<HistoryEntry> newestFirst) {
        return of(environment, List.of(period), newestFirst).get(0);
    }

    /**
     * Computes figures of several periods in one pass.
     *
     * @param environment of which environment, or null for all
     * @param periods of which periods, which may overlap
     * @param newestFirst as above, back to the earliest beginning
     * @return the figures of each, in the order of the periods
     */
    public static List<Figures> of(
            @Nullable Environment environment, List<Period> periods, Stream<HistoryEntry> newestFirst) {
        Restorations restorations = new Restorations();
        List<Tally> tallies =
                periods.stream().map(period -> new Tally(environment, period)).toList();
        for (Iterator<HistoryEntry> entries = newestFirst.iterator(); entries.hasNext(); ) {
            HistoryEntry entry = entries.next();
            if (environment == null || entry.id().isIn(environment)) {
                Environment where = environment == null ? entry.environment() : environment;
                Course course = Course.of(entry, restorations.next(where));
                restorations.add(where, course);
                tallies.forEach(tally -> tally.add(entry, course));
            }
        }
        return tallies.stream().map(Tally::figures).toList();
    }
}
