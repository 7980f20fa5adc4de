package io.releaseconductor.deployment;

import java.util.Objects;
import java.util.Set;

/**
 * That somebody approves what waits at a gate, which takes more than them.
 *
 * @param decision who, and when
 * @param groups the groups of theirs that their permission rested on then
 */
public record Approval(Decision decision, Set<String> groups) {
    /** Requires the decision and copies. */
    public Approval {
        Objects.requireNonNull(decision, "decision");
        groups = Set.copyOf(groups);
    }
}
