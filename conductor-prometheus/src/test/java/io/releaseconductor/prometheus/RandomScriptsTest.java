package io.releaseconductor.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.examples.fakeprometheus.Fault;
import io.releaseconductor.metric.BothSides;
import io.releaseconductor.metric.Counts;
import io.releaseconductor.metric.MetricAnswer;
import io.releaseconductor.spi.MetricSource.Question;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Random scripts whose truth is known, looked at span by span while Prometheus lags, is away, answers by halves or with nonsense. Each
 * figure has to be the truth to the request, and each span has to get one in the end.
 */
@DisplayName("Whatever happens to instances, to Prometheus and to its answers")
class RandomScriptsTest {

    private static final List<String> METRICS = List.of("errors", "slow");

    @Test
    @DisplayName("each figure is true, and all of them add up to all there was, over 200 scripts")
    void is_true_over_some_scripts() {
        run(1, 200);
    }

    @Test
    @Tag("thorough")
    @DisplayName("each figure is true, and all of them add up to all there was, over 10,000 scripts")
    void is_true_over_many_scripts() {
        run(1_001, 10_000);
    }

    private static void run(long first, int number) {
        long known = 0;
        for (long seed = first; seed < first + number; seed++) {
            known += run(seed);
        }
        assertThat(known).as("spans that were looked at").isGreaterThan(10L * number);
    }

    private static long run(long seed) {
        try (Shop shop = new Shop()) {
            Script script = new Script(seed, shop.prometheus);
            int scrapes = 12 + script.random().nextInt(30);
            script.run(scrapes);
            if (script.random().nextBoolean()) {
                shop.prometheus.leaveOutBeginnings();
            }
            return look(shop, script, seed, scrapes * 15L - 1);
        }
    }

    /** Looks that follow each other, from after the first scrape to before the last. */
    private static long look(Shop shop, Script script, long seed, long end) {
        Random random = script.random();
        Map<String, BothSides> sums = new LinkedHashMap<>();
        long from = 10;
        long known = 0;
        while (from < end) {
            long every = 5L + random.nextInt(20);
            int spans = 1 + random.nextInt(5);
            if (from + every * spans > end) {
                every = end - from;
                spans = 1;
            }
            Question question = shop.question(from, every, spans, METRICS.toArray(new String[0]));
            Map<String, MetricAnswer> answers = ask(shop, question, random);
            for (String metric : METRICS) {
                List<BothSides> counted = known(answers.get(metric), seed, question);
                for (int i = 0; i < spans; i++) {
                    Instant begins = question.from().plus(question.every().multipliedBy(i));
                    assertThat(counted.get(i))
                            .as("seed %s, %s after %s s", seed, metric, from + i * every)
                            .isEqualTo(script.truth(metric, begins, begins.plus(question.every())));
                    sums.merge(metric, counted.get(i), BothSides::plus);
                }
            }
            known += spans;
            from += every * spans;
        }
        METRICS.forEach(metric -> assertThat(sums.getOrDefault(metric, BothSides.NONE))
                .as("seed %s, all of %s", seed, metric)
                .isEqualTo(script.truth(metric, Shop.at(10), Shop.at(end))));
        return known;
    }

    /** Asks until there is a figure, and finds no other one on the way. */
    private static Map<String, MetricAnswer> ask(Shop shop, Question question, Random random) {
        Instant now = question.to().plus(shop.metrics().lag());
        while (true) {
            shop.clock.set(now);
            shop.prometheus.hideAfter(random.nextInt(5) == 0 ? question.to().minusMillis(1) : now);
            boolean spoilt = random.nextInt(4) == 0;
            if (spoilt) {
                shop.prometheus.failNext(fault(random));
            }
            int before = shop.prometheus.received().size();
            Map<String, MetricAnswer> answers = shop.metrics().count(question);
            assertThat(shop.prometheus.received().size() - before).isEqualTo(1);
            if (spoilt) {
                assertThat(answers.values()).allMatch(MetricAnswer.NotYet.class::isInstance);
            }
            if (answers.values().stream().noneMatch(MetricAnswer.NotYet.class::isInstance)) {
                return answers;
            }
            now = now.plus(Duration.ofSeconds(5));
        }
    }

    private static Fault fault(Random random) {
        List<Fault> faults = List.of(
                Fault.answer(503, "away"),
                Fault.answer(429, "too often"),
                Fault.page(),
                Fault.truncated(random.nextDouble()),
                Fault.warning("a part is missing"),
                Fault.body(body -> body.replace("\"success\"", "\"error\"")),
                Fault.body(body -> body.replace("matrix", "vector")));
        return faults.get(random.nextInt(faults.size()));
    }

    private static List<BothSides> known(MetricAnswer answer, long seed, Question question) {
        if (answer instanceof MetricAnswer.Known known) {
            return known.spans();
        }
        throw new AssertionError("seed " + seed + ": " + answer + " to " + question);
    }

    @Test
    @DisplayName("the truth itself holds failures and slow requests on both sides")
    void the_truth_is_not_empty() {
        try (Shop shop = new Shop()) {
            Script script = new Script(1, shop.prometheus);
            script.run(40);
            for (String metric : METRICS) {
                BothSides all = script.truth(metric, Shop.at(10), Shop.at(600));
                assertThat(List.of(all.canary(), all.stable())).allMatch(counts -> counts.bad() > 0);
                assertThat(all.canary()).isNotEqualTo(Counts.NONE);
            }
        }
    }
}
