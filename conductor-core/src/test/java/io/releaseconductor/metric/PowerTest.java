package io.releaseconductor.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What a metric can show")
class PowerTest {

    private static final MetricSpec ERRORS = MetricSpec.besideStable("errors");
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    @DisplayName("is said before the first deployment")
    void sentence() {
        assertThat(Power.of(ERRORS, 60).sentence(0.01)).matches("errors: can see 1 % → [\\d.]+ % within 30 min");
        assertThat(Power.of(ERRORS, 0.1).sentence(0.01)).isEqualTo("errors: can see nothing within 30 min");
        assertThat(Power.of(MetricSpec.againstLimit("api", 0.01), 6).sentence(0.5))
                .matches("api: can see 1 % → [\\d.]+ % within 30 min");
    }

    @Test
    @DisplayName("grows with traffic and time, and shrinks with correlation")
    void grows() {
        double little = Power.of(ERRORS, 6).seeable(0.05).orElseThrow();
        double more = Power.of(ERRORS, 60).seeable(0.05).orElseThrow();
        double most = Power.of(ERRORS, 6000).seeable(0.05).orElseThrow();
        assertThat(little).isGreaterThan(more);
        assertThat(more).isGreaterThan(most);
        assertThat(most).isGreaterThan(0.05);
        assertThat(new Power(ERRORS, 60, 60, new Correlation(5, true))
                        .seeable(0.05)
                        .orElseThrow())
                .isGreaterThan(more);
        assertThat(Power.of(ERRORS, 60).needed(0.05).orElseThrow())
                .isGreaterThan(Power.of(ERRORS, 600).needed(0.05).orElseThrow());
    }

    @Test
    @DisplayName("is a warning where the harm that has to be found is not seen, with what to write instead")
    void problems() {
        assertThat(Power.of(ERRORS, 600).problems(0.05)).isEmpty();
        assertThat(Power.of(ERRORS, 6).problems(0.05))
                .singleElement()
                .asString()
                .matches(
                        "metric errors: bake is 30 min, in which no less than [\\d.]+ % is seen at 6 requests a minute, but 11 %"
                                + " has to be found \\(2 × stable \\+ 1 point\\); allowed: a bake of [\\d.]+ (min|h) or more, more traffic"
                                + " to the canary, or a higher caught");
        assertThat(Power.of(ERRORS, 0.1).problems(0.05))
                .singleElement()
                .asString()
                .contains("in which nothing is seen");
    }

    @Test
    @DisplayName("names two rates so that they differ, however close they are")
    void names_rates_apart() {
        double tooFew = 1;
        double enough = 600;
        while (enough - tooFew > 0.001) {
            double middle = (tooFew + enough) / 2;
            if (Power.of(ERRORS, middle).problems(0.05).isEmpty()) {
                enough = middle;
            } else {
                tooFew = middle;
            }
        }

        String problem = Power.of(ERRORS, tooFew).problems(0.05).get(0);

        Matcher rates = Pattern.compile("no less than ([\\d.]+) % is seen .* but ([\\d.]+) % has to be found")
                .matcher(problem);
        assertThat(rates.find()).as(problem).isTrue();
        assertThat(Double.parseDouble(rates.group(1))).as(problem).isGreaterThan(Double.parseDouble(rates.group(2)));
    }

    @Test
    @DisplayName("a bake that is said to be long enough is long enough")
    void long_enough() {
        Power power = Power.of(ERRORS, 20);
        Duration needed = power.needed(0.05).orElseThrow();
        MetricSpec longer = ERRORS.withBake(Duration.ZERO, needed, Duration.ofSeconds(10));
        assertThat(needed).isGreaterThan(ERRORS.bake());
        assertThat(Power.of(longer, 20).found(0.05, 0.11)).isCloseTo(0.8, within(0.02));
        assertThat(Power.of(longer, 20).problems(0.05)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.7, 1.5, 3, 5, 9, 13, 17, 21, 23})
    @DisplayName("a bake that is advised is long enough")
    void advice_helps(double requestsPerMinute) {
        Power power = Power.of(ERRORS, requestsPerMinute);
        String problem = power.problems(0.05).get(0);
        Matcher advised = Pattern.compile("a bake of ([\\d.]+) (min|h) or more").matcher(problem);
        assertThat(advised.find()).as(problem).isTrue();
        double minutes =
                Double.parseDouble(advised.group(1)) * (advised.group(2).equals("h") ? 60 : 1);

        MetricSpec longer = ERRORS.withBake(
                Duration.ZERO, Duration.ofSeconds((long) Math.ceil(60 * minutes)), Duration.ofSeconds(10));
        assertThat(Power.of(longer, requestsPerMinute).problems(0.05)).isEmpty();
    }

    @Test
    @DisplayName("is said of looks so far too")
    void so_far() {
        Evidence evidence = SequentialJudge.besideStable(ERRORS, START, List.of());
        assertThat(Power.soFar(ERRORS, evidence)).isEmpty();
        for (int i = 0; i < 30; i++) {
            Instant from = evidence.upTo();
            Look look = Look.beside(from, from.plusSeconds(10), new Counts(1, 10), new Counts(5, 90));
            evidence = ((Counted.Continued) SequentialJudge.count(ERRORS, evidence, look)).evidence();
        }

        Prospect prospect = Power.soFar(ERRORS, evidence).orElseThrow();

        assertThat(prospect.expected()).isCloseTo(0.056, within(0.001));
        assertThat(prospect.seeable()).isGreaterThan(0.1);
        assertThat(prospect.sentence(false))
                .matches(
                        "could have seen: 5\\.6 % → [\\d.]+ % \\(80 %\\); to see [\\d.]+ % takes [\\d.]+ (s|min) more");
        assertThat(new Prospect(0.05, null, 0.11, null).sentence(false))
                .isEqualTo("could not have seen anything yet; 11 % cannot be seen at this traffic");
        assertThat(new Prospect(0.05, 0.1, 0.11, Duration.ZERO).sentence(false))
                .isEqualTo("could have seen: 5 % → 10 % (80 %)");
    }

    @Test
    @DisplayName("is a chance, whatever the numbers")
    void whatever() {
        for (double traffic : new double[] {1e-3, 1, 100, 1e6}) {
            for (double rate : new double[] {1e-7, 1e-3, 0.3, 0.999}) {
                Power power = Power.of(ERRORS, traffic);
                for (double canary : new double[] {1e-6, 0.01, 0.5, 0.9999}) {
                    assertThat(power.found(rate, canary)).isBetween(0.0, 1.0);
                }
                Optional<Double> seeable = power.seeable(rate);
                assertThat(seeable).matches(s -> s.isEmpty() || (s.get() > rate && s.get() <= 1));
            }
        }
        assertThatThrownBy(() -> Power.of(ERRORS, 0))
                .hasMessage("canaryPerMinute: 0.0 is not allowed; allowed: above 0");
        assertThatThrownBy(() -> Power.of(ERRORS, 1).found(0, 0.5)).hasMessageContaining("stableRate: 0.0");
    }

    @Test
    @Timeout(60)
    @DisplayName("is a chance, and soon known, however different the sides are")
    void however_different() {
        for (double canary : new double[] {Double.MIN_VALUE, 0.1, 1e4, 1e18, 1e300}) {
            for (double stable : new double[] {Double.MIN_VALUE, 0.1, 1e4, 1e18, 1e300}) {
                for (double phi : new double[] {1, 50, 1e6}) {
                    Power power = new Power(ERRORS, canary, stable, new Correlation(phi, true));
                    assertThat(power.found(0.05, 0.06)).isBetween(0.0, 1.0);
                    assertThat(power.found(1e-9, 1 - 1e-12)).isBetween(0.0, 1.0);
                }
            }
        }
        assertThat(new Power(ERRORS, 1e9, 1e-9, Correlation.INDEPENDENT).found(0.05, 0.5))
                .as("next to nothing to compare with")
                .isLessThan(0.01);
    }

    @Test
    @DisplayName("names times as they are, and those that are asked for not shorter")
    void named_times() {
        assertThat(Sentences.time(Duration.ofSeconds(105))).isEqualTo("105 s");
        assertThat(Sentences.time(Duration.ofMinutes(105))).isEqualTo("105 min");
        assertThat(Sentences.time(Duration.ofSeconds(130))).isEqualTo("2.2 min");
        assertThat(Sentences.atLeast(Duration.ofSeconds(126))).isEqualTo("2.1 min");
        assertThat(Sentences.atLeast(Duration.ofSeconds(127))).isEqualTo("2.2 min");
        assertThat(Sentences.atLeast(Duration.ofMinutes(98).plusSeconds(1))).isEqualTo("99 min");
        assertThat(Sentences.time(Duration.ofSeconds(Long.MAX_VALUE))).endsWith("000 h");
    }

    @Test
    @DisplayName("is known for times of any length")
    void times() {
        MetricSpec fast = ERRORS.withBake(Duration.ZERO, Duration.ofMinutes(30), Duration.ofNanos(1));
        assertThat(Power.of(fast, 60).found(0.05, 0.5)).isGreaterThan(0.99);
        MetricSpec slow = ERRORS.withBake(Duration.ZERO, Duration.ofSeconds(Long.MAX_VALUE), Duration.ofDays(1));
        assertThat(Power.of(slow, 60).found(0.05, 0.5)).isGreaterThan(0.99);

        Counts broken = new Counts(1L << 60, 1L << 60);
        Look look = Look.beside(START, START.plusNanos(1), broken, broken);
        Evidence evidence = ((Counted.Continued)
                        SequentialJudge.count(ERRORS, SequentialJudge.besideStable(ERRORS, START, List.of()), look))
                .evidence();
        assertThat(Power.soFar(ERRORS, evidence).orElseThrow().sentence(false))
                .startsWith("could not have seen anything");
    }

    @ParameterizedTest
    @CsvSource({
        "0.5, 4.5, 1, 0.05, 0.6",
        "1, 1, 1, 0.05, 0.6",
        "1, 1, 2, 0.05, 0.9999",
        "2, 18, 2, 0.05, 0.3",
        "6, 54, 5, 0.05, 0.3",
        "3, 27, 5, 0.005, 0.1"
    })
    @DisplayName("is true to some points in a hundred where traffic is little, and where bad events come in clusters")
    void little_traffic(double canary, double stable, int cluster, double stableRate, double canaryRate) {
        Power power = new Power(ERRORS, canary, stable, new Correlation(cluster, true));
        assertThat(found(power, stableRate, canaryRate, cluster, 100))
                .isCloseTo(power.found(stableRate, canaryRate), within(0.15));
    }

    @ParameterizedTest
    @CsvSource({
        "60, 540, 1, 0.05",
        "60, 60, 1, 0.05",
        "600, 600, 1, 0.01",
        "6, 54, 1, 0.05",
        "6, 54, 1, 0.01",
        "30, 30, 1, 0.02",
        "60, 540, 5, 0.05",
        "30, 270, 5, 0.005"
    })
    @Tag("thorough")
    @DisplayName("is true: where 80 % is said, 80 % are found")
    void is_true(double canaryPerMinute, double stablePerMinute, int cluster, double stableRate) {
        Power power = new Power(ERRORS, canaryPerMinute, stablePerMinute, new Correlation(cluster, true));
        double seeable = power.seeable(stableRate).orElseThrow();
        assertThat(found(power, stableRate, seeable, cluster, 1_000)).isBetween(0.76, 0.84);
    }

    /** In how many of so many histories the judge finds it. */
    private static double found(Power power, double stableRate, double canaryRate, int cluster, int histories) {
        int found = 0;
        for (int history = 0; history < histories; history++) {
            Random random = new Random(history);
            List<Counts> before = IntStream.range(0, 360)
                    .mapToObj(i -> counts(random, power.stablePerMinute() / 6, stableRate, cluster))
                    .toList();
            Strand begun = SequentialJudge.besideStable(ERRORS, START, before)
                    .strands()
                    .get(0);
            Evidence evidence = new Evidence(START, START, power.correlation(), 0, Counts.NONE, List.of(begun), 0);
            for (int i = 0; i < 180 && SequentialJudge.outcome(ERRORS, evidence) != Outcome.FAIL; i++) {
                Instant from = evidence.upTo();
                Look look = Look.beside(
                        from,
                        from.plusSeconds(10),
                        counts(random, power.canaryPerMinute() / 6, canaryRate, cluster),
                        counts(random, power.stablePerMinute() / 6, stableRate, cluster));
                evidence = ((Counted.Continued) SequentialJudge.count(ERRORS, evidence, look)).evidence();
            }
            found += SequentialJudge.outcome(ERRORS, evidence) == Outcome.FAIL ? 1 : 0;
        }
        return (double) found / histories;
    }

    private static Counts counts(Random random, double total, double rate, int cluster) {
        int bad = poisson(random, total * rate / cluster) * cluster;
        return new Counts(bad, bad + poisson(random, total * (1 - rate)));
    }

    private static int poisson(Random random, double mean) {
        if (mean > 50) {
            return poisson(random, mean / 2) + poisson(random, mean / 2);
        }
        double limit = Math.exp(-mean);
        double product = random.nextDouble();
        int count = 0;
        while (product > limit) {
            product *= random.nextDouble();
            count++;
        }
        return count;
    }
}
