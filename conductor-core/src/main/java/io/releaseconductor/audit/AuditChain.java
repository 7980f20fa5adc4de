package io.releaseconductor.audit;

import io.releaseconductor.model.DeployId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Looks through audit entries, one after the other, for what does not fit: those of one deployment in order, those of several in any mixture.
 * Not thread-safe.
 */
public final class AuditChain {

    private final Map<DeployId, AuditEntry> last = new HashMap<>();

    /** Begins before the first entry of every trail. */
    public AuditChain() {}

    /**
     * Takes the next entry.
     *
     * @param entry the entry
     * @return what does not fit, one sentence for people that names the entry; empty if all fits
     */
    public Optional<String> problem(AuditEntry entry) {
        AuditEntry before = last.put(entry.deployment(), entry);
        long expected = before == null ? 1 : before.number() + 1;
        String previous = before == null ? "" : before.digest();
        if (!entry.isIntact()) {
            return Optional.of("Entry " + entry.number() + " was changed: its digest does not fit what it says.");
        }
        if (entry.number() > expected) {
            return Optional.of(missing(expected, entry.number() - 1) + " missing before entry " + entry.number() + ".");
        }
        if (entry.number() < expected) {
            return Optional.of("Entry " + entry.number() + " comes after entry " + (expected - 1) + ".");
        }
        return entry.previous().equals(previous)
                ? Optional.empty()
                : Optional.of(
                        "Entry " + entry.number() + " does not follow the entry before it: that one was replaced.");
    }

    private static String missing(long first, long last) {
        return first == last ? "Entry " + first + " is" : "Entries " + first + " to " + last + " are";
    }

    /** {@return the last entry that was taken of each deployment} */
    public Map<DeployId, AuditEntry> ends() {
        return Map.copyOf(last);
    }
}
