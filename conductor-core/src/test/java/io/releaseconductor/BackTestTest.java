package io.releaseconductor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.releaseconductor.deployment.BackTest;
import io.releaseconductor.deployment.Comparison;
import io.releaseconductor.deployment.CountedMetric;
import io.releaseconductor.deployment.CountedWave;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.HistoryEntry;
import io.releaseconductor.deployment.LookLog;
import io.releaseconductor.deployment.MetricHistory;
import io.releaseconductor.deployment.MetricReplay;
import io.releaseconductor.metric.FalseAlarms;
import io.releaseconductor.metric.Outcome;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Strategy;
import io.releaseconductor.spi.MetricSource;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Earlier deployments, judged again by their metrics,")
class BackTestTest {

    private final World world = new World();
    private final TrafficOfThePast traffic = new TrafficOfThePast(world.clock);

    private Conductor conductor(Map<String, String> variables) {
        Map<String, String> all = new HashMap<>(Map.of(
                "SHIP_FORMAT", "2",
                "SHIP_CANARY_WAVES", "10,50,100",
                "SHIP_CANARY_BAKE", "1m..2m",
                "SHIP_FULL_BAKE", "2m..3m",
                "SHIP_CANARY_LOOK_EVERY", "10s",
                "SHIP_CANARY_WARM_UP", "20s",
                "SHIP_METRICS", "errors"));
        all.putAll(variables);
        world.variables = all;
        return world.byHandWith(EnvironmentSettings.of(Environment.STAGING)
                        .withLinked(null)
                        .withBaselineVersion("v1"))
                .metrics(traffic)
                .build();
    }

    private static Deployment ship(Conductor conductor, String version) {
        return ship(conductor, version, Strategy.CANARY);
    }

    private static Deployment ship(Conductor conductor, String version, Strategy strategy) {
        return World.shipped(conductor.ship(ShipRequest.to(Environment.STAGING, World.ADA)
                .withStrategy(strategy)
                .withDestination(World.CHANNEL)
                .withVersion(version)));
    }

    /** With nodes that are down for a while, and people who promote and roll back. */
    private void untilSettled(Conductor conductor, DeployId id, Random random) {
        for (int step = 0; step < 5_000; step++) {
            conductor.runDue();
            Deployment now = world.now(id);
            if (now.settled()) {
                return;
            }
            boolean decides = now.status() == DeploymentStatus.VERIFIED
                    && world.clock.instant().isAfter(now.statusSince().plusSeconds(60));
            if (decides && random.nextInt(5) > 0) {
                conductor.promote(id, World.BOB);
            } else if (decides) {
                conductor.rollback(id, World.BOB);
            }
            int pause = random.nextInt(40) == 0 ? 15 + random.nextInt(120) : 1 + random.nextInt(4);
            world.clock.tick(Duration.ofSeconds(pause));
        }
        throw new AssertionError("it is still " + world.now(id));
    }

    private static Map<String, String> anyPlan(Random random) {
        return Map.of(
                "SHIP_CANARY_WAVES", random.nextInt(3) == 0 ? "eu-west,us-east" : "10,50,100",
                "SHIP_CANARY_BAKE", random.nextBoolean() ? "1m..2m" : "2m..4m",
                "SHIP_CANARY_LOOK_EVERY", random.nextBoolean() ? "10s" : "7s",
                "SHIP_CANARY_GATES", random.nextBoolean() ? "open" : "approval",
                "SHIP_AUTO_PROMOTE", String.valueOf(random.nextBoolean()),
                "SHIP_METRICS",
                        List.of("errors", "errors:5%,slow", "slow:20%,errors,orders:1%")
                                .get(random.nextInt(3)));
    }

    private void anyTraffic(Random random) {
        Instant now = world.clock.instant();
        traffic.canaryIs(false, now);
        if (random.nextInt(3) == 0) {
            traffic.canaryIs(true, now.plusSeconds(random.nextInt(600)));
        }
    }

    @Test
    @DisplayName("come out as they did: 200 of them, to the last figure")
    void as_they_did() {
        Conductor conductor = conductor(Map.of());
        traffic.lost = second -> TrafficOfThePast.mixed(1, second / 60) % 80 == 0;
        traffic.away = now -> TrafficOfThePast.mixed(2, now / 45) % 12 == 0;
        for (int i = 0; i < 200; i++) {
            Random random = new Random(i);
            conductor = conductor(anyPlan(random));
            anyTraffic(random);
            Deployment deployment =
                    ship(conductor, "v" + (i + 2), random.nextInt(4) == 0 ? Strategy.FULL : Strategy.CANARY);
            untilSettled(conductor, deployment.id(), random);
            world.clock.tick(Duration.ofMinutes(70));
        }
        traffic.away = now -> false;
        List<BackTested> again = conductor.backTest(Environment.STAGING, 200);
        assertThat(again)
                .hasSize(200)
                .allSatisfy(each -> assertThat(each.result()).isInstanceOf(BackTest.Equal.class));
        // all of it happened
        assertThat(waves(again).filter(wave -> wave.number() > 1)).hasSizeGreaterThan(100);
        assertThat(waves(again).filter(wave -> wave.compared() == Comparison.BEFORE))
                .hasSizeGreaterThan(30);
        assertThat(logs(again).filter(log -> log.matches("(![1-7]:)?.{4}(![1-7]:.{4}.*|.{4}![1-7]:.{4});.*")))
                .as("nothing is known of yesterday, or of last week")
                .hasSizeGreaterThan(2);
        assertThat(logs(again).filter(log -> log.contains("*"))).hasSizeGreaterThan(100);
        assertThat(logs(again).filter(log -> log.contains("!"))).hasSizeGreaterThan(100);
        assertThat(metrics(again).filter(metric -> metric.gaps() > 0)).hasSizeGreaterThan(20);
        for (String rule : List.of("_worse", "_too_high", "_as_before")) {
            assertThat(metrics(again)
                            .filter(metric -> metric.rule().endsWith(rule) && metric.outcome() == Outcome.FAIL))
                    .as(rule)
                    .hasSizeGreaterThan(3);
        }
        assertThat(metrics(again).filter(metric -> metric.outcome() == Outcome.PASS))
                .hasSizeGreaterThan(100);
        assertThat(metrics(again).filter(metric -> metric.outcome() == Outcome.UNDECIDED))
                .hasSizeGreaterThan(100);
        assertThat(again.stream().map(each -> each.deployment().status()))
                .contains(DeploymentStatus.PROMOTED, DeploymentStatus.ROLLED_BACK);
    }

    private static Stream<CountedWave> waves(List<BackTested> all) {
        return all.stream()
                .map(each -> each.deployment().metrics())
                .filter(Objects::nonNull)
                .flatMap(history -> history.waves().stream());
    }

    private static Stream<String> logs(List<BackTested> all) {
        return waves(all).map(CountedWave::log).filter(Objects::nonNull).map(LookLog::text);
    }

    private static Stream<CountedMetric> metrics(List<BackTested> all) {
        return waves(all).flatMap(wave -> wave.metrics().stream());
    }

    /** A canary that is well, which takes some minutes, and nobody promotes. */
    private BackTested oneThatIsWell(Conductor conductor) {
        DeployId id = ship(conductor, "v2").id();
        world.runUntil(conductor, id, DeploymentStatus.VERIFIED);
        return conductor.backTest(Environment.STAGING, 1).get(0);
    }

    private static BackTest.Span look(HistoryEntry deployment, int number) {
        CountedWave wave = Objects.requireNonNull(deployment.metrics()).waves().get(0);
        Instant from = wave.from().plus(wave.bake().every().multipliedBy(number));
        return new BackTest.Span(1, from, from.plus(wave.bake().every()));
    }

    @Test
    @DisplayName("are told of where the source answers otherwise now, for exactly those looks")
    void changed_past() {
        Conductor conductor = conductor(Map.of());
        BackTested before = oneThatIsWell(conductor);
        assertThat(before.result()).isInstanceOf(BackTest.Equal.class);
        BackTest.Span second = look(before.deployment(), 1);
        BackTest.Span fourth = look(before.deployment(), 3);
        traffic.changed = time ->
                time == second.from().getEpochSecond() || time == fourth.to().getEpochSecond() - 1;

        assertThat(conductor.backTest(Environment.STAGING, 1).get(0).result())
                .isEqualTo(new BackTest.AnswersDiffer(
                        ((BackTest.Equal) before.result()).answers(), List.of(second, fourth), List.of(), null, true));
    }

    @Test
    @DisplayName("are told of where the hour before is told otherwise now")
    void changed_hour() {
        Conductor conductor = conductor(Map.of());
        BackTested before = oneThatIsWell(conductor);
        Instant until = Objects.requireNonNull(before.deployment().metrics())
                .deployedAt()
                .minus(traffic.lag());
        traffic.changed = time -> time == until.getEpochSecond() - 1;

        assertThat(conductor.backTest(Environment.STAGING, 1).get(0).result())
                .isInstanceOfSatisfying(
                        BackTest.AnswersDiffer.class,
                        differ -> assertThat(differ.otherwise())
                                .containsExactly(new BackTest.Span(1, until.minus(Duration.ofHours(1)), until)));
    }

    @Test
    @DisplayName("are told of where yesterday is told otherwise now, where nothing else ran beside them")
    void changed_yesterday() {
        Conductor conductor = conductor(Map.of());
        world.runUntil(conductor, ship(conductor, "v2", Strategy.FULL).id(), DeploymentStatus.VERIFIED);
        HistoryEntry entry = conductor.backTest(Environment.STAGING, 1).get(0).deployment();
        Instant from =
                Objects.requireNonNull(entry.metrics()).waves().get(0).from().minus(Duration.ofDays(1));
        traffic.changed = time -> time == from.getEpochSecond();

        assertThat(conductor.backTest(entry).result())
                .isInstanceOfSatisfying(
                        BackTest.AnswersDiffer.class,
                        differ -> assertThat(differ.otherwise())
                                .containsExactly(new BackTest.Span(1, from, from.plus(Duration.ofMinutes(3)))));
    }

    @Test
    @DisplayName(
            "are told of where the source does not know single looks any more, which it is asked about with few questions")
    void lost_past() {
        Conductor conductor = conductor(Map.of("SHIP_METRICS", "errors,slow,orders", "SHIP_CANARY_BAKE", "5m..10m"));
        BackTested before = oneThatIsWell(conductor);
        BackTest.Span third = look(before.deployment(), 2);
        traffic.lost = time -> time / 10 == third.from().getEpochSecond() / 10 + 1;
        traffic.questions = 0;

        assertThat(conductor.backTest(Environment.STAGING, 1).get(0).result())
                .isInstanceOfSatisfying(BackTest.AnswersDiffer.class, differ -> {
                    assertThat(differ.otherwise()).isEmpty();
                    assertThat(differ.unknown()).isNotEmpty().hasSizeLessThan(3);
                    assertThat(differ.reason()).startsWith("no samples were kept of ");
                });
        assertThat(traffic.questions).isLessThan(20);
    }

    @Test
    @DisplayName("are not if the source tells nothing of them")
    void source_away() {
        Conductor conductor = conductor(Map.of());
        oneThatIsWell(conductor);
        traffic.away = now -> true;
        traffic.questions = 0;

        assertThat(conductor.backTest(Environment.STAGING, 1))
                .extracting(BackTested::result)
                .containsExactly(new BackTest.NotReplayed("the source of metrics tells nothing of it: it is away"));
        assertThat(traffic.questions).isEqualTo(2);
    }

    @Test
    @DisplayName("are not if no metric judged them")
    void without_metrics() {
        Conductor conductor = conductor(Map.of("SHIP_METRICS", ""));
        untilSettled(conductor, ship(conductor, "v2").id(), new Random(1));

        assertThat(conductor.backTest(Environment.STAGING, 1))
                .extracting(BackTested::result)
                .containsExactly(new BackTest.NotReplayed(
                        "no metric judged it, or a version shipped it that kept nothing of them"));
    }

    @Test
    @DisplayName("are told apart where another judge comes to something else by the same answers")
    void another_judge() {
        Conductor conductor = conductor(Map.of());
        HistoryEntry entry = oneThatIsWell(conductor).deployment();
        MetricHistory history = Objects.requireNonNull(entry.metrics());
        CountedWave wave = history.waves().get(0);
        CountedMetric metric = wave.metrics().get(0);

        assertThat(judged(entry, history, wave, metric.outcome(), metric.digest() ^ 1))
                .isEqualTo(new BackTest.ResultDiffers(
                        log(wave).looks() + 1,
                        List.of(new BackTest.Difference(1, "errors_worse", metric.outcome(), metric.outcome()))));
        assertThat(judged(entry, history, wave, Outcome.FAIL, metric.digest()))
                .isInstanceOfSatisfying(
                        BackTest.ResultDiffers.class,
                        differs -> assertThat(differs.inOutcome()).isTrue());
    }

    private static LookLog log(CountedWave wave) {
        return Objects.requireNonNull(wave.log());
    }

    private BackTest judged(HistoryEntry entry, MetricHistory history, CountedWave wave, Outcome outcome, long digest) {
        return again(
                entry,
                history,
                new CountedWave(
                        1,
                        wave.reach(),
                        wave.bake(),
                        wave.compared(),
                        wave.from(),
                        wave.log(),
                        List.of(new CountedMetric("errors_worse", outcome, 0, digest))));
    }

    private BackTest again(HistoryEntry entry, MetricHistory history, CountedWave wave) {
        MetricHistory changed = new MetricHistory(
                history.plan(), history.judgedTogether(), history.stableVersion(), history.deployedAt(), List.of(wave));
        return MetricReplay.of(
                changed,
                (reach, metrics, spans) -> traffic.count(new MetricSource.Question(
                        entry.environment(),
                        metrics,
                        reach,
                        entry.version(),
                        history.stableVersion(),
                        spans.from(),
                        spans.every(),
                        spans.count())));
    }

    @Test
    @DisplayName("are not if their looks were not kept, and as far as they go if some were")
    void without_log() {
        HistoryEntry entry = oneThatIsWell(conductor(Map.of())).deployment();
        MetricHistory history = Objects.requireNonNull(entry.metrics());
        CountedWave wave = history.waves().get(0);

        assertThat(again(entry, history, with(wave, null)))
                .isEqualTo(new BackTest.NotReplayed("what its looks were answered was not kept"));
        String shorter = log(wave).text().substring(0, log(wave).text().length() - 4) + "+";
        assertThat(again(entry, history, with(wave, LookLog.parse(shorter))))
                .isEqualTo(new BackTest.Equal(log(wave).looks(), true));
    }

    private static CountedWave with(CountedWave wave, @Nullable LookLog log) {
        return new CountedWave(
                wave.number(), wave.reach(), wave.bake(), wave.compared(), wave.from(), log, wave.metrics());
    }

    @Test
    @DisplayName("are beside what is calibrated: the instances of an environment, compared with themselves")
    void calibration() {
        Conductor conductor = conductor(Map.of("SHIP_METRICS", "errors,orders:1%"));
        List<FalseAlarms> found = conductor.calibrate(Environment.STAGING, Duration.ofHours(6));

        assertThat(found).extracting(FalseAlarms::metric).containsExactly("errors", "orders");
        assertThat(found).allSatisfy(metric -> {
            assertThat(metric.bake()).isEqualTo(Duration.ofMinutes(2));
            assertThat(metric.bakes()).isEqualTo(180);
            // five checks, two metrics, one limit
            assertThat(metric.promised()).isEqualTo(0.01 / 8);
            assertThat(metric.isTooMany()).isFalse();
        });
        assertThat(conductor(Map.of("SHIP_METRICS", "")).calibrate(Environment.STAGING, Duration.ofHours(6)))
                .isEmpty();
        assertThat(conductor.calibrate(Environment.PROD, Duration.ofHours(6))).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> conductor.calibrate(Environment.STAGING, Duration.ofMinutes(59)))
                .withMessage("over: PT59M is not allowed; allowed: PT1H to PT2160H");
    }
}
