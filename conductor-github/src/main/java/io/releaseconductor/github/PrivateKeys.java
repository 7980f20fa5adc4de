package io.releaseconductor.github;

import io.releaseconductor.config.Problems;
import io.releaseconductor.config.Secret;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads RSA private keys in PEM. What is wrong with one is told without quoting it. */
final class PrivateKeys {

    private static final String ALLOWED =
            "an RSA private key in PEM, unencrypted, PKCS#1 (BEGIN RSA PRIVATE KEY) or" + " PKCS#8 (BEGIN PRIVATE KEY)";
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN (RSA )?PRIVATE KEY-----([A-Za-z0-9+/=\\s]*)-----END (RSA )?PRIVATE KEY-----");

    // AlgorithmIdentifier of rsaEncryption (1.2.840.113549.1.1.1) with NULL parameters, RFC 8017 appendix A.1
    private static final byte[] RSA_ALGORITHM = {
        0x30, 0x0d, 0x06, 0x09, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00
    };
    private static final byte[] VERSION_0 = {0x02, 0x01, 0x00};
    private static final int SEQUENCE = 0x30;
    private static final int OCTET_STRING = 0x04;

    private PrivateKeys() {}

    static Optional<PrivateKey> read(Secret pem, Problems problems) {
        // Variables and JSON files often hold the key on one line, with the line breaks written out.
        String text = pem.reveal().replace("\\r", "").replace("\\n", "\n").strip();
        if (text.isEmpty()) {
            problems.add("GitHub App: the private key is blank; allowed: " + ALLOWED);
            return Optional.empty();
        }
        if (text.contains("-----BEGIN ENCRYPTED PRIVATE KEY-----") || text.contains("Proc-Type:")) {
            problems.add("GitHub App: the private key is encrypted with a passphrase; allowed: " + ALLOWED);
            return Optional.empty();
        }
        Matcher matcher = PEM.matcher(text);
        if (!matcher.find()) {
            problems.add(
                    "GitHub App: the private key is not in PEM (a file name instead of the file's content?); allowed: "
                            + ALLOWED);
            return Optional.empty();
        }
        try {
            byte[] der = Base64.getMimeDecoder().decode(matcher.group(2).getBytes(StandardCharsets.US_ASCII));
            byte[] pkcs8 = matcher.group(1) == null ? der : wrap(der);
            return Optional.of(KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pkcs8)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            // Its message may quote parts of the key, so it goes no further.
            problems.add("GitHub App: the private key is damaged or no RSA key; allowed: " + ALLOWED);
            return Optional.empty();
        }
    }

    /** The JDK reads PKCS#8 only, which is PKCS#1 in an envelope (RFC 5208). */
    private static byte[] wrap(byte[] pkcs1) {
        return tagged(SEQUENCE, VERSION_0, RSA_ALGORITHM, tagged(OCTET_STRING, pkcs1));
    }

    private static byte[] tagged(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.write(tag);
        writeLength(whole, content.size());
        whole.writeBytes(content.toByteArray());
        return whole.toByteArray();
    }

    private static void writeLength(ByteArrayOutputStream out, int length) {
        if (length < 0x80) {
            out.write(length);
        } else if (length <= 0xff) {
            out.write(0x81);
            out.write(length);
        } else {
            out.write(0x82);
            out.write(length >> 8);
            out.write(length);
        }
    }
}
