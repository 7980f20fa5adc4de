package io.releaseconductor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.releaseconductor.check.CheckResult;
import io.releaseconductor.config.ConfigurationException;
import io.releaseconductor.deployment.Alert;
import io.releaseconductor.deployment.AlertKind;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.metric.BothSides;
import io.releaseconductor.metric.Counts;
import io.releaseconductor.metric.MetricAnswer;
import io.releaseconductor.metric.MetricPlan;
import io.releaseconductor.metric.MetricRule;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Strategy;
import io.releaseconductor.spi.MetricSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The metrics that judge a canary")
class MetricSettingsTest {

    private static final Map<String, String> BAKED = Map.of(
            "SHIP_CANARY_WAVES", "10,100",
            "SHIP_CANARY_BAKE", "30s..10m",
            "SHIP_CANARY_LOOK_EVERY", "10s",
            "SHIP_CANARY_WARM_UP", "0s",
            "SHIP_FORMAT", "2");

    private final World world = new World();
    private final Source source = new Source();

    /** Counts the same in each second, and what it was asked. */
    private static final class Source implements MetricSource {

        private final List<Question> asked = new CopyOnWriteArrayList<>();
        private Counts canary = new Counts(10, 1000);
        private Instant illFrom = Instant.MAX;

        @Override
        public Map<String, MetricAnswer> count(Question question) {
            asked.add(question);
            Counts now = question.to().isAfter(illFrom) ? new Counts(300, 1000) : canary;
            BothSides each = new BothSides(now, new Counts(90, 9000));
            Map<String, MetricAnswer> answers = new HashMap<>();
            question.metrics()
                    .forEach(metric ->
                            answers.put(metric, new MetricAnswer.Known(Collections.nCopies(question.spans(), each))));
            return answers;
        }

        @Override
        public Set<String> known(Environment environment) {
            return Set.of("errors", "slow");
        }

        @Override
        public Duration lag() {
            return Duration.ofSeconds(5);
        }
    }

    private Map<String, String> with(String metrics) {
        Map<String, String> variables = new HashMap<>(BAKED);
        variables.put("SHIP_METRICS", metrics);
        return variables;
    }

    private List<String> problems(Map<String, String> variables, MetricSource given) {
        world.variables = variables;
        ConfigurationException refused = catchThrowableOfType(
                ConfigurationException.class,
                () -> world.byHand().metrics(given).build());
        return refused.problems();
    }

    private static ShipRequest canary() {
        return ShipRequest.to(Environment.STAGING, World.ADA)
                .withStrategy(Strategy.CANARY)
                .withVersion("v2")
                .withDestination(World.CHANNEL);
    }

    @Test
    @DisplayName("are named by a variable, with limits of their own, and kept in the record")
    void by_variable() {
        world.variables = with("errors:2.5%, slow");
        Deployment shipped =
                World.shipped(world.byHand().metrics(source).build().ship(canary()));

        assertThat(shipped.request().metrics())
                .isEqualTo(new MetricPlan(
                        List.of(new MetricRule("errors", 0.025), new MetricRule("slow", null)), Duration.ofSeconds(5)));
    }

    @Test
    @DisplayName("are refused where nobody knows them, with all that is wrong")
    void refused() {
        assertThat(problems(with("errors,erors"), source))
                .containsExactly("SHIP_METRICS: the source of metrics does not know erors; allowed: errors, slow");
        assertThat(problems(with("errors:0%,Slow,slow:120%"), source))
                .containsExactly(
                        "SHIP_METRICS: \"errors:0%\", \"Slow\", \"slow:120%\" is not allowed; allowed: names of metrics with"
                                + " commas between, at most 8, each with a limit of its own where it has one, such as"
                                + " errors:5%,slow");
        assertThat(problems(with("errors,errors:5%"), source))
                .containsExactly("SHIP_METRICS: metrics: errors is there twice; allowed: once");
        assertThat(problems(with("errors"), MetricSource.NONE))
                .containsExactly(
                        "SHIP_METRICS is set, but there is no source of metrics; give the builder metrics(...)");
    }

    @Test
    @DisplayName("are set in vain where no wave bakes")
    void in_vain() {
        world.variables = Map.of("SHIP_METRICS", "errors");

        assertThat(world.byHand().metrics(source).build().warnings())
                .anySatisfy(warning -> assertThat(warning)
                        .startsWith("SHIP_METRICS is set in vain: metrics are counted while a wave bakes"));
    }

    @Test
    @DisplayName("are not set in vain for all where a wave of one environment bakes")
    void not_in_vain() {
        world.variables = Map.of(
                "SHIP_METRICS", "errors",
                "SHIP_CANARY_WAVES_PROD", "10,100",
                "SHIP_CANARY_BAKE_PROD", "30s..10m",
                "SHIP_FORMAT", "2");

        assertThat(world.byHandWith(
                                EnvironmentSettings.of(Environment.STAGING), EnvironmentSettings.of(Environment.PROD))
                        .metrics(source)
                        .build()
                        .warnings())
                .isEmpty();
    }

    @Test
    @DisplayName("are asked for once a look, all at once, and roll a canary back that is worse while all checks pass")
    void worse() {
        world.variables = with("errors,slow");
        source.canary = new Counts(300, 1000);
        Conductor conductor = world.byHand().metrics(source).build();
        Deployment back = world.runUntil(
                conductor, World.shipped(conductor.ship(canary())).id(), DeploymentStatus.ROLLED_BACK);

        assertThat(back.rollback().reason()).isEqualTo("errors_worse, slow_worse");
        assertThat(back.rollback().decision().by()).isEqualTo(Actor.POLICY);
        assertThat(source.asked)
                .allSatisfy(question -> assertThat(question.metrics()).containsExactly("errors", "slow"));
        Instant upTo = source.asked.get(1).from();
        for (MetricSource.Question look : source.asked.subList(1, source.asked.size())) {
            assertThat(look.from()).isEqualTo(upTo);
            upTo = look.to();
        }
    }

    @Test
    @DisplayName(
            "are compared with the hour before, yesterday and last week where all is replaced at once, and leave it to a person")
    void at_once() {
        world.variables = Map.of(
                "SHIP_FULL_BAKE", "30s..10m",
                "SHIP_FULL_LOOK_EVERY", "10s",
                "SHIP_FULL_WARM_UP", "0s",
                "SHIP_METRICS", "errors,slow",
                "SHIP_AUTO_PROMOTE", "true",
                "SHIP_FORMAT", "2");
        Conductor conductor = world.byHand().metrics(source).build();
        source.illFrom = world.clock.instant();
        Deployment shipped = World.shipped(conductor.ship(ShipRequest.to(Environment.STAGING, World.ADA)
                .withStrategy(Strategy.FULL)
                .withVersion("v2")
                .withDestination(World.CHANNEL)));
        Deployment told = world.runUntil(
                conductor, shipped.id(), d -> d.alerts().size() >= 2 && d.status() == DeploymentStatus.VERIFIED);

        assertThat(told.alerts())
                .extracting(Alert::kind)
                .containsExactly(AlertKind.WORSE_THAN_BEFORE, AlertKind.WORSE_THAN_BEFORE);
        assertThat(told.alerts().get(0).message())
                .startsWith("errors: worse than before: 30 % instead of at most 1 %; ")
                .endsWith(", the hour before 1 %, yesterday 1 %, last week 1 %");
        assertThat(told.rollback()).isNull();
        assertThat(told.promotion()).isNull();
        Instant began = source.asked.get(3).from();
        assertThat(source.asked.subList(0, 3))
                .extracting(MetricSource.Question::from)
                .contains(began.minus(Duration.ofDays(1)), began.minus(Duration.ofDays(7)));
        assertThat(source.asked.subList(3, source.asked.size()))
                .as("a look takes one call")
                .allSatisfy(question -> assertThat(question.spans()).isEqualTo(1))
                .extracting(MetricSource.Question::from)
                .doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("are counted beside rounds in which silence is no outage while the application may still be starting")
    void restarts() {
        world.variables = BAKED;
        Map<Integer, Instant> begun = new ConcurrentHashMap<>();
        World.CHECK_IDS.forEach(id -> world.checks.put(id, context -> {
            Instant now = world.clock.instant();
            Instant first = begun.computeIfAbsent(context.wave(), wave -> now);
            return context.isBaselineLook() || now.isAfter(first.plusSeconds(45))
                    ? CheckResult.pass("200").withLatency(Duration.ofMillis(45))
                    : CheckResult.fail("Connection refused").asUnanswered();
        }));
        Conductor conductor = world.byHand().build();
        Deployment promoted = world.runUntil(
                conductor, World.shipped(conductor.ship(canary())).id(), DeploymentStatus.PROMOTED);

        assertThat(promoted.rollback()).isNull();
    }
}
