package io.releaseconductor.chat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The fingerprint of a card. */
final class CardDigest {

    private CardDigest() {}

    /** Records print all of their components, so the card's own text form is what is fingerprinted. */
    static String of(Card card) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(card.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
