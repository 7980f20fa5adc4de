package io.releaseconductor.checks;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an object of a health answer says of itself, not of what is inside it.
 *
 * @param health how it says it is, or null if it does not say
 * @param word the word it uses, if that is fit to be shown
 * @param strong whether it says so in a status or a truth value, and not in a message
 * @param unclear whether it has a status that is not understood
 */
record HealthState(@Nullable Health health, @Nullable String word, boolean strong, boolean unclear) {

    private static final HealthState NONE = new HealthState(null, null, false, false);

    static HealthState of(JsonNode object) {
        return of(object, 0);
    }

    private static HealthState of(JsonNode object, int depth) {
        HealthState told = NONE;
        HealthState levelled = NONE;
        HealthState hinted = NONE;
        boolean error = false;
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            FieldName name = FieldName.of(field.getKey());
            JsonNode value = field.getValue();
            Health condition = name.condition();
            if (name.isReadyState() && value.isIntegralNumber()) {
                told = told.and(ofReadyState(value.intValue()));
            } else if (name.isError()) {
                error |= isError(value);
            } else if (condition != null && (isTruth(value) || isNumberOfTruth(name, value, object))) {
                told = told.and(ofTruth(name, condition, value));
            } else if (name.isIndicator() && value.asText().equalsIgnoreCase("none")) {
                hinted = hinted.and(new HealthState(Health.UP, null, true, false));
            } else if (name.isLevel() && value.isTextual()) {
                levelled = levelled.and(new HealthState(
                        HealthWords.ofLevel(value.textValue()), HealthWords.shown(value.textValue()), true, false));
            } else if (name.isState()) {
                told = told.and(depth == 0 && value.isObject() ? ofInner(value) : ofStatus(value));
            } else if (name.isHint() || name.isCode()) {
                hinted = hinted.and(ofValue(value));
            }
        }
        return told.or(levelled).or(hinted).withError(error);
    }

    /** What a value says where a state is expected. */
    static HealthState ofValue(JsonNode value) {
        if (value.isBoolean()) {
            return new HealthState(value.booleanValue() ? Health.UP : Health.DOWN, value.asText(), true, false);
        }
        if (value.isIntegralNumber()) {
            return new HealthState(Health.ofCode(value.longValue()), value.asText(), true, false);
        }
        if (!value.isTextual()) {
            return NONE;
        }
        String text = value.textValue();
        Health code = text.strip().matches("\\d{3}") ? Health.ofCode(Integer.parseInt(text.strip())) : null;
        return code != null
                ? new HealthState(code, text.strip(), true, false)
                : new HealthState(HealthWords.of(text), HealthWords.shown(text), true, false);
    }

    /** What a status says; one that is there and says nothing is not clear. */
    private static HealthState ofStatus(JsonNode value) {
        HealthState said = ofValue(value);
        boolean there =
                value.isNumber() || (value.isTextual() && !value.textValue().isBlank());
        return said.health == null && there ? new HealthState(null, null, true, true) : said;
    }

    /** {@code status: {"code": "UP"}} or {@code health: {"healthy": true}}. */
    private static HealthState ofInner(JsonNode value) {
        HealthState told = of(value, 1);
        HealthState inner = told.health == null && value.size() == 1 ? ofOnlyField(value) : told;
        return new HealthState(inner.health, inner.word, inner.health != null, false);
    }

    /** As some languages write one of several states: {@code {"type": "Healthy"}} or {@code {"Down": {"reason": "…"}}}. */
    private static HealthState ofOnlyField(JsonNode value) {
        Map.Entry<String, JsonNode> field = value.properties().iterator().next();
        String text = field.getValue().isTextual() ? field.getValue().textValue() : field.getKey();
        boolean state = field.getValue().isTextual()
                ? FieldName.of(field.getKey()).isCase()
                : field.getValue().isObject() && !field.getValue().isEmpty();
        return state && HealthWords.shown(text) != null
                ? new HealthState(HealthWords.of(text), HealthWords.shown(text), true, false)
                : NONE;
    }

    private static boolean isTruth(JsonNode value) {
        return value.isBoolean() || (value.isTextual() && value.textValue().matches("(?i)true|false|yes|no"));
    }

    /** 0 or 1, and not one of several figures such as {@code {"ok": 1, "failed": 0}}. */
    private static boolean isNumberOfTruth(FieldName name, JsonNode value, JsonNode object) {
        return name.isOneTruth()
                && value.isInt()
                && (value.intValue() == 0 || value.intValue() == 1)
                && object.properties().stream()
                                .filter(field -> field.getValue().isNumber()
                                        && FieldName.of(field.getKey()).condition() != null)
                                .count()
                        == 1;
    }

    private static HealthState ofTruth(FieldName name, Health condition, JsonNode value) {
        boolean holds = value.isTextual() ? value.textValue().matches("(?i)true|yes") : value.asBoolean();
        String negation = holds ? "" : "not ";
        return new HealthState(
                holds ? condition : HealthWords.opposite(condition),
                negation + String.join(" ", name.words()),
                true,
                false);
    }

    /** As mongoose counts: 0 is disconnected, 1 connected, 2 connecting, 3 disconnecting. */
    private static HealthState ofReadyState(int value) {
        return switch (value) {
            case 0, 3 -> new HealthState(Health.DOWN, "disconnected", true, false);
            case 1 -> new HealthState(Health.UP, "connected", true, false);
            case 2 -> new HealthState(Health.DEGRADED, "connecting", true, false);
            default -> NONE;
        };
    }

    private static boolean isError(JsonNode value) {
        if (value.isTextual()) {
            Health said = HealthWords.of(value.textValue());
            return !value.textValue().isBlank() && (said == null || said == Health.DOWN);
        }
        return value.isBoolean() && value.booleanValue();
    }

    private HealthState and(HealthState other) {
        if (other.health == null || (health != null && outweighs(health, other.health))) {
            return new HealthState(
                    health, word, strong || (other.strong && other.health != null), unclear || other.unclear);
        }
        return new HealthState(other.health, other.word, strong || other.strong, unclear || other.unclear);
    }

    /** What says nothing gives way to what says something. */
    private static boolean outweighs(Health one, Health other) {
        return other == Health.UNKNOWN || (one != Health.UNKNOWN && one.compareTo(other) >= 0);
    }

    /** A message counts where there is no status that is understood. */
    private HealthState or(HealthState hint) {
        return health != null ? this : new HealthState(hint.health, hint.word, false, unclear);
    }

    private HealthState withError(boolean error) {
        if (!error) {
            return this;
        }
        Health health = this.health == null ? Health.DOWN : this.health.orWorse(Health.DEGRADED);
        return health == this.health ? this : new HealthState(health, "an error", strong, unclear);
    }
}
