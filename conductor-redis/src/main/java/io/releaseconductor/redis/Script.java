package io.releaseconductor.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * What Redis does in one step, each in a file of its own beside this class. A script is called by its digest, and sent whole only
 * when the server does not know it: for the first time, and after a restart, a flush of its scripts or a fail-over.
 */
enum Script {
    CREATE("places.lua", "locks.lua", "noting.lua"),
    COMPARE_AND_SET("places.lua", "locks.lua", "noting.lua"),
    ENVIRONMENT_STATE("locks.lua"),
    ENVIRONMENT_STATES("locks.lua"),
    REPLACE_ENVIRONMENT_STATE("locks.lua"),
    CLAIM_DUE,
    RENEW,
    RELEASE,
    SET_ASIDE,
    LOOK,
    HOLDER("places.lua"),
    HISTORY,
    AUDIT,
    MEND,
    MEND_ENTRY,
    MEND_HISTORY,
    PURGE_DEPLOYMENTS,
    PURGE_HISTORY;

    private final String text;
    private final String digest;

    Script(String... shared) {
        StringBuilder all = new StringBuilder(read("common.lua"));
        for (String file : shared) {
            all.append(read(file));
        }
        this.text = all.append(read(name().toLowerCase(Locale.ROOT) + ".lua")).toString();
        this.digest = sha1(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The whole script. */
    String text() {
        return text;
    }

    /** What the server knows it by. */
    String digest() {
        return digest;
    }

    private static String read(String file) {
        try (InputStream in = Script.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("resource " + file + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha1(byte[] bytes) {
        try {
            // Redis' name for a script, not a safeguard.
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
