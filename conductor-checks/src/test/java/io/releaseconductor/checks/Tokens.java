package io.releaseconductor.checks;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Makes JWTs for tests. */
final class Tokens {

    private Tokens() {}

    static String jwt(String payload) {
        return jwt("{\"alg\":\"HS256\",\"typ\":\"JWT\"}", payload, "c2lnbmF0dXJl");
    }

    static String jwt(String header, String payload, String signature) {
        return encoded(header) + "." + encoded(payload) + "." + signature;
    }

    static String encrypted(String header) {
        return encoded(header) + ".." + encoded("twelve-bytes") + "." + encoded("sealed claims") + "."
                + encoded("a tag");
    }

    static String fresh() {
        return expiringIn(3600);
    }

    static String expiringIn(long seconds) {
        return jwt("{\"sub\":\"1\",\"exp\":" + (Checks.NOW.getEpochSecond() + seconds) + "}");
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
