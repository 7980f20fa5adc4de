package io.releaseconductor.json;

import io.releaseconductor.check.CompletedCheck;
import io.releaseconductor.deployment.Approval;
import io.releaseconductor.deployment.Attempt;
import io.releaseconductor.deployment.BaselineLook;
import io.releaseconductor.deployment.ChangeSummary;
import io.releaseconductor.deployment.Comparison;
import io.releaseconductor.deployment.Counting;
import io.releaseconductor.deployment.Decision;
import io.releaseconductor.deployment.DeployRequest;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.DispatchIntent;
import io.releaseconductor.deployment.LookLog;
import io.releaseconductor.deployment.MetricEvidence;
import io.releaseconductor.deployment.PhaseProgress;
import io.releaseconductor.deployment.RollbackMethod;
import io.releaseconductor.deployment.Stage;
import io.releaseconductor.deployment.TeamLink;
import io.releaseconductor.deployment.UsualLatency;
import io.releaseconductor.deployment.VerificationState;
import io.releaseconductor.deployment.WaveProgress;
import io.releaseconductor.metric.Counts;
import io.releaseconductor.metric.Evidence;
import io.releaseconductor.metric.FailedRounds;
import io.releaseconductor.metric.MetricPlan;
import io.releaseconductor.metric.MetricRule;
import io.releaseconductor.metric.TimeBefore;
import io.releaseconductor.model.Bake;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Gate;
import io.releaseconductor.model.Phase;
import io.releaseconductor.model.Reach;
import io.releaseconductor.model.Rollout;
import io.releaseconductor.model.RolloutPlan;
import io.releaseconductor.model.Watch;
import io.releaseconductor.model.Wave;
import io.releaseconductor.policy.PromoteThresholds;
import io.releaseconductor.policy.ReleasePolicy;
import io.releaseconductor.policy.RollbackTriggers;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Any value of any record of the core, component by component, whatever its constructor takes: a component that is added is
 * filled from the day it is there.
 */
final class AnyRecord {

    private static final String[] TEXTS = {
        "",
        "main",
        "v1.2.3",
        "7",
        "007",
        "9007199254740993",
        "123456789012345",
        "-1",
        "1e3",
        "true",
        "null",
        "\u00dcber die Br\u00fccke \ud83d\ude80",
        "line\nbreak \"quoted\" \\ and \u0000\u2028",
        "/a~b",
        "carried",
        "status"
    };

    /** Of both formats. */
    private static final List<RolloutPlan> PLANS = List.of(
            RolloutPlan.FULL,
            RolloutPlan.CANARY,
            RolloutPlan.BLUE_GREEN,
            new RolloutPlan(
                    Rollout.CANARY,
                    List.of(
                            new Wave(new Reach.Percentage(20), Bake.ONE_LOOK, Gate.ONE_APPROVAL),
                            new Wave(Reach.ALL, Bake.NONE, Gate.OPEN))),
            new RolloutPlan(
                    Rollout.CANARY,
                    List.of(
                            new Wave(
                                    new Reach.Percentage(5),
                                    new Bake.Rounds(
                                            Duration.ZERO,
                                            Duration.ofMinutes(5),
                                            Duration.ofHours(2),
                                            Duration.ofSeconds(30)),
                                    Gate.OPEN),
                            new Wave(new Reach.Percentage(25), Bake.ONE_LOOK, Gate.ONE_APPROVAL),
                            new Wave(Reach.ALL, Bake.NONE, Gate.OPEN))),
            new RolloutPlan(
                    Rollout.CANARY,
                    List.of(
                            new Wave(new Reach.Target("eu-west"), Bake.ONE_LOOK, Gate.ONE_APPROVAL),
                            new Wave(
                                    new Reach.Target("us-east.2"),
                                    Bake.ONE_LOOK,
                                    new Gate.Approvals(3, List.of("qa", "ops"), false)))),
            new RolloutPlan(Rollout.FULL, List.of(new Wave(new Reach.Target("all"), Bake.ONE_LOOK, Gate.OPEN))));

    private static final List<Bake.Rounds> ROUNDS = List.of(
            new Bake.Rounds(Duration.ZERO, Duration.ofMinutes(5), Duration.ofHours(2), Duration.ofSeconds(30)),
            new Bake.Rounds(Duration.ofMillis(1), Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(1)));

    private static final List<Evidence> EVIDENCE = EvidenceJsonTest.some();

    /** Reflection is slow. */
    private static final ClassValue<Shape> SHAPES = new ClassValue<>() {
        @Override
        protected Shape computeValue(Class<?> type) {
            return Shape.of(type);
        }
    };

    /** By name: compilers differ in the order of what a sealed type permits, and the same seed is to give the same record. */
    private static final ClassValue<List<Class<?>>> VARIANTS = new ClassValue<>() {
        @Override
        protected List<Class<?>> computeValue(Class<?> sealed) {
            return Stream.of(sealed.getPermittedSubclasses())
                    .<Class<?>>map(variant -> variant)
                    .sorted(Comparator.comparing(Class::getName))
                    .toList();
        }
    };

    private record Shape(Constructor<?> constructor, List<RecordComponent> components, List<Boolean> nullable) {
        static Shape of(Class<?> type) {
            List<RecordComponent> components = List.of(type.getRecordComponents());
            List<Boolean> nullable = components.stream()
                    .map(component -> component.getAnnotatedType().isAnnotationPresent(Nullable.class))
                    .toList();
            Class<?>[] types = components.stream().map(RecordComponent::getType).toArray(Class<?>[]::new);
            try {
                return new Shape(type.getDeclaredConstructor(types), components, nullable);
            } catch (NoSuchMethodException e) {
                throw new LinkageError(type.getName(), e);
            }
        }
    }

    private final Random random;
    private final boolean anyTime;

    AnyRecord(Random random) {
        this(random, true);
    }

    private AnyRecord(Random random, boolean anyTime) {
        this.random = random;
        this.anyTime = anyTime;
    }

    /** One whose times can be reckoned with: none is at the end of time. */
    static AnyRecord ofOurTime(Random random) {
        return new AnyRecord(random, false);
    }

    Deployment deployment() {
        return ofRecord(Deployment.class, "", null);
    }

    <T> T oneOf(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    <T> T of(Class<T> type) {
        return type.cast(value(type, type, "", null, null));
    }

    private <T> T ofRecord(Class<T> type, String name, @Nullable Environment environment) {
        for (int tries = 0; tries < 10_000; tries++) {
            T value = attempt(type, environment);
            if (value != null) {
                return value;
            }
        }
        throw new AssertionError("no luck with " + type + " " + name);
    }

    private <T> @Nullable T attempt(Class<T> type, @Nullable Environment environment) {
        Environment env = environment;
        if (type == Deployment.class) {
            env = environment();
        }
        Shape shape = SHAPES.get(type);
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 0; i < shape.components.size(); i++) {
            RecordComponent component = shape.components.get(i);
            values.put(component.getName(), component(type, component, shape.nullable.get(i), env, values));
        }
        if (type == Deployment.class) {
            if (values.get("status") != DeploymentStatus.NEEDS_ATTENTION) {
                values.put("attention", null);
            }
            DeployRequest request = (DeployRequest) values.get("request");
            values.put("waves", waves(request, (Decision) values.get("promotion")));
        }
        try {
            return type.cast(shape.constructor.newInstance(values.values().toArray()));
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException) {
                return null;
            }
            throw new AssertionError(type + " of " + values, e);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(type + " of " + values, e);
        }
    }

    private @Nullable Object component(
            Class<?> type,
            RecordComponent component,
            boolean nullable,
            @Nullable Environment env,
            Map<String, Object> soFar) {
        boolean needed = type == Deployment.class
                && component.getName().equals("attention")
                && soFar.get("status") == DeploymentStatus.NEEDS_ATTENTION;
        if (nullable && !needed && random.nextInt(3) == 0) {
            return null;
        }
        if (type == Deployment.class && component.getType() == PhaseProgress.class) {
            return phase(Attempt.of(Phase.ROLL_BACK, 1 + random.nextInt(3)), RolloutPlan.FULL);
        }
        if (type == Deployment.class && component.getName().equals("waves")) {
            return List.of();
        }
        if (type == Deployment.class && component.getName().equals("id")) {
            return DeployId.of(env, Instant.ofEpochSecond(random.nextInt() & 0xffffffffL));
        }
        if (type == BaselineLook.class && component.getName().equals("limit")) {
            return Duration.ofMillis(1L + random.nextInt(86_400_000));
        }
        if (component.getName().equals("soak")) {
            return random.nextBoolean() ? Duration.ZERO : Duration.ofMillis(1L + random.nextInt(86_400_000));
        }
        if (component.getName().equals("decisionWait") || component.getName().equals("admissionWait")) {
            return Duration.ofMillis(1L + random.nextInt(86_400_000));
        }
        if (component.getName().equals("worked")) {
            return Duration.ofMillis(random.nextInt(Integer.MAX_VALUE));
        }
        if (type == ChangeSummary.class && component.getName().equals("commit")) {
            return "0123456789abcdef".repeat(4).substring(random.nextBoolean() ? 24 : 0);
        }
        if (type == Counting.class && component.getType() == LookLog.class) {
            return fitting((Integer) soFar.get("looks"));
        }
        if (type == DeployRequest.class && component.getName().equals("environment") && env != null) {
            return env;
        }
        if (type == DeployRequest.class && component.getName().equals("linked")) {
            return random.nextBoolean() ? null : new Environment("elsewhere");
        }
        return value(component.getType(), component.getGenericType(), component.getName(), type, env);
    }

    private Object value(Class<?> raw, Type type, String name, @Nullable Class<?> owner, @Nullable Environment env) {
        if (raw == String.class) {
            return TEXTS[random.nextInt(TEXTS.length)];
        }
        if (raw == Instant.class) {
            return instant();
        }
        if (raw == Duration.class) {
            return duration();
        }
        if (raw == long.class) {
            return random.nextBoolean() ? 1L + random.nextInt(100) : random.nextLong();
        }
        if (raw == int.class) {
            return random.nextInt(4) == 0 ? random.nextInt() : random.nextInt(9);
        }
        if (raw == boolean.class || raw == Boolean.class) {
            return random.nextBoolean();
        }
        if (raw == URI.class) {
            return random.nextInt(5) == 0
                    ? URI.create("urn:\u00fc%20?#")
                    : URI.create("https://ci.example.com/runs/" + random.nextInt(9));
        }
        if (raw == Environment.class) {
            return environment();
        }
        if (raw == DeployId.class) {
            return DeployId.of(environment(), Instant.ofEpochSecond(random.nextInt(Integer.MAX_VALUE)));
        }
        if (raw == TeamLink.class) {
            return new TeamLink(
                    oneOf(List.of("Logs", "Übersicht")), "https://logs.example/{version}?of=" + random.nextInt(9));
        }
        if (raw == UsualLatency.class) {
            int[] millis = random.ints(3, 0, 86_400_000).sorted().toArray();
            return new UsualLatency(
                    "check-" + random.nextInt(9),
                    Duration.ofMillis(millis[0]),
                    Duration.ofMillis(millis[1]),
                    Duration.ofMillis(millis[2]),
                    UsualLatency.FEWEST + random.nextInt(16));
        }
        if (raw == RolloutPlan.class) {
            return oneOf(PLANS);
        }
        if (raw == Evidence.class) {
            return oneOf(EVIDENCE);
        }
        if (raw == MetricPlan.class) {
            return metrics();
        }
        if (raw == FailedRounds.class) {
            return random.nextBoolean() ? FailedRounds.DEFAULT : new FailedRounds((1 + random.nextInt(99)) / 1000.0);
        }
        if (raw == Watch.class) {
            return oneOf(
                    List.of(Watch.OFF, Watch.DEFAULT, new Watch(Duration.ofMinutes(5), Duration.ofSeconds(20), true)));
        }
        if (raw == MetricEvidence.class) {
            return metricEvidence();
        }
        if (raw == LookLog.class) {
            return LookLog.parse(oneOf(List.of(";", "abcd;AAAA*2:BBBB", ";!1:CCCC+")));
        }
        if (raw == Bake.Rounds.class) {
            return oneOf(ROUNDS);
        }
        if (raw == ReleasePolicy.class) {
            return policy();
        }
        if (raw.isEnum()) {
            return any(raw.getEnumConstants());
        }
        if (raw == List.class || raw == Set.class) {
            return many(raw, (Class<?>) ((ParameterizedType) type).getActualTypeArguments()[0], env);
        }
        if (raw == Map.class) {
            return extensions();
        }
        if (raw.isSealed()) {
            Class<?> variant = oneOf(VARIANTS.get(raw));
            return value(variant, variant, name, owner, env);
        }
        if (raw.isRecord()) {
            return ofRecord(raw, name, env);
        }
        throw new AssertionError("no idea how to make " + type + " for " + name + " of " + owner);
    }

    /** Some waves of the plan, as they can be: the second one of two began with the promotion, and is not looked at. */
    private List<WaveProgress> waves(DeployRequest request, @Nullable Decision promotion) {
        RolloutPlan plan = request.plan();
        boolean two = PlanWire.isOfFormat1(plan);
        int most = two && promotion == null ? 1 : plan.waves().size();
        List<WaveProgress> waves = new ArrayList<>();
        for (int wave = 1; wave <= 1 + random.nextInt(most); wave++) {
            Decision begun = wave == 1 && two
                    ? new Decision(request.initiatedBy(), request.initiatedAt())
                    : two ? promotion : of(Decision.class);
            VerificationState looks = random.nextBoolean() || (two && wave > 1) ? null : of(VerificationState.class);
            // those between may be skipped on the way to the last one
            int number = wave > 1 && wave < plan.waves().size() && random.nextInt(4) == 0
                    ? plan.waves().size()
                    : wave;
            waves.add(new WaveProgress(
                    begun,
                    phase(Attempt.ofWave(number, 1 + random.nextInt(3)), plan),
                    looks,
                    approvals(two),
                    approvals(two)));
            if (number != wave) {
                break;
            }
        }
        return waves;
    }

    private List<Approval> approvals(boolean none) {
        return none || random.nextBoolean() ? List.of() : List.of(of(Approval.class), of(Approval.class));
    }

    private PhaseProgress phase(Attempt attempt, RolloutPlan plan) {
        Stage any = of(Stage.class);
        if (any instanceof Stage.Sending sending) {
            any = new Stage.Sending(intent(sending.intent(), attempt, plan));
        } else if (any instanceof Stage.Locating locating) {
            any = new Stage.Locating(
                    intent(locating.intent(), attempt, plan),
                    locating.since(),
                    locating.notBefore(),
                    locating.accepted(),
                    locating.reason(),
                    locating.candidates());
        }
        return new PhaseProgress(attempt, instant(), random.nextBoolean() ? null : instant(), any);
    }

    /** An intent reaches as far as the plan says. */
    DispatchIntent intent(DispatchIntent any, Attempt attempt, RolloutPlan plan) {
        boolean rollsBack = attempt.phase() == Phase.ROLL_BACK;
        return new DispatchIntent(
                any.deployment(),
                attempt,
                any.environment(),
                any.strategy(),
                any.rollout(),
                rollsBack ? null : plan.wave(attempt.wave()).reach(),
                !rollsBack && plan.isLast(attempt.wave()),
                any.ref(),
                any.version(),
                rollsBack ? any(RollbackMethod.values()) : null,
                any.intendedAt(),
                any.validUntil(),
                any.initiatedBy());
    }

    private ReleasePolicy policy() {
        Map<String, Duration> latencies = new LinkedHashMap<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            latencies.put("check-" + random.nextInt(9), Duration.ofMillis(1L + random.nextInt(86_400_000)));
        }
        return new ReleasePolicy(
                random.nextBoolean(),
                random.nextBoolean(),
                new PromoteThresholds(latencies, random.nextInt(Integer.MAX_VALUE), random.nextInt(101)),
                new RollbackTriggers(
                        random.nextBoolean(),
                        random.nextBoolean(),
                        random.nextBoolean(),
                        random.nextBoolean(),
                        random.nextInt(9),
                        random.nextBoolean()));
    }

    private Object many(Class<?> raw, Class<?> element, @Nullable Environment env) {
        List<Object> values = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            values.add(value(element, element, "element", raw, env));
        }
        if (element == CompletedCheck.class) {
            Map<String, Object> byId = new TreeMap<>();
            values.forEach(check -> byId.put(((CompletedCheck) check).id(), check));
            return List.copyOf(byId.values());
        }
        return raw == Set.class ? Set.copyOf(new TreeSet<>(values)) : values;
    }

    /** It is read only where it stands for all looks that were due. */
    private static @Nullable LookLog fitting(int looks) {
        return looks < 0 || looks > 999_999_999
                ? null
                : LookLog.parse(looks == 0 ? "__AZ;" : looks == 1 ? ";!3:a-Z9" : "AAAA;*" + looks + ":0123+");
    }

    private MetricPlan metrics() {
        MetricRule errors = new MetricRule("errors", random.nextBoolean() ? 0.05 : null);
        return random.nextBoolean()
                ? MetricPlan.NONE
                : new MetricPlan(
                        List.of(errors, new MetricRule("slow", null)), Duration.ofMillis(random.nextInt(600_000)));
    }

    private MetricEvidence metricEvidence() {
        Comparison against = any(Comparison.values());
        Map<TimeBefore, Counts> before = new EnumMap<>(TimeBefore.class);
        for (TimeBefore time : TimeBefore.values()) {
            if (against == Comparison.BEFORE && random.nextBoolean()) {
                int total = 1 + random.nextInt(9000);
                before.put(time, new Counts(random.nextInt(1 + total), total));
            }
        }
        return new MetricEvidence(
                oneOf(List.of("errors", "slow")), against, before, random.nextInt(3), oneOf(EVIDENCE));
    }

    private Map<String, String> extensions() {
        Map<String, String> extensions = new TreeMap<>();
        if (random.nextInt(3) == 0) {
            String[] places = {
                "later",
                "a~0b",
                "a~1b",
                "a~b",
                "a/b/c",
                "/",
                "",
                "status",
                "carried",
                "carried/later",
                "phases/later",
                "phases/deploy/later",
                "policy/later",
                "plan/0/later",
                "waves/0/phase/later",
                "phases/deploy/problem",
                "phases/deploy/run/later",
                "phases/promote/run/later",
                "card/later",
                "alerts/0/later",
                "alerts/1/later",
                "attention/candidates/0/later",
                "verification/verdict/criteria/0/later",
                "verification_results/main/later",
                "verification_results/later"
            };
            for (int i = random.nextInt(6); i >= 0; i--) {
                extensions.put(
                        any(places), any(new String[] {"null", "1.50", "\"x\"", "{\"a\":[1,{\"b\":1E+9}]}", "[]"}));
            }
        }
        return extensions;
    }

    private Environment environment() {
        return any(new Environment[] {Environment.STAGING, Environment.PROD, new Environment("eu-west-1")});
    }

    private Instant instant() {
        return switch (anyTime ? random.nextInt(8) : 7) {
            case 0 -> Instant.ofEpochSecond(1_699_747_200);
            case 1 -> any(new Instant[] {Instant.EPOCH, Instant.MIN, Instant.MAX});
            case 2 -> Instant.ofEpochSecond(-random.nextInt(1_000_000), random.nextInt(1_000_000_000));
            case 3 -> Instant.ofEpochMilli(1_699_747_200_000L + random.nextInt(1_000_000));
            default -> Instant.ofEpochSecond(1_699_747_200L + random.nextInt(100_000), random.nextInt(1_000_000_000));
        };
    }

    private Duration duration() {
        return switch (anyTime ? random.nextInt(5) : 4) {
            case 0 ->
                any(new Duration[] {Duration.ZERO, Duration.ofNanos(1), Duration.ofSeconds(Long.MAX_VALUE, 999_999_999)
                });
            case 1 -> Duration.ofNanos(random.nextInt(Integer.MAX_VALUE));
            default -> Duration.ofMillis(random.nextInt(10_000));
        };
    }

    private <T> T any(T[] values) {
        return values[random.nextInt(values.length)];
    }
}
