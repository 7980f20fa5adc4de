package io.releaseconductor.json;

import io.releaseconductor.audit.AuditChain;
import io.releaseconductor.audit.AuditEntry;
import io.releaseconductor.config.ConfigurationException;
import io.releaseconductor.config.Secret;
import io.releaseconductor.model.DeployId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Looks whether exported audit trails are as they were written: each entry says what its digest says, each follows the one before, none is
 * missing, nothing was cut off the end. That somebody wrote whole trails anew shows with the key that signed the export, or by the digests that
 * the cards show.
 */
public final class AuditVerification {

    private static final int MOST_PROBLEMS = 1000;

    private final @Nullable Secret key;
    private final AuditSeal seal;
    private final AuditChain chain = new AuditChain();
    private final List<Problem> problems = new ArrayList<>();
    private long line;
    private long entries;
    private AuditSeal.@Nullable Seal sealed;

    private AuditVerification(@Nullable Secret key) {
        this.key = key;
        this.seal = new AuditSeal(key);
    }

    /**
     * Something that does not fit.
     *
     * @param line in which line, from 1
     * @param deployment whose entry, or null if that is not known
     * @param text what it is, one sentence for people
     */
    public record Problem(long line, @Nullable DeployId deployment, String text) {
        @Override
        public String toString() {
            return "Line " + line + (deployment == null ? "" : ", " + deployment) + ": " + text;
        }
    }

    /**
     * What came of it.
     *
     * @param entries how many entries there are
     * @param digests the digest of the last entry of each deployment
     * @param signed whether it was looked at with a key
     * @param problems what does not fit, in the order of the lines, the first {@value #MOST_PROBLEMS}; empty if all fits
     */
    public record Result(long entries, Map<DeployId, String> digests, boolean signed, List<Problem> problems) {
        /** Copies. */
        public Result {
            digests = Map.copyOf(digests);
            problems = List.copyOf(problems);
        }
    }

    /**
     * Looks through an export, line by line.
     *
     * @param from what {@link AuditExport} wrote; read to its end, not closed
     * @param key what it was signed with; null to leave signatures alone
     * @return what came of it
     * @throws IOException if it cannot be read
     * @throws ConfigurationException if another version of Jackson is on the class path than the one that is needed, and does not fit
     */
    public static Result verify(Reader from, @Nullable Secret key) throws IOException {
        DeploymentJson.requireFitting();
        AuditVerification verification = new AuditVerification(key);
        BufferedReader lines = new BufferedReader(from);
        for (String text = lines.readLine(); text != null; text = lines.readLine()) {
            verification.take(text);
        }
        return verification.result();
    }

    private void take(String text) {
        line++;
        if (sealed != null) {
            found(null, "It comes after the end of the export.");
        }
        try {
            AuditLine read = AuditLine.read(text);
            AuditEntry entry = read.entry();
            if (entry != null) {
                take(entry, read.hmac());
                seal.line(text);
            } else {
                sealed = read.seal();
                compare(read.seal());
            }
        } catch (CorruptRecordException e) {
            found(null, "It is no line of an audit export: " + e.getMessage());
            seal.line(text);
        }
    }

    private void take(AuditEntry entry, @Nullable String hmac) {
        entries++;
        chain.problem(entry).ifPresent(problem -> found(entry.deployment(), problem));
        if (key != null) {
            String problem = signature(hmac, seal.of(entry.digest()));
            if (problem != null) {
                found(entry.deployment(), "Entry " + entry.number() + problem);
            }
        }
    }

    private static @Nullable String signature(@Nullable String found, @Nullable String expected) {
        if (found == null) {
            return " is not signed.";
        }
        return isSame(found, expected) ? null : " is signed with another key, or was written anew without the key.";
    }

    private void compare(AuditSeal.@Nullable Seal told) {
        AuditSeal.Seal is = seal.seal();
        if (told == null) {
            return;
        }
        if (told.lines() != is.lines()) {
            found(null, "The export had " + told.lines() + " entries when it was written, and has " + is.lines() + ".");
        } else if (!isSame(told.sha256(), is.sha256())) {
            found(null, "The lines before were changed after the export was written.");
        }
        String problem = key == null ? null : signature(told.hmac(), is.hmac());
        if (problem != null) {
            found(null, "The end of the export" + problem);
        }
    }

    private static boolean isSame(@Nullable String one, @Nullable String other) {
        return one != null
                && other != null
                && MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private Result result() {
        if (sealed == null) {
            line++;
            found(null, "The end of the export is missing: lines were cut off.");
        }
        Map<DeployId, String> digests = new HashMap<>();
        chain.ends().forEach((id, entry) -> digests.put(id, entry.digest()));
        return new Result(entries, digests, key != null, problems);
    }

    private void found(@Nullable DeployId deployment, String text) {
        if (problems.size() < MOST_PROBLEMS) {
            problems.add(new Problem(line, deployment, text));
        }
    }
}
