package io.releaseconductor.github;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/**
 * Signs the short-lived token by which an App proves itself. See <a
 * href="https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/generating-a-json-web-token-jwt-for-a-github-app">
 * Generating a JSON Web Token for a GitHub App</a>.
 */
final class AppJwt {

    // GitHub's advice, against clocks that differ.
    private static final Duration ISSUED_BACK = Duration.ofSeconds(60);
    // GitHub allows 10 minutes, by its own clock; a minute of that is left to the difference.
    private static final Duration VALID = Duration.ofMinutes(9);

    private static final String HEADER = encode("{\"alg\":\"RS256\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8));

    private final String clientId;
    private final PrivateKey key;

    AppJwt(String clientId, PrivateKey key) {
        this.clientId = clientId;
        this.key = key;
    }

    /**
     * A fresh token.
     *
     * @param now the time at GitHub, as well as it is known
     * @return the token; a secret
     */
    String sign(Instant now) {
        String claims = JsonNodeFactory.instance
                .objectNode()
                .put("iat", now.minus(ISSUED_BACK).getEpochSecond())
                .put("exp", now.plus(VALID).getEpochSecond())
                .put("iss", clientId)
                .toString();
        String signed = HEADER + "." + encode(claims.getBytes(StandardCharsets.UTF_8));
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + encode(signature.sign());
        } catch (GeneralSecurityException e) {
            // Not with its cause: nobody promises that it names no part of the key.
            throw new IllegalStateException("the private key of the GitHub App cannot sign: "
                    + e.getClass().getSimpleName());
        }
    }

    String clientId() {
        return clientId;
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
