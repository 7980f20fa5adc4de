package io.releaseconductor.github;

import io.releaseconductor.config.Secret;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import java.util.Base64;

/** A key pair for tests, made once per JVM, in both forms of PEM. */
final class Keys {

    static final KeyPair PAIR = generate("RSA", 2048);

    // For a key of 2048 bits the PKCS#8 envelope around PKCS#1 has this many bytes.
    private static final int ENVELOPE = 26;

    private Keys() {}

    static KeyPair generate(String algorithm, int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static Secret pkcs8() {
        return pem("PRIVATE KEY", PAIR.getPrivate().getEncoded());
    }

    static Secret pkcs1() {
        return pem("RSA PRIVATE KEY", pkcs1Bytes());
    }

    static byte[] pkcs1Bytes() {
        byte[] pkcs8 = PAIR.getPrivate().getEncoded();
        return Arrays.copyOfRange(pkcs8, ENVELOPE, pkcs8.length);
    }

    static Secret pem(String kind, byte[] der) {
        return new Secret("-----BEGIN " + kind + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END " + kind + "-----\n");
    }
}
