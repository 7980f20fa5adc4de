package io.releaseconductor.audit;

import io.releaseconductor.model.Actor;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * How the digest of an audit entry is made, simple enough for a script: SHA-256 over its fields in this order, each as a
 * <a href="https://cr.yp.to/proto/netstrings.txt">netstring</a> ({@code 3:abc,}) of its UTF-8, and {@code -} for one that is not there:
 * {@code previous}, {@code deploy_id}, {@code number}, {@code revision}, {@code node}, {@code at}, {@code event}, {@code actor_id},
 * {@code actor_name}, {@code actor_chat}, {@code reason}, {@code before}, {@code after}, {@code detail}. Keeps no state.
 */
final class AuditDigest {

    private AuditDigest() {}

    /** In lower-case hexadecimal digits, whatever digest the entry says it has. */
    static String of(AuditEntry entry) {
        Occurrence told = entry.told();
        Actor by = told.by();
        MessageDigest sha256 = sha256();
        add(sha256, entry.previous());
        add(sha256, entry.deployment().value());
        add(sha256, Long.toString(entry.number()));
        add(sha256, Long.toString(entry.revision()));
        add(sha256, entry.node());
        add(sha256, told.at().toString());
        add(sha256, told.event());
        add(sha256, by == null ? null : by.id());
        add(sha256, by == null ? null : by.name());
        add(sha256, by == null ? null : by.chat());
        add(sha256, told.reason());
        add(sha256, told.before());
        add(sha256, told.after());
        add(sha256, told.detail());
        return HexFormat.of().formatHex(sha256.digest());
    }

    private static void add(MessageDigest digest, @Nullable String field) {
        if (field == null) {
            digest.update((byte) '-');
            return;
        }
        byte[] bytes = field.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        digest.update(bytes);
        digest.update((byte) ',');
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
