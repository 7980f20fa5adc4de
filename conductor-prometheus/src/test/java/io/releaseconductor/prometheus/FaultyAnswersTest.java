package io.releaseconductor.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.config.Secret;
import io.releaseconductor.examples.fakeprometheus.Fault;
import io.releaseconductor.health.PartHealth;
import io.releaseconductor.metric.MetricAnswer;
import io.releaseconductor.spi.MetricSource.Question;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An answer that is none")
class FaultyAnswersTest {

    private final Shop shop = new Shop();

    @BeforeEach
    void scrape() {
        for (long second = 0; second <= 60; second += 15) {
            shop.scrape("canary-1", second, 100 + second, 0);
            shop.scrape("stable-1", second, 1000 + second, 0);
        }
        shop.use(shop.options
                .withAccess(PrometheusOptions.Access.bearer(new Secret(Planted.TOKEN)))
                .withCallTimeout(Duration.ofSeconds(1)));
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private static Map<Fault, String> reasons() {
        String secret = "Bearer " + Planted.TOKEN;
        Map<Fault, String> reasons = new LinkedHashMap<>();
        reasons.put(Fault.answer(503, secret), "Prometheus answers 503");
        reasons.put(Fault.answer(429, secret), "Prometheus answers 429: it is asked too often");
        reasons.put(Fault.answer(401, secret), "Prometheus answers 401: it does not know who asks");
        reasons.put(Fault.answer(400, secret), "Prometheus answers 400: it does not take the query");
        reasons.put(Fault.answer(404, secret), "Prometheus answers 404: is PROMETHEUS_URL right?");
        reasons.put(
                Fault.answer(302, secret, "Location", "http://elsewhere.invalid/?token=" + Planted.TOKEN),
                "Prometheus answers 302 and sends elsewhere");
        reasons.put(Fault.page(), "what answers at PROMETHEUS_URL does not speak JSON");
        reasons.put(Fault.truncated(0), "Prometheus's answer is not");
        reasons.put(Fault.truncated(0.6), "Prometheus's answer is not whole, or no JSON");
        reasons.put(Fault.brokenOff(), "the connection to localhost broke before the answer was whole");
        reasons.put(Fault.drop(), "the connection to localhost broke before the answer was whole");
        reasons.put(Fault.late(Duration.ofSeconds(3)), "no whole answer from Prometheus within 1000 ms");
        reasons.put(Fault.warning(secret), "Prometheus answers with warnings: a part may be missing");
        reasons.put(Fault.body(body -> body + "{}"), "Prometheus's answer is not understood: something follows it");
        reasons.put(body("\"success\"", "\"error\""), "Prometheus's answer is not understood: its status is not");
        reasons.put(body("\"matrix\"", "\"vector\""), "Prometheus's answer is not understood: it holds no ranges");
        reasons.put(
                body("\"1030\"", "\"" + Planted.TOKEN + "\""), "Prometheus's answer is not understood: a sample is no");
        reasons.put(body("\"1030\"", "1030"), "Prometheus's answer is not understood: it has another form");
        reasons.put(
                body("1772366430.000", "1772366400.000"), "Prometheus's answer is not understood: samples are not in");
        reasons.put(body("1772366430.000", "1e99"), "Prometheus's answer is not understood: a sample is of no time");
        reasons.put(body("1772366430.000", "\"x\""), "Prometheus's answer is not understood: a sample has no time");
        reasons.put(
                body("stable-1", "canary-1\",\"track\":\"canary"), "Prometheus's answer is not understood: a series");
        reasons.put(body("{\"status\"", "[{\"status\""), "Prometheus's answer is not understood: it has another form");
        return reasons;
    }

    private static Fault body(String part, String other) {
        return Fault.body(body -> {
            assertThat(body).contains(part);
            return body.replace(part, other);
        });
    }

    @Test
    @DisplayName("is no figure, never thrown, and told in words without a secret")
    void is_told_in_words() {
        Question question = shop.question(0, 15, 2, "errors");
        reasons().forEach((fault, reason) -> {
            shop.prometheus.failNext(fault);
            assertThat(shop.unknown(question))
                    .startsWith("not yet: " + reason)
                    .doesNotContain(Planted.TOKEN)
                    .doesNotContain("elsewhere.invalid");
            assertThat(shop.metrics().health().toString())
                    .contains("IMPAIRED", "prod: " + reason)
                    .doesNotContain(Planted.TOKEN);
        });
        assertThat(shop.answer(question)).isInstanceOf(MetricAnswer.Known.class);
        assertThat(shop.metrics().health()).isEqualTo(PartHealth.well("Prometheus"));
        assertThat(shop.metrics().toString()).doesNotContain(Planted.TOKEN);
    }

    @Test
    @DisplayName("that is too long is not read to its end")
    void is_not_read_to_its_end() {
        String zeros = "0".repeat(1024 * 1024);
        shop.prometheus.failNext(Fault.body(body -> body.replace("\"1030\"", "\"" + zeros.repeat(33) + "\"")));
        shop.use(shop.options.withCallTimeout(Duration.ofSeconds(20)));
        assertThat(shop.unknown(shop.question(0, 15, 2, "errors")))
                .satisfiesAnyOf(
                        told -> assertThat(told).contains("longer than 32 MB: narrow PROMETHEUS_SELECTOR"),
                        // the reader has a limit of its own for a single text
                        told -> assertThat(told).contains("Prometheus's answer is not whole, or no JSON"));
        String sample = "[1772366400.000,\"1\"],";
        shop.prometheus.failNext(Fault.body(
                body -> body.replace("[[", "[" + sample.repeat(34 * 1024 * 1024 / sample.length()) + "[")));
        assertThat(shop.unknown(shop.question(0, 15, 2, "errors")))
                .contains("longer than 32 MB: narrow PROMETHEUS_SELECTOR");
    }

    @Test
    @DisplayName("comes of a host that is not known, or where nobody listens")
    void comes_of_nobody() {
        shop.close();
        assertThat(shop.unknown(shop.question(0, 15, 2, "errors")))
                .isEqualTo("not yet: no connection to localhost: refused, or no way there");
        shop.use(PrometheusOptions.of(URI.create("https://prometheus.invalid"))
                .withSides("track=\"canary\"", null)
                .withCallTimeout(Duration.ofSeconds(5)));
        assertThat(shop.unknown(shop.question(0, 15, 2, "errors")))
                .isEqualTo("not yet: the host prometheus.invalid is not known: check PROMETHEUS_URL");
    }
}
