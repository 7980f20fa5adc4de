package io.releaseconductor.audit;

import io.releaseconductor.model.DeployId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What is kept of what happened to a deployment, in order. Immutable.
 *
 * @param deployment whose
 * @param entries the entries that can be read, in the order of their numbers
 * @param unreadable the numbers of those that are there and cannot be read, ascending
 */
public record AuditTrail(DeployId deployment, List<AuditEntry> entries, List<Long> unreadable) {

    /** Copies. */
    public AuditTrail {
        Objects.requireNonNull(deployment, "deployment");
        entries = List.copyOf(entries);
        unreadable = List.copyOf(unreadable);
    }

    /**
     * A trail of which nothing is kept.
     *
     * @param deployment whose
     * @return the trail, empty
     */
    public static AuditTrail empty(DeployId deployment) {
        return new AuditTrail(deployment, List.of(), List.of());
    }

    /** {@return whether nothing is kept} */
    public boolean isEmpty() {
        return entries.isEmpty() && unreadable.isEmpty();
    }

    /**
     * What does not fit: entries that were changed, are missing, or do not follow the one before. That the last ones were cut off does not
     * show here; the deployment's card shows the digest of the last one, and so does a signed export.
     *
     * @return one sentence for each, in the order of the trail; empty if all fits
     */
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        AuditChain chain = new AuditChain();
        for (AuditEntry entry : entries) {
            chain.problem(entry).ifPresent(problems::add);
        }
        unreadable.forEach(number -> problems.add("Entry " + number + " cannot be read."));
        return problems;
    }
}
