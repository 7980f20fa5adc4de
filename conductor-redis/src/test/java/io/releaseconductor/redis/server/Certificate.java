package io.releaseconductor.redis.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;

/** A certificate for the loopback address that nobody but its own trust store trusts, made afresh. */
public final class Certificate {

    private static final String PASSWORD = "changeit";
    private static final String NAME = "redis";

    private final Path folder;

    private Certificate(Path folder) {
        this.folder = folder;
    }

    /** {@return a new one} */
    public static Certificate create() {
        try {
            Certificate certificate = new Certificate(RedisBinary.workFolder("certificate"));
            certificate.generate();
            return certificate;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void generate() throws IOException, GeneralSecurityException, InterruptedException {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        NAME,
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        trustStore().toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (keytool.waitFor() != 0) {
            throw new IllegalStateException(said);
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(trustStore())) {
            store.load(in, PASSWORD.toCharArray());
        }
        write("key", "PRIVATE KEY", store.getKey(NAME, PASSWORD.toCharArray()).getEncoded());
        write("cert", "CERTIFICATE", store.getCertificate(NAME).getEncoded());
    }

    private void write(String file, String kind, byte[] content) throws IOException {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        Files.writeString(
                folder.resolve(file), "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n");
    }

    /** {@return the store that trusts it} */
    public Path trustStore() {
        return folder.resolve("store.p12");
    }

    /** {@return that store's password} */
    public char[] password() {
        return PASSWORD.toCharArray();
    }

    /** {@return the options of a server that shows it, and asks clients for none} */
    public String[] serverOptions() {
        return new String[] {
            "--tls-cert-file", folder.resolve("cert").toString(),
            "--tls-key-file", folder.resolve("key").toString(),
            "--tls-ca-cert-file", folder.resolve("cert").toString(),
            "--tls-auth-clients", "no"
        };
    }
}
