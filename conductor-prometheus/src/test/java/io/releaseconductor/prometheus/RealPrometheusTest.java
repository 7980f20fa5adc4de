package io.releaseconductor.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.examples.fakeprometheus.FakePrometheus;
import io.releaseconductor.metric.BothSides;
import io.releaseconductor.metric.MetricAnswer;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Reach;
import io.releaseconductor.spi.MetricSource.Question;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A fake may take for granted what Prometheus does not do: so the same is asked of Prometheus itself, where there is one. */
@DisplayName("Prometheus itself")
class RealPrometheusTest {

    private static final List<String> METRICS = List.of(Rule.ERRORS, Rule.SLOW);

    @TempDir
    Path folder;

    @BeforeEach
    void needs_prometheus() {
        Assumptions.assumeTrue(
                System.getProperty(RealPrometheus.BINARY) != null,
                "There is no Prometheus on this machine: -D" + RealPrometheus.BINARY + "=… says where it is");
    }

    @Test
    @DisplayName("gives the answers that figures are made of, restarts included, and the fake gives the same")
    void gives_the_same_answers() throws Exception {
        try (ScrapedShop shop = new ScrapedShop();
                RealPrometheus prometheus = RealPrometheus.start(folder, shop.targets())) {
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> shop.scrapes() >= 2);
            Instant from = Instant.now().truncatedTo(ChronoUnit.MILLIS);
            Instant end = traffic(shop, from);
            PrometheusOptions options = PrometheusOptions.of(prometheus.url())
                    .withSelector("application=\"shop\"")
                    .withSides("track=\"canary\"", null)
                    .withTimes(Duration.ofSeconds(1), Duration.ofSeconds(1));
            PrometheusMetrics metrics = PrometheusMetrics.of(Map.of(Environment.PROD, options), Clock.systemUTC());

            assertThat(looks(metrics, from, end)).isEqualTo(truth(shop));
            assertThat(prometheus.isAlive()).isTrue();
            compare(options, from, end);
        }
    }

    /** A few seconds of requests, with restarts, until two scrapes have seen the last of them. */
    private static Instant traffic(ScrapedShop shop, Instant from) {
        Random random = new Random(17);
        for (int step = 1; step <= 60; step++) {
            Instant next = from.plusMillis(200L * step);
            Awaitility.await()
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> !Instant.now().isBefore(next));
            for (String name : List.of("canary", "stable")) {
                shop.serve(name, 3 + random.nextInt(9), random.nextInt(3), random.nextInt(2));
            }
            if (step == 21 || step == 44) {
                shop.restart("canary");
            }
        }
        int scrapes = shop.scrapes();
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> shop.scrapes() >= scrapes + 2);
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    private static Map<String, BothSides> truth(ScrapedShop shop) {
        Map<String, BothSides> truth = new LinkedHashMap<>();
        METRICS.forEach(metric -> truth.put(metric, shop.truth(metric)));
        return truth;
    }

    /** Looks that follow each other until all has been looked at. */
    private static Map<String, BothSides> looks(PrometheusMetrics metrics, Instant from, Instant end) {
        Map<String, BothSides> sums = new LinkedHashMap<>();
        Instant at = from;
        while (at.isBefore(end)) {
            Question question = new Question(
                    Environment.PROD, METRICS, new Reach.Percentage(10), null, null, at, Duration.ofMillis(1_300), 2);
            Map<String, MetricAnswer> answers = Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> metrics.count(question), RealPrometheusTest::isKnown);
            answers.forEach((metric, answer) ->
                    ((MetricAnswer.Known) answer).spans().forEach(span -> sums.merge(metric, span, BothSides::plus)));
            at = question.to();
        }
        return sums;
    }

    private static boolean isKnown(Map<String, MetricAnswer> answers) {
        return answers.values().stream().allMatch(MetricAnswer.Known.class::isInstance);
    }

    /** Gives the fake all that Prometheus has, and asks both. */
    private static void compare(PrometheusOptions options, Instant from, Instant end) throws NoAnswerException {
        PrometheusApi real = new PrometheusApi(options);
        Window window = new Window(
                new Question(Environment.PROD, METRICS, Reach.ALL, null, null, from, Duration.between(from, end), 1),
                options.lookback(),
                end);
        List<String> queries = new ArrayList<>(List.of(
                "{__name__=~\"http.*\"}[5m]",
                "{__name__=~\"http\"}[5m]",
                "up[7s]",
                "up{track!~\"can.*\"}[7000ms]",
                "{__name__=~\".+\",le=\"\",status!=\"200\"}[1m]",
                "{__name__=~\".+\",nowhere=~\"|x\",status=~\"5..|2.*\"}[1m]"));
        for (List<Rule> rules : List.of(
                List.of(Rule.errors()),
                List.of(Rule.slow(Duration.ofMillis(500))),
                List.of(Rule.errors(), Rule.slow(Duration.ofSeconds(1))))) {
            queries.add(Query.of(rules, OptionRules.parsed(options.selector()), window));
        }
        try (FakePrometheus fake = FakePrometheus.start()) {
            real.ask("{__name__=~\".+\"}[10m]", end).forEach(series -> {
                for (int i = 0; i < series.samples().size(); i++) {
                    fake.add(
                            series.labels(),
                            Instant.ofEpochMilli(series.samples().time(i)),
                            series.samples().value(i));
                }
            });
            PrometheusApi other = new PrometheusApi(PrometheusOptions.of(fake.url()));
            for (String query : queries) {
                assertThat(samples(other.ask(query, end))).as(query).isEqualTo(samples(real.ask(query, end)));
            }
            assertThat(samples(real.ask(queries.get(queries.size() - 2), end))).hasSize(12);
        }
    }

    private static Map<Map<String, String>, String> samples(List<Series> answer) {
        Map<Map<String, String>, String> all = new HashMap<>();
        for (Series series : answer) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < series.samples().size(); i++) {
                text.append(series.samples().time(i))
                        .append(' ')
                        .append(series.samples().value(i))
                        .append('\n');
            }
            all.put(series.labels(), text.toString());
        }
        return all;
    }
}
