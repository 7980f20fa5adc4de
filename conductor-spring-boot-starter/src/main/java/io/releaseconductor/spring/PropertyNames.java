package io.releaseconductor.spring;

import io.releaseconductor.spring.ReleaseConductorProperties.OfEnvironment;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which property stands for which variable. */
final class PropertyNames {

    static final String PREFIX = "release-conductor.";

    private static final String ENVIRONMENTS = PREFIX + "environments.";

    private static final Pattern VARIABLE = Pattern.compile("\\b[A-Z][A-Z0-9]*(_[A-Z0-9]+)+\\b");

    private static final Map<String, Property<ReleaseConductorProperties>> EVERYWHERE = everywhere();

    private static final Map<String, Property<OfEnvironment>> BY_ENVIRONMENT = byEnvironment();

    private record Property<T>(String name, Function<T, @Nullable String> value) {}

    private PropertyNames() {}

    private static Map<String, Property<ReleaseConductorProperties>> everywhere() {
        Map<String, Property<ReleaseConductorProperties>> all = new LinkedHashMap<>();
        all.put(
                "GITHUB_REPOSITORY",
                new Property<>("github.repository", p -> p.github().repository()));
        all.put("GITHUB_TOKEN", new Property<>("github.token", p -> p.github().token()));
        all.put(
                "GITHUB_WEBHOOK_SECRET",
                new Property<>("github.webhook-secret", p -> p.github().webhookSecret()));
        all.put(
                "DISCORD_TOKEN",
                new Property<>("discord.token", p -> p.discord().token()));
        all.put(
                "DISCORD_GUILD_ID",
                new Property<>("discord.guild-id", p -> p.discord().guildId()));
        all.put(
                "DISCORD_PERMIT",
                new Property<>("discord.permit", p -> p.discord().permit()));
        all.put("REDIS_URL", new Property<>("redis.url", p -> p.redis().url()));
        all.put(
                "REDIS_KEY_PREFIX",
                new Property<>("redis.key-prefix", p -> p.redis().keyPrefix()));
        return all;
    }

    private static Map<String, Property<OfEnvironment>> byEnvironment() {
        Map<String, Property<OfEnvironment>> all = new LinkedHashMap<>();
        all.put("FRONTEND_BASE_URL", new Property<>("frontend-url", OfEnvironment::frontendUrl));
        all.put("VITE_API_BASE", new Property<>("api-url", OfEnvironment::apiUrl));
        all.put("SHIP_PRODUCTION", new Property<>("production", OfEnvironment::production));
        all.put("SHIP_BASELINE_VERSION", new Property<>("baseline-version", OfEnvironment::baselineVersion));
        all.put("SHIP_BLUE_GREEN", new Property<>("blue-green", OfEnvironment::blueGreen));
        all.put("SHIP_AUTO_PROMOTE", new Property<>("auto-promote", OfEnvironment::autoPromote));
        all.put("SHIP_AUTO_ROLLBACK", new Property<>("auto-rollback", OfEnvironment::autoRollback));
        return all;
    }

    /** Tells all that is set by property, by the names of variables. */
    static void forEach(ReleaseConductorProperties properties, BiConsumer<String, String> variable) {
        properties.variables().forEach((name, value) -> variable.accept(variableOf(name), value));
        EVERYWHERE.forEach((name, property) -> tell(name, property.value().apply(properties), variable));
        properties.environments().forEach((environment, own) -> {
            String suffix = "_" + variableOf(environment);
            own.variables().forEach((name, value) -> variable.accept(variableOf(name) + suffix, value));
            BY_ENVIRONMENT.forEach(
                    (name, property) -> tell(name + suffix, property.value().apply(own), variable));
        });
    }

    private static void tell(String name, @Nullable String value, BiConsumer<String, String> variable) {
        if (value != null) {
            variable.accept(name, value);
        }
    }

    private static String variableOf(String property) {
        return property.toUpperCase(Locale.ROOT).replace('-', '_').replace('.', '_');
    }

    /** {@return the properties that stand for the variables in a text, in order} */
    static Set<String> in(String text) {
        Set<String> found = new LinkedHashSet<>();
        VARIABLE.matcher(text).results().map(MatchResult::group).forEach(name -> {
            Property<ReleaseConductorProperties> known = EVERYWHERE.get(name);
            if (known != null) {
                found.add(PREFIX + known.name());
            }
            BY_ENVIRONMENT.forEach((variable, property) -> {
                if (name.equals(variable)) {
                    found.add(ENVIRONMENTS + "*." + property.name());
                } else if (name.startsWith(variable + "_")) {
                    String environment = name.substring(variable.length() + 1)
                            .toLowerCase(Locale.ROOT)
                            .replace('_', '-');
                    found.add(ENVIRONMENTS + environment + "." + property.name());
                }
            });
        });
        return found;
    }
}
