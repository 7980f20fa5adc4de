package io.releaseconductor.stats;

import io.releaseconductor.deployment.Agreement;
import io.releaseconductor.deployment.HistoryEntry;
import io.releaseconductor.deployment.Shadow;
import io.releaseconductor.model.Environment;
import io.releaseconductor.policy.Recommendation;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How often people decided as the policy would have, so that a team can tell what it would be like to let the policy decide by itself. What
 * the policy did decide by itself says nothing of that and is in neither number, and neither is what nobody decided.
 *
 * @param environment of which environment, or null for all
 * @param period of which period: a deployment belongs to the one in which it was shipped
 * @param promotions how many of those that the policy would have promoted people promoted as well, and did not roll back for anything that it
 *     would have let pass
 * @param rollbacks how many of those that the policy would have rolled back people rolled back as well
 * @param leftToPeople how many people decided of which the policy would have left some to them
 * @param automated how many the policy decided by itself, in whole or in part
 * @param undecided how many nobody decided, or not yet
 * @param unknown of how many nothing is recorded: older versions wrote them, or there was no policy
 * @param differed those that people decided otherwise, newest first, {@link #MOST_DIFFERED} at most
 */
public record Trust(
        @Nullable Environment environment,
        Period period,
        Share promotions,
        Share rollbacks,
        long leftToPeople,
        long automated,
        long undecided,
        long unknown,
        List<HistoryEntry> differed) {

    /** How many are listed at most. */
    public static final int MOST_DIFFERED = 100;

    /** Requires, and copies. */
    public Trust {
        Objects.requireNonNull(period, "period");
        Objects.requireNonNull(promotions, "promotions");
        Objects.requireNonNull(rollbacks, "rollbacks");
        differed = List.copyOf(differed);
    }

    /** {@return how many people decided as the policy would have, of those that both would have decided: the agreement} */
    public Share agreement() {
        return promotions.plus(rollbacks);
    }

    /** {@return how many people decided otherwise; not all of them need be listed} */
    public long disagreements() {
        Share all = agreement();
        return all.of() - all.part();
    }

    /**
     * Counts in one pass.
     *
     * @param environment of which environment, or null for all
     * @param period of which period
     * @param newestFirst the history of the period, in its order; others than its deployments are passed over
     * @return how often people agreed
     */
    public static Trust of(@Nullable Environment environment, Period period, Stream<HistoryEntry> newestFirst) {
        Count count = new Count();
        for (Iterator<HistoryEntry> entries = newestFirst.iterator(); entries.hasNext(); ) {
            HistoryEntry entry = entries.next();
            if ((environment == null || entry.id().isIn(environment)) && period.contains(entry)) {
                count.add(entry);
            }
        }
        return count.trust(environment, period);
    }

    /** Not thread-safe. */
    private static final class Count {

        private final Map<Agreement.Kind, Long> kinds = new EnumMap<>(Agreement.Kind.class);
        private final Map<Recommendation, Share> agreed = new EnumMap<>(Recommendation.class);
        private final List<HistoryEntry> differed = new ArrayList<>();
        private long unknown;

        void add(HistoryEntry entry) {
            Agreement agreement = entry.course().agreement();
            if (agreement == null) {
                unknown++;
                return;
            }
            Shadow shadow = agreement.shadow();
            kinds.merge(agreement.kind(), 1L, Long::sum);
            switch (agreement.kind()) {
                case AGREED -> add(shadow, 1);
                case DIFFERED -> {
                    add(shadow, 0);
                    if (differed.size() < MOST_DIFFERED) {
                        differed.add(entry);
                    }
                }
                case LEFT_TO_PEOPLE, AUTOMATED, UNDECIDED -> {}
            }
        }

        private void add(@Nullable Shadow shadow, int part) {
            if (shadow != null) {
                agreed.merge(shadow.would(), new Share(part, 1), Share::plus);
            }
        }

        Trust trust(@Nullable Environment environment, Period period) {
            return new Trust(
                    environment,
                    period,
                    agreed.getOrDefault(Recommendation.PROMOTE, Share.NONE),
                    agreed.getOrDefault(Recommendation.ROLL_BACK, Share.NONE),
                    kinds.getOrDefault(Agreement.Kind.LEFT_TO_PEOPLE, 0L),
                    kinds.getOrDefault(Agreement.Kind.AUTOMATED, 0L),
                    kinds.getOrDefault(Agreement.Kind.UNDECIDED, 0L),
                    unknown,
                    differed);
        }
    }
}
