package io.releaseconductor.checks;

import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.SSLSocketFactory;
import okhttp3.OkHttpClient;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/** An authority of our own, so that certificates can be good, bad and everything between. */
final class Certificates {

    private static final HeldCertificate AUTHORITY =
            new HeldCertificate.Builder().certificateAuthority(0).build();

    private Certificates() {}

    static SSLSocketFactory valid() {
        return server(names().signedBy(AUTHORITY));
    }

    static SSLSocketFactory selfSigned() {
        return server(names());
    }

    static SSLSocketFactory forAnotherHost() {
        return server(new HeldCertificate.Builder()
                .addSubjectAlternativeName("other.example")
                .signedBy(AUTHORITY));
    }

    static SSLSocketFactory expired() {
        return server(between(Duration.ofDays(-20), Duration.ofDays(-10)));
    }

    static SSLSocketFactory notYetValid() {
        return server(between(Duration.ofDays(10), Duration.ofDays(20)));
    }

    /** A client that trusts the authority. */
    static OkHttpClient trusting() {
        HandshakeCertificates certificates = new HandshakeCertificates.Builder()
                .addTrustedCertificate(AUTHORITY.certificate())
                .build();
        return SharedClient.get()
                .newBuilder()
                .sslSocketFactory(certificates.sslSocketFactory(), certificates.trustManager())
                .build();
    }

    private static HeldCertificate.Builder names() {
        return new HeldCertificate.Builder().addSubjectAlternativeName(Site.host());
    }

    private static HeldCertificate.Builder between(Duration from, Duration to) {
        Instant now = Instant.now();
        return names().signedBy(AUTHORITY)
                .validityInterval(now.plus(from).toEpochMilli(), now.plus(to).toEpochMilli());
    }

    private static SSLSocketFactory server(HeldCertificate.Builder builder) {
        return new HandshakeCertificates.Builder()
                .heldCertificate(builder.build())
                .build()
                .sslSocketFactory();
    }
}
