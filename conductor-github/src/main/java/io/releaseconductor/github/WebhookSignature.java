package io.releaseconductor.github;

import io.releaseconductor.config.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a delivery comes from somebody who knows a secret. See <a
 * href="https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries">Validating webhook deliveries</a>.
 */
final class WebhookSignature {

    private static final String ALGORITHM = "HmacSHA256";
    private static final String PREFIX = "sha256=";
    private static final Pattern HEADER = Pattern.compile("sha256=[0-9a-fA-F]{64}");

    private final List<SecretKeySpec> keys;

    WebhookSignature(List<Secret> secrets) {
        this.keys = secrets.stream()
                .map(secret -> new SecretKeySpec(secret.reveal().getBytes(StandardCharsets.UTF_8), ALGORITHM))
                .toList();
    }

    /** Takes as long whichever secret fits, and however much of a signature is right. */
    boolean matches(byte[] body, @Nullable String header) {
        if (header == null || !HEADER.matcher(header).matches()) {
            return false;
        }
        byte[] given = HexFormat.of().parseHex(header, PREFIX.length(), header.length());
        boolean matches = false;
        for (SecretKeySpec key : keys) {
            matches |= MessageDigest.isEqual(given, hmac(key, body));
        }
        return matches;
    }

    private static byte[] hmac(SecretKeySpec key, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
