package io.releaseconductor.checks;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a health answer by its shape: a part is a name with a state, wherever it stands. The name is that of a field or in one
 * ({@code redis: "up"}, {@code redisConnected: true}, {@code {"name": "redis", "status": "up"}}), the state is a word, a truth
 * value, an HTTP status or an error, and what stands inside a part belongs to it.
 */
final class HealthReader {

    private static final int MAX_DEPTH = 8;
    private static final int MAX_PARTS = 200;

    /** In one piece, as identifiers are. */
    private static final Pattern LIKELY_NAME = Pattern.compile("\\p{L}[\\p{L}\\p{N}_.-]{1,60}");

    private @Nullable Health headline;
    private @Nullable String word;
    private boolean unclear;
    private int warnings;
    private int errors;
    private final Parts parts = new Parts();

    private HealthReader() {}

    static HealthReport read(JsonNode answer) {
        HealthReader reader = new HealthReader();
        reader.top(answer, 0);
        return new HealthReport(
                reader.headline, reader.word, reader.unclear, reader.parts.list(), reader.warnings, reader.errors);
    }

    /** Whether there is nothing but a handful of facts, such as a version and a time: nothing that could be a state unread. */
    static boolean isFactsOnly(JsonNode answer) {
        if (!answer.isObject()) {
            return false;
        }
        for (Map.Entry<String, JsonNode> field : answer.properties()) {
            JsonNode value = field.getValue();
            if (!(value.isTextual() || value.isNumber() || value.isNull())
                    || FieldName.of(field.getKey()).isState()) {
                return false;
            }
        }
        return true;
    }

    private void top(JsonNode node, int depth) {
        if (depth > MAX_DEPTH) {
            return;
        }
        if (node.isArray()) {
            for (JsonNode element : node) {
                if (element.isObject() && nameOf(element) == null && condition(element) == null) {
                    top(element, depth + 1);
                }
            }
            parts.addAll(elements("", node, false, depth));
            return;
        }
        if (!node.isObject()) {
            headline(HealthState.ofValue(node));
            return;
        }
        HealthState own = HealthState.of(node);
        headline(own);
        boolean trusted = own.health() == null && !own.unclear() && depth == 0 && isAllStates(node);
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            FieldName name = FieldName.of(field.getKey());
            JsonNode value = name.isEnvelope() ? Json.opened(field.getValue()) : field.getValue();
            if (value.isObject() && name.isEnvelope() && !isOwnState(name, value)) {
                envelope(value, depth + 1);
            } else if (!lists(name, value)) {
                parts.addAll(member(field.getKey(), value, trusted, false, depth));
            }
        }
    }

    /** A report inside, or parts that stand beside no state of their own. */
    private void envelope(JsonNode value, int depth) {
        if (HealthState.of(value).health() == null && !hasEnvelope(value)) {
            parts.addAll(members(value, isMostlyStates(value), false, depth));
        } else {
            top(value, depth);
        }
    }

    private static boolean hasEnvelope(JsonNode value) {
        return value.properties().stream()
                .anyMatch(field -> field.getValue().isObject()
                        && FieldName.of(field.getKey()).isEnvelope());
    }

    /** {@code status: {"code": "UP"}} is the state itself and no report. */
    private static boolean isOwnState(FieldName name, JsonNode value) {
        return name.isState()
                && value.properties().stream()
                        .noneMatch(field -> field.getValue().isContainerNode())
                && HealthState.of(value).health() != null
                && value.size() <= 3
                && members(value, false, false, 0).isEmpty();
    }

    /** What is counted and not repeated, and lists of names such as {@code failed: ["redis"]}. */
    private boolean lists(FieldName name, JsonNode value) {
        if (name.isWarnings()) {
            warnings += value.isContainerNode() ? value.size() : 0;
            return true;
        }
        boolean bare = value.isContainerNode()
                && !value.isEmpty()
                && inside(value).stream().allMatch(part -> part.health() == Health.UNKNOWN);
        if (bare && name.isErrors() && headline != Health.UP && headline != Health.DEGRADED && errorsByName(value)) {
            return true;
        }
        if (bare && (name.isErrors() || name.isError())) {
            errors += value.isArray() ? value.size() : 1;
            return true;
        }
        Health condition = name.condition();
        if (!bare || condition == null || !value.isArray()) {
            return false;
        }
        for (JsonNode element : value) {
            if (element.isTextual() && isListedName(element.textValue())) {
                parts.addAll(List.of(HealthPart.of(element.textValue(), condition)));
            } else {
                errors += condition == Health.DOWN ? 1 : 0;
            }
        }
        return true;
    }

    /** Such as {@code {"database": "bad connection"}}: what has an error is down, in whatever words that is told. */
    private boolean errorsByName(JsonNode errors) {
        List<HealthPart> named = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : errors.properties()) {
            FieldName name = FieldName.of(field.getKey());
            if (name.isHint()
                    || name.isCode()
                    || name.isSetting()
                    || name.isGeneral()
                    || !isListedName(field.getKey())) {
                return false;
            }
            if (field.getValue().isTextual() && !field.getValue().textValue().isBlank()) {
                named.add(HealthPart.of(field.getKey(), Health.DOWN));
            }
        }
        parts.addAll(named);
        return !named.isEmpty();
    }

    private static List<HealthPart> inside(JsonNode container) {
        return container.isArray() ? elements("", container, false, 0) : members(container, true, false, 0);
    }

    private void headline(HealthState state) {
        unclear |= state.unclear();
        if (state.health() != null && (headline == null || state.health().compareTo(headline) > 0)) {
            headline = state.health();
            word = state.word();
        }
    }

    /**
     * Whether all that could be a state is one, as in {@code {"database": true, "mail": "working"}}. Truth values alone do not
     * tell: {@code {"sealed": false}} is none.
     */
    private static boolean isAllStates(JsonNode object) {
        boolean any = false;
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            JsonNode value = field.getValue();
            if (value.isNumber()
                    || value.isNull()
                    || FieldName.of(field.getKey()).isSetting()) {
                continue;
            }
            Health health = HealthState.ofValue(value).health();
            if (health == null) {
                return false;
            }
            any |= (value.isTextual() && health != Health.UNKNOWN) || PartNames.isWellKnown(field.getKey());
        }
        return any;
    }

    /** Whether its texts are states rather than names and settings, so that its truth values may be states as well. */
    private static boolean isMostlyStates(JsonNode object) {
        int balance = 0;
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            FieldName name = FieldName.of(field.getKey());
            if (field.getValue().isTextual() && !name.isSetting() && !name.isHint()) {
                balance += HealthState.ofValue(field.getValue()).health() == null ? -1 : 1;
            }
        }
        return balance >= 0;
    }

    private static List<HealthPart> members(JsonNode object, boolean trusted, boolean settled, int depth) {
        Parts found = new Parts();
        if (depth <= MAX_DEPTH) {
            object.properties()
                    .forEach(field -> found.addAll(member(field.getKey(), field.getValue(), trusted, settled, depth)));
        }
        return found.list();
    }

    /**
     * The parts that a field tells of.
     *
     * @param trusted whether it stands where there are parts and little else
     * @param settled whether it stands inside something that has told its state, so that lesser hints are about other things
     */
    private static List<HealthPart> member(String key, JsonNode value, boolean trusted, boolean settled, int depth) {
        FieldName name = FieldName.of(key);
        if (name.isPast() || depth > MAX_DEPTH || key.isBlank()) {
            return List.of();
        }
        if (name.isBreaker() && value.isContainerNode()) {
            return breaker(key, value, settled);
        }
        if (value.isObject()) {
            return name.isState()
                    ? members(value, isMostlyStates(value), settled, depth + 1)
                    : object(key, value, settled, depth);
        }
        if (value.isArray()) {
            return elements(key, value, settled, depth);
        }
        return settled ? List.of() : scalar(key, name, value, trusted);
    }

    /** What it says of itself; what it says of what it guards is no illness of the application. */
    private static List<HealthPart> breaker(String key, JsonNode value, boolean settled) {
        HealthState own = HealthState.of(value);
        Health health = own.health();
        return health == null || !own.strong() || settled ? List.of() : List.of(part(key, value, health, List.of()));
    }

    private static List<HealthPart> object(String key, JsonNode value, boolean settled, int depth) {
        FieldName name = FieldName.of(key);
        HealthState own = HealthState.of(value);
        Health health = own.health();
        boolean counts = own.strong() || !settled;
        List<HealthPart> inside =
                members(value, name.isTrusted() && isMostlyStates(value), settled || own.strong(), depth + 1);
        boolean hoisted = name.isPlainGathering() && !settled && isAsBad(inside, health);
        if (health != null && counts && !hoisted) {
            return List.of(part(key, value, health, inside));
        }
        boolean wellKnown = PartNames.isWellKnown(key);
        if (wellKnown && !inside.isEmpty()) {
            return List.of(part(key, value, Health.UP, inside));
        }
        if (wellKnown && !settled) {
            return List.of(HealthPart.of(key, Health.UNKNOWN));
        }
        return isGroup(name) && !settled && !inside.isEmpty() ? List.of(part(key, value, Health.UP, inside)) : inside;
    }

    /** Whether what stands under the name belongs to it, as {@code {"write": "ok", "read": "ok"}} does to a cache. */
    private static boolean isGroup(FieldName name) {
        return !name.isGathering() && !name.isGeneral() && !name.isSetting() && !name.isErrors() && !name.isTrusted();
    }

    private static boolean isAsBad(List<HealthPart> parts, @Nullable Health health) {
        return health != null && parts.stream().anyMatch(part -> part.health().compareTo(health) >= 0);
    }

    private static List<HealthPart> elements(String key, JsonNode array, boolean settled, int depth) {
        Parts found = new Parts();
        boolean gathering = key.isBlank() || FieldName.of(key).isGathering();
        for (JsonNode element : array) {
            if (element.isObject() && depth <= MAX_DEPTH) {
                found.addAll(element(key, gathering, element, settled, depth));
            } else if (gathering && !settled && element.isArray()) {
                found.addAll(pair(element));
            }
        }
        return found.list();
    }

    /** A name and its state, such as {@code ["redis", "up"]}. */
    private static List<HealthPart> pair(JsonNode pair) {
        JsonNode name = pair.path(0);
        if (pair.size() != 2 || !name.isTextual() || !isListedName(name.textValue())) {
            return List.of();
        }
        Health health = HealthState.ofValue(pair.get(1)).health();
        return health == null ? List.of() : List.of(HealthPart.of(name.textValue(), health));
    }

    /**
     * Something that holds or does not, such as {@code {"type": "MemoryPressure", "status": "False"}} in the words of Kubernetes:
     * which of the two is well is told by its name, or not at all. Null if it is no such thing.
     */
    private static @Nullable HealthPart condition(JsonNode element) {
        JsonNode type = element.path("type");
        String holds = element.path("status").asText();
        boolean named = type.isTextual() && isName(type.textValue()) && !PartNames.isWellKnown(type.textValue());
        if (!named || !Set.of("True", "False", "Unknown").contains(holds)) {
            return null;
        }
        Health condition = FieldName.of(type.textValue()).ending();
        Health health = condition == null || holds.equals("Unknown")
                ? Health.UNKNOWN
                : holds.equals("True") ? condition : HealthWords.opposite(condition);
        return HealthPart.of(type.textValue(), health);
    }

    private static List<HealthPart> element(
            String key, boolean gathering, JsonNode element, boolean settled, int depth) {
        String name = nameOf(element);
        HealthPart condition = name == null ? condition(element) : null;
        if (condition != null) {
            return List.of(condition);
        }
        HealthState own = HealthState.of(element);
        HealthState state = own.health() == null && name != null ? ofOnlyValue(element, name) : own;
        String fallback = gathering && state.health() != null ? likelyName(element) : null;
        String type = typeOf(element);
        String kind = type != null && PartNames.isWellKnown(type) && key.isBlank() ? type : key;
        String called = name != null ? name : fallback != null ? fallback : kind;
        if (called.isBlank()) {
            return List.of();
        }
        if (own.health() == null && state.health() != null && !settled) {
            return List.of(part(called, element, state.health(), List.of()));
        }
        List<HealthPart> inside = members(element, false, settled || own.strong(), depth + 1);
        if (own.health() != null && (own.strong() || !settled)) {
            return List.of(part(called, element, own.health(), inside));
        }
        boolean group = !gathering && !settled && !inside.isEmpty() && isGroup(FieldName.of(key));
        return group ? List.of(part(called, element, Health.UP, inside)) : inside;
    }

    /** Of a name and one value more the value is the state, whatever it is called. */
    private static HealthState ofOnlyValue(JsonNode element, String name) {
        for (JsonNode value : element) {
            if (element.size() == 2 && value.isValueNode() && !value.asText().equals(name)) {
                return HealthState.ofValue(value);
            }
        }
        return HealthState.of(element);
    }

    /** The first text that could be the name of something with a state, where no field is called so. */
    private static @Nullable String likelyName(JsonNode element) {
        for (Map.Entry<String, JsonNode> field : element.properties()) {
            FieldName name = FieldName.of(field.getKey());
            JsonNode value = field.getValue();
            if (value.isTextual()
                    && (!name.isSetting() || name.isId())
                    && !name.isHint()
                    && !name.isState()
                    && LIKELY_NAME.matcher(value.textValue()).matches()
                    && HealthWords.shown(value.textValue()) == null
                    && !HealthWords.readsAsError(value.textValue())
                    && PartNames.isShowable(value.textValue())) {
                return value.textValue();
            }
        }
        return null;
    }

    private static List<HealthPart> scalar(String key, FieldName name, JsonNode value, boolean trusted) {
        if (name.isState() || name.isHint() || name.isError() || name.condition() != null) {
            return List.of();
        }
        String part = name.part();
        boolean wellKnown = PartNames.isWellKnown(part == null ? key : part);
        if (value.isBoolean()) {
            if (part != null && name.ending() != null) {
                Health health = value.booleanValue() ? name.ending() : HealthWords.opposite(name.ending());
                return List.of(HealthPart.of(part, health));
            }
            boolean state = !name.isSetting() && (trusted || wellKnown || part != null);
            return state ? List.of(HealthPart.of(part == null ? key : part, ofTruth(value.booleanValue()))) : List.of();
        }
        if (value.isInt() && (value.intValue() == 0 || value.intValue() == 1) && wellKnown) {
            // a truth value or a figure: nobody can tell
            return List.of(HealthPart.of(part == null ? key : part, Health.UNKNOWN));
        }
        if (!value.isTextual() || (name.isSetting() && !wellKnown)) {
            return List.of();
        }
        boolean expected = trusted || wellKnown || part != null;
        Health health = expected ? HealthWords.of(value.textValue()) : HealthWords.ofAnything(value.textValue());
        if (health == null && wellKnown && !value.textValue().isBlank()) {
            health = Health.UNKNOWN;
        }
        return health == null ? List.of() : List.of(HealthPart.of(part == null ? key : part, health));
    }

    private static HealthPart part(String key, JsonNode value, Health own, List<HealthPart> inside) {
        Health health = inside.stream()
                .filter(part -> !part.optional())
                .map(HealthPart::health)
                .filter(h -> h != Health.UNKNOWN)
                .reduce(own, Health::orWorse);
        String name = nameOf(value);
        List<String> names = Stream.of(key, name == null ? key : name)
                .map(PartNames::plain)
                .distinct()
                .toList();
        return new HealthPart(PartNames.shown(key), names, health, isOptional(value), inside, typeOf(value));
    }

    private static @Nullable String typeOf(JsonNode object) {
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            JsonNode value = field.getValue();
            if (value.isTextual() && FieldName.of(field.getKey()).isType() && isListedName(value.textValue())) {
                return value.textValue();
            }
        }
        return null;
    }

    private static boolean isOptional(JsonNode object) {
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            FieldName name = FieldName.of(field.getKey());
            JsonNode value = field.getValue();
            if (value.isBoolean() && (value.booleanValue() ? name.isOptional() : name.isNeeded())) {
                return true;
            }
            if (value.isObject()
                    && name.isGathering()
                    && isOptional(value)
                    && !HealthState.of(value).strong()) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable String nameOf(JsonNode object) {
        String best = null;
        int bestRank = Integer.MAX_VALUE;
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            int rank = FieldName.of(field.getKey()).nameRank();
            JsonNode value = field.getValue();
            if (rank >= 0 && rank < bestRank && value.isTextual() && isName(value.textValue())) {
                best = value.textValue();
                bestRank = rank;
            }
        }
        return best;
    }

    private static boolean isName(String text) {
        return !text.isBlank() && text.length() <= 100 && PartNames.words(text).size() <= 8;
    }

    private static boolean isListedName(String text) {
        return isName(text) && PartNames.words(text).size() <= 3 && HealthWords.of(text) == null;
    }

    private static Health ofTruth(boolean value) {
        return value ? Health.UP : Health.DOWN;
    }

    /** Parts by the name that is shown, bounded in number: of too many, those that are well are left out. */
    private static final class Parts {

        private final Map<String, HealthPart> byName = new LinkedHashMap<>();

        void addAll(List<HealthPart> more) {
            for (HealthPart part : more) {
                int most = part.health().compareTo(Health.DEGRADED) < 0 ? MAX_PARTS : 2 * MAX_PARTS;
                if (byName.size() < most || byName.containsKey(part.name())) {
                    byName.merge(part.name(), part, HealthPart::and);
                }
            }
        }

        List<HealthPart> list() {
            return new ArrayList<>(byName.values());
        }
    }
}
