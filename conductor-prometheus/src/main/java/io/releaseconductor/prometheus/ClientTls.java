package io.releaseconductor.prometheus;

import io.releaseconductor.config.ConfigurationException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * How connections are secured where files say so.
 *
 * @param sockets makes them
 * @param trusted whom they trust
 */
record ClientTls(SSLSocketFactory sockets, X509TrustManager trusted) {

    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    private static final char[] NO_PASSWORD = new char[0];

    static Optional<ClientTls> of(PrometheusOptions.Access access) {
        if (access.authority() == null && access.certificate() == null) {
            return Optional.empty();
        }
        try {
            TrustManager[] trusted = trusted(access.authority());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(own(access.certificate(), access.key()), trusted, null);
            return Optional.of(new ClientTls(context.getSocketFactory(), (X509TrustManager) trusted[0]));
        } catch (GeneralSecurityException | IOException e) {
            throw new ConfigurationException(List.of("the certificates for Prometheus cannot be set up: "
                    + e.getClass().getSimpleName()));
        }
    }

    private static TrustManager[] trusted(@Nullable Path authority) throws GeneralSecurityException, IOException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        KeyStore store = null;
        if (authority != null) {
            store = empty();
            int number = 0;
            for (Certificate certificate : certificates("PROMETHEUS_CA", authority)) {
                store.setCertificateEntry("authority-" + number++, certificate);
            }
        }
        factory.init(store);
        return factory.getTrustManagers();
    }

    private static KeyManager @Nullable [] own(@Nullable Path certificate, @Nullable Path key)
            throws GeneralSecurityException, IOException {
        if (certificate == null || key == null) {
            return null;
        }
        Certificate[] chain =
                certificates("PROMETHEUS_CLIENT_CERTIFICATE", certificate).toArray(new Certificate[0]);
        KeyStore store = empty();
        store.setKeyEntry("client", privateKey(key, chain[0].getPublicKey().getAlgorithm()), NO_PASSWORD, chain);
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, NO_PASSWORD);
        return factory.getKeyManagers();
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static Collection<? extends Certificate> certificates(String variable, Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            Collection<? extends Certificate> found =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (!found.isEmpty()) {
                return found;
            }
        } catch (GeneralSecurityException | IOException e) {
            throw refused(variable, file, "a file with certificates in PEM form");
        }
        throw refused(variable, file, "a file with certificates in PEM form");
    }

    private static PrivateKey privateKey(Path file, String algorithm) {
        String allowed =
                "a file with the certificate's private key in PEM form, beginning with -----BEGIN PRIVATE KEY-----"
                        + " (openssl pkcs8 -topk8 -nocrypt makes one of other forms)";
        try {
            Matcher found = KEY.matcher(Files.readString(file, StandardCharsets.US_ASCII));
            if (!found.find()) {
                throw refused("PROMETHEUS_CLIENT_KEY", file, allowed);
            }
            byte[] encoded = Base64.getMimeDecoder().decode(found.group(1));
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
            throw refused("PROMETHEUS_CLIENT_KEY", file, allowed);
        }
    }

    private static ConfigurationException refused(String variable, Path file, String allowed) {
        return new ConfigurationException(List.of(variable + ": \"" + file + "\" cannot be used; allowed: " + allowed));
    }
}
