package io.releaseconductor.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.releaseconductor.config.ConfigurationException;
import io.releaseconductor.config.Secret;
import io.releaseconductor.examples.fakeprometheus.FakePrometheus;
import io.releaseconductor.examples.fakeprometheus.Received;
import io.releaseconductor.metric.MetricAnswer;
import io.releaseconductor.model.Environment;
import io.releaseconductor.prometheus.PrometheusOptions.Access;
import io.releaseconductor.spi.MetricSource;
import io.releaseconductor.testkit.ManualClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import okhttp3.Credentials;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Prometheus is told who asks")
class AccessTest {

    private static final HeldCertificate AUTHORITY =
            new HeldCertificate.Builder().certificateAuthority(0).build();

    @TempDir
    Path folder;

    private static HeldCertificate signed(boolean rsa) {
        HeldCertificate.Builder builder = new HeldCertificate.Builder()
                .addSubjectAlternativeName("localhost")
                .signedBy(AUTHORITY);
        return rsa ? builder.rsa2048().build() : builder.build();
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static MetricAnswer ask(FakePrometheus prometheus, Access access) {
        ManualClock clock = new ManualClock();
        PrometheusMetrics metrics = PrometheusMetrics.of(
                Map.of(
                        Environment.PROD,
                        PrometheusOptions.of(prometheus.url())
                                .withAccess(access)
                                .withSides("track=\"canary\"", null)),
                clock);
        try (Shop shop = new Shop()) {
            MetricSource.Question question = shop.question(0, 15, 1, "errors");
            clock.set(question.to().plus(metrics.lag()));
            return Objects.requireNonNull(metrics.count(question).get("errors"));
        }
    }

    @Test
    @DisplayName("by a bearer token")
    void by_a_token() {
        try (FakePrometheus prometheus = FakePrometheus.start()) {
            prometheus.requireAuthorization("Bearer " + Planted.TOKEN);
            assertThat(Shop.reason(ask(prometheus, Access.bearer(new Secret(Planted.TOKEN)))))
                    .startsWith("not yet: Prometheus has nothing of {}");
            assertThat(Shop.reason(ask(prometheus, Access.NONE))).startsWith("not yet: Prometheus answers 401: ");
        }
    }

    @Test
    @DisplayName("by user and password")
    void by_a_password() {
        try (FakePrometheus prometheus = FakePrometheus.start()) {
            prometheus.requireAuthorization(Credentials.basic("müller", Planted.PASSWORD, StandardCharsets.UTF_8));
            assertThat(Shop.reason(ask(prometheus, Access.basic("müller", new Secret(Planted.PASSWORD)))))
                    .startsWith("not yet: Prometheus has nothing of {}");
            assertThat(prometheus.received())
                    .extracting(Received::authorization)
                    .allMatch(header -> header != null && header.startsWith("Basic "));
        }
    }

    @Test
    @DisplayName("by a certificate, of either kind of key, and trusts the authority that is named only")
    void by_a_certificate() throws IOException {
        HandshakeCertificates serverSide = new HandshakeCertificates.Builder()
                .heldCertificate(signed(false))
                .addTrustedCertificate(AUTHORITY.certificate())
                .build();
        Path authority = file("ca.pem", AUTHORITY.certificatePem());
        try (FakePrometheus prometheus = FakePrometheus.startSecure(serverSide.sslSocketFactory(), true)) {
            for (boolean rsa : new boolean[] {false, true}) {
                HeldCertificate client = signed(rsa);
                Access access = Access.NONE
                        .withAuthority(authority)
                        .withCertificate(
                                file("client.pem", client.certificatePem()),
                                file("key.pem", client.privateKeyPkcs8Pem()));
                assertThat(Shop.reason(ask(prometheus, access))).startsWith("not yet: Prometheus has nothing of {}");
            }
            assertThat(Shop.reason(ask(prometheus, Access.NONE.withAuthority(authority))))
                    .startsWith("not yet: ")
                    .contains("localhost");
            assertThat(Shop.reason(ask(prometheus, Access.NONE)))
                    .isEqualTo(
                            "not yet: no secure connection to localhost: check its certificate and PROMETHEUS_CA, and"
                                    + " ours");
        }
    }

    @Test
    @DisplayName("by files that are looked at before anything is asked")
    void by_files_that_can_be_read() throws IOException {
        HeldCertificate client = signed(true);
        Path certificate = file("client.pem", client.certificatePem());
        Path other = file("other.pem", client.privateKeyPkcs1Pem());
        try (FakePrometheus prometheus = FakePrometheus.start()) {
            assertThatThrownBy(() -> ask(prometheus, Access.NONE.withCertificate(certificate, other)))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("PROMETHEUS_CLIENT_KEY: ")
                    .hasMessageContaining("openssl pkcs8");
            assertThatThrownBy(() -> ask(prometheus, Access.NONE.withCertificate(other, other)))
                    .hasMessageContaining("PROMETHEUS_CLIENT_CERTIFICATE: ");
            assertThatThrownBy(() -> ask(prometheus, Access.NONE.withAuthority(folder.resolve("none"))))
                    .hasMessageContaining("PROMETHEUS_CA: ");
        }
    }
}
