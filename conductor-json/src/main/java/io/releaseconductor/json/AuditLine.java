package io.releaseconductor.json;

import io.releaseconductor.audit.AuditEntry;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One line of exported audit trails: an entry, or the seal at the end.
 *
 * @param entry the entry; null for the seal
 * @param hmac what was signed of it; null where it was not
 * @param seal the seal; null for an entry
 */
record AuditLine(@Nullable AuditEntry entry, @Nullable String hmac, AuditSeal.@Nullable Seal seal) {

    private static final String HMAC = "hmac_sha256";

    private static final String SEALED = "sealed_lines";

    static String write(AuditEntry entry, @Nullable String hmac) {
        return JsonOut.record(
                entry,
                (out, each) -> {
                    AuditWire.write(out, each);
                    out.text(HMAC, hmac);
                },
                Map.of());
    }

    static String write(AuditSeal.Seal seal) {
        return JsonOut.record(
                seal,
                (out, each) -> out.number(SEALED, each.lines())
                        .text("sha256", each.sha256())
                        .text(HMAC, each.hmac()),
                Map.of());
    }

    static AuditLine read(String json) {
        return Reading.about("audit line", json).read(in -> {
            String hmac = in.textOrNull(HMAC);
            return in.has(SEALED)
                    ? new AuditLine(
                            null,
                            null,
                            new AuditSeal.Seal(in.number(SEALED, 0, Long.MAX_VALUE), in.text("sha256"), hmac))
                    : new AuditLine(AuditWire.read(in), hmac, null);
        });
    }
}
