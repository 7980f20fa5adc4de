package io.releaseconductor.checks;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What an answer says of itself around its contents: a status of 200 is often no more than that of the envelope.
 *
 * @param error whether it, or one of several answers in it, reports an error
 * @param incomplete whether it says that it was not finished in time, or that a part of what was asked did not answer
 */
record Envelope(boolean error, boolean incomplete) {

    private static final Envelope FINE = new Envelope(false, false);
    private static final int DEEPEST = 3;

    private static final Set<String> ERRORS =
            Set.of("error", "errors", "exception", "exceptions", "fault", "faults", "failure", "failures");
    private static final Set<String> NUMBERED = Set.of("error", "errors", "code", "count", "number", "num");
    private static final Set<String> SUCCESS = Set.of("success", "successful", "succeeded", "ok");
    private static final Set<String> OUTCOMES = Set.of("status", "state", "result", "outcome");
    private static final Set<String> BAD =
            Set.of("error", "err", "fail", "failed", "failure", "fatal", "exception", "unavailable", "down", "timeout");
    private static final Set<String> CODES =
            Set.of("status", "code", "statuscode", "httpstatus", "httpcode", "httpstatuscode");
    private static final Set<String> HALF =
            Set.of("partial", "incomplete", "cutoff", "timedout", "timeout", "degraded");

    /** Those that mean it in whatever name they stand. */
    private static final Set<String> HALF_WORDS = Set.of("partial", "incomplete", "cutoff");

    /** What stands where an error would, and says that there is none. */
    private static final Pattern NONE = Pattern.compile("\\s*(0*|none|null|no|ok|false|success|n/a|-)\\s*");

    static Envelope of(JsonNode answer) {
        return of(answer, 0);
    }

    private static Envelope of(JsonNode node, int depth) {
        Envelope result = FINE;
        if (node.isArray()) {
            return depth <= DEEPEST && ResultGroups.are(node) ? ofGroups(node) : FINE;
        }
        if (!node.isObject() || depth > DEEPEST) {
            return FINE;
        }
        if (isTally(node)) {
            return ofTally(node);
        }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            result = result.and(ofField(Words.of(field.getKey()), field.getValue(), depth));
        }
        return result;
    }

    static boolean namesError(List<String> words) {
        return words.stream().anyMatch(ERRORS::contains);
    }

    private static Envelope ofGroups(JsonNode groups) {
        Envelope result = FINE;
        for (JsonNode group : groups) {
            result = result.and(of(group, 0));
        }
        return result;
    }

    private static Envelope ofField(List<String> words, JsonNode value, int depth) {
        if (namesError(words)) {
            return new Envelope(reports(words, value, depth), false);
        }
        String name = String.join("", words);
        boolean failed =
                (depth == 0 && value.isBoolean() && !value.booleanValue() && SUCCESS.contains(Words.last(words)))
                        || (depth <= 1 && OUTCOMES.contains(name) && isText(value, BAD))
                        || (depth == 0 && CODES.contains(name) && isHttpError(value));
        boolean half = (isHalf(words, name) && isYes(value))
                || (Words.last(words).equals("coverage") && value.isNumber() && value.doubleValue() < 100)
                || (name.equals("full") && value.isBoolean() && !value.booleanValue());
        return new Envelope(failed, half).and(of(value, depth + 1));
    }

    private static boolean isHalf(List<String> words, String name) {
        return HALF.contains(name) || words.stream().anyMatch(HALF_WORDS::contains);
    }

    private static boolean isYes(JsonNode value) {
        return value.isBoolean() ? value.booleanValue() : isText(value, Set.of("true", "omitted", "yes"));
    }

    private static boolean isText(JsonNode value, Set<String> words) {
        return value.isTextual() && words.contains(value.textValue().strip().toLowerCase(Locale.ROOT));
    }

    private static boolean isHttpError(JsonNode value) {
        return (value.isInt() && value.intValue() >= 400 && value.intValue() <= 599)
                || (value.isTextual() && value.textValue().matches("[45]\\d\\d"));
    }

    private static boolean reports(List<String> words, JsonNode value, int depth) {
        if (value.isContainerNode()) {
            return hasContent(value);
        }
        if (value.isTextual()) {
            return depth <= 1
                    && !NONE.matcher(value.textValue().toLowerCase(Locale.ROOT)).matches();
        }
        if (value.isNumber()) {
            return depth == 0 && NUMBERED.containsAll(words) && value.doubleValue() != 0;
        }
        return value.isBoolean() && value.booleanValue();
    }

    private static boolean hasContent(JsonNode container) {
        for (JsonNode value : container) {
            boolean empty = value.isNull()
                    || (value.isContainerNode() && value.isEmpty())
                    || (value.isTextual() && value.textValue().isBlank())
                    || (value.isBoolean() && !value.booleanValue());
            if (!empty) {
                return true;
            }
        }
        return false;
    }

    /** Whether it counts what did not answer among what was asked, as search engines do for shards and partitions. */
    static boolean isTally(JsonNode node) {
        return node.path("failed").isNumber()
                && (node.path("successful").isNumber() || node.path("total").isNumber());
    }

    private static Envelope ofTally(JsonNode tally) {
        boolean failed = tally.path("failed").longValue() > 0;
        boolean none = tally.path("successful").isNumber()
                ? tally.path("successful").longValue() == 0
                : tally.path("failed").longValue() >= tally.path("total").longValue();
        return new Envelope(failed && none, failed);
    }

    private Envelope and(Envelope other) {
        return new Envelope(error || other.error, incomplete || other.incomplete);
    }
}
