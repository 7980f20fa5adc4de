package io.releaseconductor.checks;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the usual shapes of health answers: a headline with the parts beside it, parts gathered under a name of their own
 * (Spring Boot's {@code components}, MicroProfile's {@code checks}, ASP.NET's {@code entries} and the like), and fields such
 * as {@code prismaDegraded} or {@code redisConnected}.
 */
final class HealthReader {

    private static final int MAX_DEPTH = 5;

    private static final List<String> STATE_FIELDS = List.of("status", "state", "health", "result", "outcome");
    private static final List<String> TRUTH_FIELDS =
            List.of("ok", "healthy", "success", "up", "connected", "available", "alive", "ready", "reachable");
    /** Names under which there is nothing but parts. */
    private static final Set<String> GATHERINGS =
            Set.of("components", "checks", "services", "dependencies", "parts", "entries", "subsystems");

    /** Names under which there may be parts, and settings and figures as well. */
    private static final Set<String> MIXED_GATHERINGS =
            Set.of("details", "info", "error", "errors", "status", "health", "results");

    private static final List<String> NAME_FIELDS =
            List.of("name", "component", "componentName", "service", "id", "key");
    /** Endings of field names that tell of a part, whatever comes before them. */
    private static final Set<String> ENDINGS =
            Set.of("connected", "healthy", "available", "reachable", "status", "state", "health");

    /** Endings that tell of a part only after the name of a well-known one: {@code set_up} is no part called set. */
    private static final Set<String> WEAK_ENDINGS = Set.of("ok", "up", "alive", "ready");

    private final Map<String, HealthPart> parts = new LinkedHashMap<>();
    private @Nullable Health headline;
    private @Nullable String headlineWord;
    private int warnings;

    private HealthReader() {}

    static HealthReport read(JsonNode answer) {
        HealthReader reader = new HealthReader();
        reader.root(answer);
        return new HealthReport(
                reader.headline, reader.headlineWord, List.copyOf(reader.parts.values()), reader.warnings);
    }

    private void root(JsonNode node) {
        if (!node.isObject()) {
            headline(node);
            return;
        }
        JsonNode inner = node.get("data");
        node.properties().forEach(field -> rootField(field.getKey(), field.getValue()));
        if (inner != null && inner.isObject()) {
            inner.properties().forEach(field -> rootField(field.getKey(), field.getValue()));
        }
    }

    private void rootField(String name, JsonNode value) {
        if (value.isContainerNode() && (GATHERINGS.contains(name) || MIXED_GATHERINGS.contains(name))) {
            gathered(value, MIXED_GATHERINGS.contains(name));
        } else if (STATE_FIELDS.contains(name) && value.isTextual()) {
            // Beside a status, a state or a result may be about anything.
            if (name.equals("status") || HealthWords.of(value) != Health.UNKNOWN) {
                headline(value);
            }
        } else if ((TRUTH_FIELDS.contains(name) || STATE_FIELDS.contains(name)) && value.isBoolean()) {
            headline(value);
        } else if (name.equals("degraded") && value.isBoolean()) {
            headline(value.booleanValue() ? Health.DEGRADED : Health.UP, "degraded");
        } else if (name.equals("warnings")) {
            warnings += value.isArray() ? value.size() : 0;
        } else if (!namedAfterState(name, value)) {
            besideHeadline(name, value);
        }
    }

    /** Fields such as {@code prismaDegraded: true}, {@code redisConnected: false} and {@code db_status: "up"}. */
    private boolean namedAfterState(String name, JsonNode value) {
        List<String> words = PartNames.words(name);
        String last = words.get(words.size() - 1);
        String part = String.join(" ", words.subList(0, words.size() - 1));
        if (part.isEmpty() || part.equals("is")) {
            return false;
        }
        if (last.equals("degraded") && value.isBoolean()) {
            part(part, value.booleanValue() ? Health.DEGRADED : Health.UP);
            return true;
        }
        boolean wellKnown = PartNames.isWellKnown(part);
        boolean telling = ENDINGS.contains(last) || (wellKnown && WEAK_ENDINGS.contains(last));
        if (!telling || !(value.isBoolean() || value.isTextual())) {
            return false;
        }
        Health health = HealthWords.of(value);
        if (health != Health.UNKNOWN || wellKnown) {
            part(part, health);
        }
        return true;
    }

    private void besideHeadline(String name, JsonNode value) {
        if (PartNames.isWellKnown(name)) {
            part(name, health(value, 0));
        } else if (value.isObject() && saysHow(value)) {
            part(name, health(value, 0));
        }
    }

    private void gathered(JsonNode gathering, boolean mixed) {
        if (gathering.isArray()) {
            gathering.forEach(element -> {
                String name = nameOf(element);
                if (name != null) {
                    part(name, health(element, 0));
                }
            });
            return;
        }
        gathering.properties().forEach(field -> {
            JsonNode value = field.getValue();
            Health health = health(value, 0);
            boolean isPart = PartNames.isWellKnown(field.getKey())
                    || (value.isObject() && saysHow(value))
                    || (!mixed && health != Health.UNKNOWN);
            if (isPart) {
                part(field.getKey(), health);
            }
        });
    }

    private static @Nullable String nameOf(JsonNode element) {
        for (String field : NAME_FIELDS) {
            if (element.path(field).isTextual()) {
                return element.path(field).textValue();
            }
        }
        return null;
    }

    private static boolean saysHow(JsonNode value) {
        return STATE_FIELDS.stream().anyMatch(f -> value.path(f).isTextual())
                || TRUTH_FIELDS.stream().anyMatch(f -> value.path(f).isBoolean())
                || value.path("degraded").isBoolean()
                || value.path("components").isObject();
    }

    /** How a part is, the parts inside it included: it is no better than the worst of what it says. */
    private static Health health(JsonNode value, int depth) {
        if (!value.isContainerNode()) {
            return HealthWords.of(value);
        }
        List<Health> said = new ArrayList<>();
        if (depth < MAX_DEPTH) {
            if (value.isArray()) {
                value.forEach(element -> said.add(health(element, depth + 1)));
            } else {
                collect(value, depth, said);
            }
        }
        return said.stream().reduce(Health::orWorse).orElse(Health.UNKNOWN);
    }

    private static void collect(JsonNode object, int depth, List<Health> said) {
        for (String field : STATE_FIELDS) {
            JsonNode state = object.path(field);
            if (state.isTextual() || state.isBoolean()) {
                said.add(HealthWords.of(state));
            }
        }
        for (String field : TRUTH_FIELDS) {
            if (object.path(field).isBoolean()) {
                said.add(HealthWords.of(object.path(field)));
            }
        }
        if (object.path("degraded").asBoolean(false)) {
            said.add(Health.DEGRADED);
        }
        for (String gathering : List.of("components", "checks")) {
            JsonNode inner = object.path(gathering);
            if (inner.isContainerNode()) {
                inner.forEach(part -> said.add(health(part, depth + 1)));
            }
        }
    }

    private void headline(JsonNode value) {
        String word = value.isValueNode() ? value.asText() : "";
        headline(HealthWords.of(value), HealthWords.isKnown(word) ? HealthWords.normal(word) : null);
    }

    /** Of several headlines, such as {@code status} and {@code ok}, the worst counts. */
    private void headline(Health health, @Nullable String word) {
        if (headline == null || health.compareTo(headline) > 0) {
            headline = health;
            headlineWord = word;
        }
    }

    /** Of several reports on one part, the worst counts. */
    private void part(String name, Health health) {
        String shown = PartNames.shown(name);
        parts.merge(
                shown,
                new HealthPart(PartNames.kind(name), shown, health),
                (one, other) -> one.health().compareTo(other.health()) >= 0 ? one : other);
    }
}
