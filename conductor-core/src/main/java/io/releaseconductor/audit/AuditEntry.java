package io.releaseconductor.audit;

import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.OneLine;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a deployment's audit trail. Written by the very save that made what it tells true, so that neither is there without the other;
 * chained to the entry before by its digest. Immutable.
 *
 * @param deployment whose
 * @param number its place in the trail, from 1 without gaps
 * @param revision the revision of the deployment that it was written with
 * @param node the node that wrote it
 * @param told what happened
 * @param previous the digest of the entry before, empty for the first one
 * @param digest the {@linkplain AuditDigest digest} of all of the above, 64 hexadecimal digits, unless somebody changed something
 */
public record AuditEntry(
        DeployId deployment, long number, long revision, String node, Occurrence told, String previous, String digest) {

    /** How many digits of a digest people are shown: enough that nobody can make another trail with the same ones. */
    public static final int SHOWN_DIGITS = 16;

    /**
     * Validates.
     *
     * @throws IllegalArgumentException if the number or the revision is below 1
     */
    public AuditEntry {
        Objects.requireNonNull(deployment, "deployment");
        Objects.requireNonNull(node, "node");
        Objects.requireNonNull(told, "told");
        Objects.requireNonNull(previous, "previous");
        Objects.requireNonNull(digest, "digest");
        if (number < 1 || revision < 1) {
            throw new IllegalArgumentException(
                    "audit: number is " + number + " and revision is " + revision + "; allowed: 1 or more for both");
        }
    }

    /**
     * The entry that follows.
     *
     * @param last the last entry of the trail; null for the first one of a deployment
     * @param deployment whose
     * @param revision the revision that it is written with, 1 or more
     * @param node the node that writes it
     * @param told what happened
     * @return the entry, chained to the last one
     */
    public static AuditEntry following(
            @Nullable AuditEntry last, DeployId deployment, long revision, String node, Occurrence told) {
        AuditEntry unsealed = new AuditEntry(
                deployment,
                last == null ? 1 : last.number + 1,
                revision,
                OneLine.of(node),
                told,
                last == null ? "" : last.digest,
                "");
        return new AuditEntry(
                deployment,
                unsealed.number,
                revision,
                unsealed.node,
                told,
                unsealed.previous,
                AuditDigest.of(unsealed));
    }

    /** {@return whether it says what it said when it was written: its digest fits} */
    public boolean isIntact() {
        return digest.equals(AuditDigest.of(this));
    }

    /** {@return the first digits of its digest, as people are shown them} */
    public String shownDigest() {
        return digest.length() <= SHOWN_DIGITS ? digest : digest.substring(0, SHOWN_DIGITS);
    }
}
