package io.releaseconductor.deployment;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where a deployment stands. {@code initiated}, {@code verified}, {@code promoted} and {@code rolled_back} are the spec's
 * four and keep their names on the wire.
 *
 * <p>{@link #leavesTo()} is the whole transition table, as data; {@link Lifecycle} moves along it and nowhere else.
 */
public enum DeploymentStatus {
    /** Stored; the deploy workflow is being asked for. */
    INITIATED,
    /** The run of the deploy workflow is known and watched. */
    DEPLOYING,
    /** Checks are running. */
    VERIFYING,
    /** Results are posted; a decision is awaited. */
    VERIFIED,
    /** The next wave is dispatched and watched. */
    PROMOTING,
    /** Settled: successful. */
    PROMOTED,
    /** The rollback is dispatched, watched and verified. */
    ROLLING_BACK,
    /** Settled for good: the earlier version is back. */
    ROLLED_BACK,
    /**
     * Settled: a run failed or timed out, a rollback did not verify, or it was stopped when something may have taken effect. Goes on if a person
     * starts the deploy run again.
     */
    FAILED,
    /** Settled for good: stopped before anything took effect. */
    CANCELLED,
    /** Settled: nobody decided in time. */
    EXPIRED,
    /** Only a person can tell what happened. Counts as unsettled. */
    NEEDS_ATTENTION;

    private static final Map<DeploymentStatus, Set<DeploymentStatus>> TRANSITIONS =
            new EnumMap<>(DeploymentStatus.class);

    static {
        allow(INITIATED, DEPLOYING, FAILED, CANCELLED, NEEDS_ATTENTION);
        allow(DEPLOYING, VERIFYING, FAILED, CANCELLED, ROLLING_BACK, NEEDS_ATTENTION);
        allow(VERIFYING, VERIFIED, PROMOTING, ROLLING_BACK);
        allow(VERIFIED, PROMOTING, PROMOTED, ROLLING_BACK, EXPIRED);
        allow(PROMOTING, VERIFYING, PROMOTED, ROLLING_BACK, FAILED, NEEDS_ATTENTION);
        allow(PROMOTED, ROLLING_BACK);
        allow(ROLLING_BACK, ROLLED_BACK, FAILED, NEEDS_ATTENTION);
        allow(ROLLED_BACK);
        allow(FAILED, DEPLOYING, ROLLING_BACK);
        allow(CANCELLED);
        allow(EXPIRED, ROLLING_BACK);
        allow(NEEDS_ATTENTION, INITIATED, DEPLOYING, PROMOTING, ROLLING_BACK, FAILED, CANCELLED);
    }

    private static void allow(DeploymentStatus from, DeploymentStatus... to) {
        Set<DeploymentStatus> targets = EnumSet.noneOf(DeploymentStatus.class);
        targets.addAll(Arrays.asList(to));
        TRANSITIONS.put(from, Set.copyOf(targets));
    }

    /** {@return the statuses that may follow this one; empty where it is final} */
    public Set<DeploymentStatus> leavesTo() {
        return TRANSITIONS.getOrDefault(this, Set.of());
    }

    /** {@return whether nothing more happens by itself and the environment's place is free} */
    public boolean settled() {
        return switch (this) {
            case PROMOTED, ROLLED_BACK, FAILED, CANCELLED, EXPIRED -> true;
            default -> false;
        };
    }

    /** {@return the name on the wire, such as {@code rolled_back}} */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** {@return the name in sentences for people, such as {@code rolled back}} */
    public String words() {
        return wireName().replace('_', ' ');
    }

    /**
     * Reads a status from the wire.
     *
     * @param text any text
     * @return the status of exactly that wire name, or empty
     */
    public static Optional<DeploymentStatus> parse(String text) {
        return Arrays.stream(values()).filter(s -> s.wireName().equals(text)).findFirst();
    }
}
