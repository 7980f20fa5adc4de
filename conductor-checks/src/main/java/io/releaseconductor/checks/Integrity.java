package io.releaseconductor.checks;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import okio.ByteString;

/** The hashes that a page demands of what it loads. */
final class Integrity {

    private static final Pattern HASH =
            Pattern.compile("(?<!\\S)(sha256|sha384|sha512)-([A-Za-z0-9+/_-]+={0,2})(?:\\?\\S*)?(?!\\S)");

    private Integrity() {}

    /** Whether a browser takes the content: of the hashes of the strongest kind one has to match; without any there is none to. */
    static boolean holds(String attribute, ByteString content) {
        List<MatchResult> hashes = HASH.matcher(attribute).results().toList();
        String strongest =
                hashes.stream().map(h -> h.group(1)).max(String::compareTo).orElse("");
        if (strongest.isEmpty()) {
            return true;
        }
        ByteString digest = switch (strongest) {
            case "sha512" -> content.sha512();
            case "sha384" -> sha384(content);
            default -> content.sha256();
        };
        return hashes.stream()
                .filter(hash -> hash.group(1).equals(strongest))
                .anyMatch(hash -> digest.equals(ByteString.decodeBase64(hash.group(2))));
    }

    private static ByteString sha384(ByteString content) {
        try {
            return ByteString.of(MessageDigest.getInstance("SHA-384").digest(content.toByteArray()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-384", e);
        }
    }
}
