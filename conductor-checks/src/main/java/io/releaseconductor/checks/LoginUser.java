package io.releaseconductor.checks;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the user's data in the answer to a login. */
final class LoginUser {

    /** How far it may be wrapped: GraphQL puts it under {@code data.login.user}. */
    private static final int DEEPEST = 5;

    private static final List<String> USUAL_PLACES = List.of("user", "data.user");
    private static final Pattern IDENTITY =
            Pattern.compile("(?i)_?id|uuid|uid|sub|pk|e-?mail|user_?id|user_?name|login");

    private LoginUser() {}

    /** What the answer holds of the user. */
    enum Found {
        DATA,
        /** Where the user should be is nobody. */
        NOBODY,
        NOT_RECOGNISED
    }

    static Found find(JsonNode json, @Nullable String field, String user) {
        if (field != null) {
            JsonNode node = Json.at(json, field);
            return isData(node) || (node != null && isFilled(node)) ? Found.DATA : Found.NOBODY;
        }
        if (USUAL_PLACES.stream().anyMatch(place -> isData(Json.at(json, place)))
                || mentions(json, user, DEEPEST)
                || isAnybody(json, DEEPEST)) {
            return Found.DATA;
        }
        return USUAL_PLACES.stream()
                        .map(place -> Json.at(json, place))
                        .filter(Objects::nonNull)
                        .anyMatch(LoginUser::isNobody)
                ? Found.NOBODY
                : Found.NOT_RECOGNISED;
    }

    /** Whether the user is there although the answer tells of errors: an error may well repeat who it is about. */
    static boolean isBesideErrors(JsonNode json, @Nullable String field, String user) {
        return (field != null && find(json, field, user) == Found.DATA)
                || isData(json.get("user"))
                || find(json.path("data"), null, user) == Found.DATA;
    }

    private static boolean isData(@Nullable JsonNode node) {
        return node != null && node.isContainerNode() && !node.isEmpty();
    }

    private static boolean isNobody(JsonNode node) {
        return node.isNull()
                || (node.isContainerNode() && node.isEmpty())
                || (node.isBoolean() && !node.booleanValue());
    }

    private static boolean isFilled(JsonNode node) {
        return node.isNumber() || (node.isTextual() && !node.textValue().isBlank());
    }

    /** Whoever says who logged in knows who did, whatever it calls it. */
    private static boolean mentions(JsonNode node, String user, int depth) {
        if (node.isTextual()) {
            return node.textValue().equalsIgnoreCase(user);
        }
        if (depth > 0) {
            for (JsonNode child : node) {
                if (mentions(child, user, depth - 1)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isAnybody(JsonNode node, int depth) {
        if (node.isObject()
                && node.properties().stream()
                        .anyMatch(f -> IDENTITY.matcher(f.getKey()).matches() && isFilled(f.getValue()))) {
            return true;
        }
        if (depth > 0 && node.isObject()) {
            for (JsonNode child : node) {
                if (isAnybody(child, depth - 1)) {
                    return true;
                }
            }
        }
        return false;
    }
}
