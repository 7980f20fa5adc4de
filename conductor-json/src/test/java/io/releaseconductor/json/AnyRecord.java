package io.releaseconductor.json;

import io.releaseconductor.check.CompletedCheck;
import io.releaseconductor.deployment.DeployRequest;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.PhaseProgress;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Phase;
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
        if (type == Deployment.class && values.get("status") != DeploymentStatus.NEEDS_ATTENTION) {
            values.put("attention", null);
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
            PhaseProgress any = ofRecord(PhaseProgress.class, component.getName(), env);
            Phase phase = switch (component.getName()) {
                case "deployPhase" -> Phase.DEPLOY;
                case "promotePhase" -> Phase.PROMOTE;
                default -> Phase.ROLL_BACK;
            };
            return new PhaseProgress(phase, any.startedAt(), any.attempt(), any.stage());
        }
        if (type == Deployment.class && component.getName().equals("id")) {
            return DeployId.of(env, Instant.ofEpochSecond(random.nextInt() & 0xffffffffL));
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
        if (raw == boolean.class) {
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
