package io.releaseconductor.json;

import io.releaseconductor.audit.AuditEntry;
import io.releaseconductor.audit.AuditTrail;
import io.releaseconductor.config.ConfigurationException;
import io.releaseconductor.config.Secret;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes audit trails as JSON lines: one entry a line, trail after trail, each line ended by a line feed, and a last line that seals them. With
 * a key each line has an {@code hmac} of its entry's digest, and the last one one of all lines before it; who does not have the key cannot
 * make any of them. Not thread-safe.
 */
public final class AuditExport {

    private final Appendable to;
    private final AuditSeal seal;

    /**
     * Begins an export.
     *
     * @param to where to; neither flushed nor closed
     * @param key signs it; null to leave it unsigned
     * @throws ConfigurationException if another version of Jackson is on the class path than the one that is needed, and does not fit
     */
    public AuditExport(Appendable to, @Nullable Secret key) {
        DeploymentJson.requireFitting();
        this.to = Objects.requireNonNull(to, "to");
        this.seal = new AuditSeal(key);
    }

    /**
     * Writes what can be read of a trail.
     *
     * @param trail the trail
     * @throws IOException if it cannot be written
     */
    public void add(AuditTrail trail) throws IOException {
        for (AuditEntry entry : trail.entries()) {
            String line = AuditLine.write(entry, seal.of(entry.digest()));
            seal.line(line);
            to.append(line).append('\n');
        }
    }

    /**
     * Writes the last line. Nothing may follow.
     *
     * @return how many entries were written
     * @throws IOException if it cannot be written
     */
    public long seal() throws IOException {
        AuditSeal.Seal sealed = seal.seal();
        to.append(AuditLine.write(sealed)).append('\n');
        return sealed.lines();
    }
}
