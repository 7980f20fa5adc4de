package io.releaseconductor.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.metric.BothSides;
import io.releaseconductor.metric.Counts;
import io.releaseconductor.metric.MetricAnswer;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Reach;
import io.releaseconductor.spi.MetricSource.Question;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Counting by what Prometheus has scraped")
class CountingTest {

    private final Shop shop = new Shop();

    @AfterEach
    void close() {
        shop.close();
    }

    private void scrapeBoth(long second, long canary, long failed, long stable) {
        shop.scrape("canary-1", second, canary, failed);
        shop.scrape("stable-1", second, stable, 0);
    }

    private static BothSides counts(long bad, long total, long stableBad, long stableTotal) {
        return new BothSides(new Counts(bad, total), new Counts(stableBad, stableTotal));
    }

    @Test
    @DisplayName("tells by how much counters rose on both sides, by one call for all metrics")
    void tells_both_sides() {
        scrapeBoth(0, 100, 5, 1000);
        scrapeBoth(15, 110, 7, 1090);
        scrapeBoth(30, 111, 7, 1100);
        shop.use(shop.options.withMetric(
                "all", "http_server_requests_seconds_count / http_server_requests_seconds_count"));

        Question question = shop.question(0, 15, 1, "errors", "all");
        assertThat(shop.known(question)).containsExactly(counts(2, 10, 0, 90));
        assertThat(shop.metrics().count(question).get("all"))
                .isEqualTo(new MetricAnswer.Known(List.of(counts(10, 10, 90, 90))));
        assertThat(shop.prometheus.received()).hasSize(2);
    }

    @Test
    @DisplayName("counts an increase in the span of its later sample, and nothing where there is none")
    void counts_in_the_span_of_the_later_sample() {
        scrapeBoth(0, 100, 0, 1000);
        scrapeBoth(10, 101, 0, 1000);
        scrapeBoth(25, 103, 0, 1000);
        scrapeBoth(41, 107, 0, 1000);

        assertThat(shop.known(shop.question(0, 10, 4, "errors")))
                .extracting(span -> span.canary().total())
                .containsExactly(1L, 0L, 2L, 0L);
        assertThat(shop.known(shop.question(0, 40, 1, "errors"))).containsExactly(counts(0, 3, 0, 0));
    }

    @Test
    @DisplayName("takes a lower value for a counter that began again")
    void takes_a_lower_value_for_a_new_beginning() {
        scrapeBoth(0, 100, 0, 1000);
        scrapeBoth(15, 4, 0, 1001);
        scrapeBoth(30, 6, 0, 1002);

        assertThat(shop.known(shop.question(0, 30, 1, "errors"))).containsExactly(counts(0, 6, 0, 2));
    }

    @Test
    @DisplayName("sees by its start that a process is another one, where its counters are no lower")
    void sees_another_process() {
        shop.add("canary-1", "process_start_time_seconds", 0, 1_000);
        scrapeBoth(0, 1, 1, 1000);
        shop.add("canary-1", "process_start_time_seconds", 15, 2_000);
        scrapeBoth(15, 1, 1, 1000);
        shop.addAnything("canary-1", "process_start_time_seconds", 30, 2_000.5);
        scrapeBoth(30, 1, 1, 1000);

        assertThat(shop.known(shop.question(0, 15, 2, "errors")))
                .containsExactly(counts(1, 1, 0, 0), counts(0, 0, 0, 0));
    }

    @Test
    @DisplayName("counts from zero what appears at an instance that was scraped before, and a new instance")
    void counts_from_zero() {
        shop.prometheus.scrape(Shop.target("canary-1"), Shop.at(0), "");
        shop.scrape("stable-1", 0, 1000, 0);
        scrapeBoth(15, 3, 1, 1001);
        shop.scrape("stable-2", 15, 7, 0);
        scrapeBoth(30, 3, 1, 1001);
        shop.scrape("stable-2", 30, 7, 0);

        assertThat(shop.known(shop.question(0, 15, 1, "errors"))).containsExactly(counts(1, 3, 0, 8));
    }

    @Test
    @DisplayName("counts nothing of an instance from before it was first looked for, and says so")
    void knows_nothing_of_the_time_before() {
        scrapeBoth(1000, 500, 1, 1000);
        scrapeBoth(1015, 501, 1, 1001);
        scrapeBoth(1030, 501, 1, 1001);

        assertThat(shop.unknown(shop.question(995, 10, 1, "errors")))
                .startsWith("missing: Prometheus has no sample between 2026-03-01T12:11:40Z and 2026-03-01T12:16:40Z");
        assertThat(shop.known(shop.question(1005, 10, 1, "errors"))).containsExactly(counts(0, 1, 0, 1));
    }

    @Test
    @DisplayName("does not count again what an instance counted before Prometheus lost sight of it")
    void does_not_count_again() {
        shop.add("canary-1", "process_start_time_seconds", 0, Shop.at(-100).getEpochSecond());
        scrapeBoth(0, 500, 1, 1000);
        for (int second = 15; second <= 600; second += 15) {
            shop.scrape("stable-1", second, 1000, 0);
        }
        shop.add("canary-1", "process_start_time_seconds", 600, Shop.at(-100).getEpochSecond());
        shop.scrape("canary-1", 600, 700, 1);
        scrapeBoth(615, 700, 1, 1000);

        assertThat(shop.unknown(shop.question(590, 10, 1, "errors")))
                .startsWith("missing: canary-1 was not scraped between ")
                .contains("although it ran");
    }

    @Test
    @DisplayName("bridges a gap that is shorter than the lookback, and answers spans in it with nothing")
    void bridges_a_gap() {
        scrapeBoth(0, 100, 0, 1000);
        scrapeBoth(200, 150, 3, 1400);
        scrapeBoth(215, 150, 3, 1400);
        Question inside = shop.question(50, 50, 1, "errors");

        assertThat(shop.known(shop.question(0, 200, 1, "errors"))).containsExactly(counts(3, 50, 0, 400));
        assertThat(shop.unknown(inside)).startsWith("not yet: Prometheus has no sample since 2026-03-01T12:01:40Z");
        shop.clock.set(Shop.at(260));
        assertThat(shop.metrics().count(inside).get("errors"))
                .isEqualTo(new MetricAnswer.Known(List.of(BothSides.NONE)));
    }

    @Test
    @DisplayName("says at last that there is no sample, since none will come any more")
    void says_at_last_that_it_is_missing() {
        scrapeBoth(0, 100, 0, 1000);
        Question question = shop.question(0, 30, 1, "errors");

        assertThat(shop.unknown(question)).startsWith("not yet: ");
        shop.clock.set(Shop.at(1000));
        assertThat(Shop.reason(shop.metrics().count(question).get("errors")))
                .isEqualTo("missing: Prometheus has no sample since 2026-03-01T12:00:30Z");
    }

    @Test
    @DisplayName("waits for an instance that lags behind, and not for one that is gone")
    void waits_for_one_that_lags() {
        scrapeBoth(0, 100, 0, 1000);
        scrapeBoth(15, 100, 0, 1000);
        shop.scrape("stable-1", 30, 1003, 0);
        shop.scrape("stable-1", 45, 1003, 0);
        Question question = shop.question(0, 20, 1, "errors");

        assertThat(shop.unknown(question)).isEqualTo("not yet: canary-1 was not scraped since 2026-03-01T12:00:20Z");
        shop.clock.set(Shop.at(60));
        assertThat(shop.metrics().count(question).get("errors")).isInstanceOf(MetricAnswer.Known.class);
    }

    @Test
    @DisplayName("leaves out a sample that is no number, and refuses one that is no count")
    void looks_at_what_is_a_count() {
        scrapeBoth(0, 100, 0, 1000);
        scrapeBoth(15, 105, 0, 1000);
        shop.addAnything(
                "canary-1", "http_server_requests_seconds_count", 15, Double.NaN, "uri", "/cart", "status", "200");
        scrapeBoth(30, 110, 0, 1000);
        scrapeBoth(45, 110, 0, 1000);
        Question question = shop.question(0, 15, 2, "errors");

        assertThat(shop.known(question)).containsExactly(counts(0, 0, 0, 0), counts(0, 10, 0, 0));
        for (double none : new double[] {Double.POSITIVE_INFINITY, 100.5, -1, 1e17}) {
            shop.addAnything(
                    "canary-1", "http_server_requests_seconds_count", 15, none, "uri", "/cart", "status", "200");
            assertThat(shop.unknown(question)).startsWith("missing: ").contains("no number of events");
        }
    }

    @Test
    @DisplayName("tells slow requests by the histogram's bound, however that is written")
    void tells_slow_requests() {
        for (String bound : new String[] {"0.5", "0.50", "5.0E-1", "5e-01"}) {
            try (Shop other = new Shop()) {
                for (String instance : new String[] {"canary-1", "stable-1"}) {
                    for (long second : new long[] {0, 15, 30}) {
                        String labels = "{uri=\"/cart\",status=\"200\"} ";
                        String bucket = "http_server_requests_seconds_bucket{uri=\"/cart\",status=\"200\",le=\"";
                        other.prometheus.scrape(
                                Shop.target(instance),
                                Shop.at(second),
                                "http_server_requests_seconds_count" + labels + (100 + second) + "\n" + bucket + bound
                                        + "\"} " + (100 + second - second / 5) + "\n" + bucket + "1.0\"} "
                                        + (100 + second) + "\n");
                    }
                }
                assertThat(other.known(other.question(0, 15, 1, "slow"))).containsExactly(counts(3, 15, 3, 15));
            }
        }
    }

    @Test
    @DisplayName("says that the histogram has no such bound")
    void says_that_there_is_no_bound() {
        scrapeBoth(0, 100, 0, 1000);
        scrapeBoth(15, 100, 0, 1000);
        scrapeBoth(30, 100, 0, 1000);

        assertThat(shop.unknown(shop.question(0, 15, 1, "slow")))
                .startsWith("not yet: there is no bucket le=\"0.5\" of http_server_requests_seconds_bucket")
                .contains("are histograms switched on");
    }

    @Test
    @DisplayName("leaves out what machines ask for")
    void leaves_out_machines() {
        for (long second : new long[] {0, 15, 30}) {
            scrapeBoth(second, 100 + second, 0, 1000);
            shop.add("canary-1", "http_server_requests_seconds_count", second, 10 * second, "uri", "/actuator/health");
        }
        assertThat(shop.known(shop.question(0, 15, 1, "errors"))).containsExactly(counts(0, 15, 0, 0));
    }

    @Test
    @DisplayName("knows a canary without a visitor from one that is not there")
    void knows_a_silent_canary() {
        for (long second : new long[] {0, 15, 30}) {
            shop.scrape("stable-1", second, 1000 + second, 0);
        }
        Question question = shop.question(0, 15, 1, "errors");
        assertThat(shop.unknown(question))
                .startsWith("not yet: Prometheus has nothing of the canary (PROMETHEUS_CANARY is {track=\"canary\"})");

        for (long second : new long[] {0, 15, 30}) {
            shop.prometheus.scrape(Shop.target("canary-1"), Shop.at(second), "");
        }
        assertThat(shop.known(question)).containsExactly(counts(0, 0, 0, 15));
    }

    @Test
    @DisplayName("counts all instances as one side where the reach is all")
    void counts_all_as_one() {
        scrapeBoth(0, 100, 5, 1000);
        scrapeBoth(15, 110, 7, 1090);
        scrapeBoth(30, 110, 7, 1090);
        Question two = shop.question(0, 15, 1, "errors");
        Question one = new Question(
                two.environment(), two.metrics(), Reach.ALL, null, null, two.from(), two.every(), two.spans());

        assertThat(shop.known(one)).containsExactly(counts(2, 100, 0, 0));
    }

    @Test
    @DisplayName("puts version and target into selectors, as text")
    void fills_in_placeholders() {
        shop.use(shop.options.withSides("version=\"$version\"", "version=~\"$previous|other\""));
        for (String version : List.of("1.4.2", "1.4.1", "1x4.1")) {
            for (long second : new long[] {0, 15, 30}) {
                shop.add("pod-" + version, "http_server_requests_seconds_count", second, second, "version", version);
            }
        }
        assertThat(shop.known(shop.question(0, 15, 1, "errors"))).containsExactly(counts(0, 15, 0, 15));
        Question unknown = new Question(
                Environment.PROD,
                List.of("errors"),
                new Reach.Percentage(10),
                null,
                null,
                Shop.at(0),
                Duration.ofSeconds(15),
                1);
        assertThat(shop.unknown(unknown))
                .isEqualTo("missing: $version in version=\"$version\" is not known for this deployment");
    }

    @Test
    @DisplayName("says that both selectors select the same")
    void says_that_sides_overlap() {
        shop.use(shop.options.withSides("track=\"canary\"", "job=\"shop\""));
        scrapeBoth(0, 100, 5, 1000);
        scrapeBoth(15, 100, 5, 1000);
        assertThat(shop.unknown(shop.question(0, 10, 1, "errors")))
                .startsWith("missing: PROMETHEUS_CANARY and PROMETHEUS_STABLE both select ")
                .endsWith(" of canary-1");
    }

    @Test
    @DisplayName("says that more is bad than there is, and that a metric is not known")
    void says_what_does_not_fit() {
        shop.use(shop.options.withMetric("orders", "failed_total / orders_total"));
        for (String instance : List.of("canary-1", "stable-1")) {
            for (long second : new long[] {0, 15, 30}) {
                shop.add(instance, "failed_total", second, 2 * second);
                shop.add(instance, "orders_total", second, second);
            }
        }
        assertThat(shop.unknown(shop.question(0, 15, 1, "orders")))
                .isEqualTo(
                        "missing: more was bad (30) than there was (15) on the canary: does orders_total count those of"
                                + " failed_total as well?");
        assertThat(shop.unknown(shop.question(0, 15, 1, "carts")))
                .isEqualTo("missing: there is no metric carts; there are: errors, slow, orders");
    }

    @Test
    @DisplayName("asks nothing before a span can be known, nor for an environment without a Prometheus")
    void asks_nothing_in_vain() {
        Question question = shop.question(0, 15, 1, "errors");
        shop.clock.set(question.to().plusSeconds(29));
        assertThat(Shop.reason(shop.metrics().count(question).get("errors")))
                .isEqualTo("not yet: what was counted until 2026-03-01T12:00:15Z is known at 2026-03-01T12:00:45Z");
        Question elsewhere = new Question(
                Environment.STAGING,
                question.metrics(),
                question.reach(),
                null,
                null,
                question.from(),
                question.every(),
                1);
        assertThat(shop.metrics().count(elsewhere))
                .isEqualTo(Map.of("errors", new MetricAnswer.NotYet("PROMETHEUS_URL is not set for staging")));
        assertThat(shop.prometheus.received()).isEmpty();
    }
}
