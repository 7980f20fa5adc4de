package io.releaseconductor.json;

import io.releaseconductor.config.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * What an export of audit trails is sealed with: the SHA-256 of all lines before the last one, and with a key their HMAC (RFC 2104) besides,
 * and one of each entry's digest, so that a line that was made without the key shows. Not thread-safe.
 */
final class AuditSeal {

    private static final String HMAC = "HmacSHA256";

    private final MessageDigest digest;
    private final @Nullable Mac whole;
    private final @Nullable Mac each;
    private long lines;

    AuditSeal(@Nullable Secret key) {
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
            this.whole = key == null ? null : mac(key);
            this.each = key == null ? null : mac(key);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256 and its HMAC", e);
        }
    }

    private static Mac mac(Secret key) throws GeneralSecurityException {
        Mac mac = Mac.getInstance(HMAC);
        mac.init(new SecretKeySpec(key.reveal().getBytes(StandardCharsets.UTF_8), HMAC));
        return mac;
    }

    /** Takes a line, without its line feed. */
    void line(String text) {
        byte[] bytes = (text + "\n").getBytes(StandardCharsets.UTF_8);
        digest.update(bytes);
        if (whole != null) {
            whole.update(bytes);
        }
        lines++;
    }

    /** Of one entry's digest; null without a key. */
    @Nullable
    String of(String entryDigest) {
        return each == null ? null : hex(each.doFinal(entryDigest.getBytes(StandardCharsets.UTF_8)));
    }

    /** Of all lines so far, which begin anew after this. */
    Seal seal() {
        Seal seal = new Seal(lines, hex(digest.digest()), whole == null ? null : hex(whole.doFinal()));
        lines = 0;
        return seal;
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    /** What the last line says. */
    record Seal(long lines, String sha256, @Nullable String hmac) {}
}
