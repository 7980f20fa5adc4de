package io.releaseconductor.deployment;

import io.releaseconductor.model.Actor;
import io.releaseconductor.model.Environment;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which deployments of the history are wanted: those that meet all of it.
 *
 * @param environment where they were shipped to, or null for anywhere
 * @param statuses where they stand; empty for anywhere
 * @param actor the id or the name, however capitalised, of who shipped them or decided on them last; null for anybody
 * @param version how their version begins, as it was shipped; null for any, also where none is known
 * @param from not before this; null for from the beginning on
 * @param to before this; null for until now
 */
public record HistoryFilter(
        @Nullable Environment environment,
        Set<DeploymentStatus> statuses,
        @Nullable String actor,
        @Nullable String version,
        @Nullable Instant from,
        @Nullable Instant to) {

    /** All deployments. */
    public static final HistoryFilter ALL = new HistoryFilter(null, Set.of(), null, null, null, null);

    /**
     * Validates and copies.
     *
     * @throws IllegalArgumentException if it ends before it begins
     */
    public HistoryFilter {
        statuses = Set.copyOf(statuses);
        if (from != null && to != null && to.isBefore(from)) {
            throw new IllegalArgumentException("history: to " + to + " is before from " + from);
        }
    }

    /**
     * Of one environment.
     *
     * @param newEnvironment which; null for all
     * @return the changed filter
     */
    public HistoryFilter in(@Nullable Environment newEnvironment) {
        return new HistoryFilter(newEnvironment, statuses, actor, version, from, to);
    }

    /**
     * Of those that stand somewhere.
     *
     * @param newStatuses where; empty for anywhere
     * @return the changed filter
     */
    public HistoryFilter withStatuses(Collection<DeploymentStatus> newStatuses) {
        return new HistoryFilter(environment, Set.copyOf(newStatuses), actor, version, from, to);
    }

    /**
     * Of somebody.
     *
     * @param newActor their id or name; null for anybody
     * @return the changed filter
     */
    public HistoryFilter by(@Nullable String newActor) {
        return new HistoryFilter(environment, statuses, newActor, version, from, to);
    }

    /**
     * Of some versions.
     *
     * @param newVersion how they begin; null for any
     * @return the changed filter
     */
    public HistoryFilter withVersion(@Nullable String newVersion) {
        return new HistoryFilter(environment, statuses, actor, newVersion, from, to);
    }

    /**
     * Of a period.
     *
     * @param newFrom not before this; null for from the beginning on
     * @param newTo before this; null for until now
     * @return the changed filter
     * @throws IllegalArgumentException if it ends before it begins
     */
    public HistoryFilter between(@Nullable Instant newFrom, @Nullable Instant newTo) {
        return new HistoryFilter(environment, statuses, actor, version, newFrom, newTo);
    }

    /** {@return whether it leaves nothing out but what is of other environments} */
    public boolean isOfAll() {
        return in(null).equals(ALL);
    }

    /**
     * Whether a deployment is wanted.
     *
     * @param entry the deployment
     * @return whether it meets all of it
     */
    public boolean matches(HistoryEntry entry) {
        return (environment == null || entry.id().isIn(environment))
                && (statuses.isEmpty() || statuses.contains(entry.status()))
                && (actor == null || isActor(entry.initiatedBy()) || isActor(entry.decidedBy()))
                && (version == null
                        || (entry.version() != null && entry.version().startsWith(version)))
                && (from == null || !entry.initiatedAt().isBefore(from))
                && (to == null || entry.initiatedAt().isBefore(to));
    }

    private boolean isActor(@Nullable Actor who) {
        return who != null && (who.id().equals(actor) || who.name().equalsIgnoreCase(actor));
    }
}
