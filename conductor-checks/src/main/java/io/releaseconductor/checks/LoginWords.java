package io.releaseconductor.checks;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/**
 * What an answer says of a login in words. The words only decide how a refusal is told and whether it is one; none of them is
 * shown.
 */
final class LoginWords {

    private static final int MOST_CHARACTERS = 20_000;

    private static final int LONGEST_TEXT = 300;
    private static final int DEEPEST_TEXT = 6;
    private static final int LONGEST_PAGE = 200_000;

    /** No more fields of an object are looked at: an answer to a login is short. */
    private static final int MOST_FIELDS = 500;

    private static final Pattern GUARD =
            Pattern.compile("csrf|xsrf|cross.?site request|authenticity ?token|anti ?forgery|request ?verification");

    private static final Pattern ORIGIN = Pattern.compile("cross.?site|cross.?origin|\\borigin\\b|\\brefer(?:r)?er\\b");

    private static final Pattern SECOND_FACTOR = Pattern.compile(
            "\\bmfa|mfa\\b|multi.?factor|\\b2fa|2fa\\b|two.?factor|two.?step|second.?factor|\\btotp|\\botps?\\b|one.?time (?:pass|code)|authenticator app|verification code|magic link");

    private static final Pattern REFUSED = Pattern.compile(
            "invalid|incorrect|wrong|bad |unable|not match|mismatch|not exist"
                    + "|not found|no such|unknown|not recogni[sz]ed|locked|disabled|suspended|denied|fail|unauthori[sz]ed|not authori[sz]ed|correct");

    private static final Pattern CREDENTIALS =
            Pattern.compile("credential|password|passphrase|log ?in|sign ?in|user|account|e-?mail|grant|authenticat");

    /** A request that lacks something or has too much of it was not understood. */
    private static final Pattern FIELDS = Pattern.compile(
            "required|missing|should not|must|blank|empty|unexpected|unrecogni[sz]ed|unknown (?:field|property|key)|unsupported|malformed|parse|json");

    private static final Pattern ROBOT =
            Pattern.compile("captcha|turnstile|\\brobot|\\bbot (?:check|detect|protect)|not a bot");

    /** What a refusal says of itself where the status is one of success. */
    private static final Pattern PLAIN_REFUSAL = Pattern.compile(
            "\\b(?:invalid|incorrect|wrong|bad|unknown)\\b[a-z, /]{0,30}\\b(?:credential|password|user|e ?mail|log ?in|account)"
                    + "|\\b(?:credentials?|password|user ?name|e ?mail|log ?in)\\b[a-z, /]{0,30}\\b(?:invalid|incorrect|wrong|failed"
                    + "|not (?:match|correct|valid|found))");

    private static final List<String> TELLING =
            List.of("message", "msg", "detail", "reason", "description", "error_description");

    /** A name that means success if it is true. */
    private static final Pattern SUCCESS = Pattern.compile(
            "(?:is |login |log in |auth |user )*(?:success|succeeded|successful|ok|authenticated|authori[sz]ed|logged in|login|valid"
                    + "|status|result|auth)");

    /** Where a payload stands in what wraps it. */
    private static final List<String> WRAPPERS = List.of("data", "result", "response");

    private static final Pattern NO = Pattern.compile("(?i)error|fail|failed|failure|unauthori[sz]ed|denied");

    private LoginWords() {}

    /** The words of a body, of a page those that are to be seen, in lower case, whatever joins them. */
    static String of(WebAnswer answer) {
        String text = answer.looksLikeHtml() ? page(answer).text() : answer.text();
        String start = text.substring(0, Math.min(text.length(), MOST_CHARACTERS));
        return start.replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                .replaceAll("[_.-]+", " ")
                .toLowerCase(Locale.ROOT);
    }

    /** The page that an answer is, or the beginning of a very long one. */
    static Document page(WebAnswer answer) {
        String text = answer.text();
        return Jsoup.parse(text.substring(0, Math.min(text.length(), LONGEST_PAGE)));
    }

    static boolean speakOfGuard(String words) {
        return GUARD.matcher(words).find();
    }

    static boolean speakOfOrigin(String words) {
        return ORIGIN.matcher(words).find();
    }

    /** Whether a path such as {@code /login/two-factor} leads to a second factor. */
    static boolean leadToSecondFactor(HttpUrl target) {
        return speakOfSecondFactor(words(target.encodedPath()));
    }

    static boolean speakOfSecondFactor(String words) {
        return SECOND_FACTOR.matcher(words).find();
    }

    static boolean refuseCredentials(String words) {
        return REFUSED.matcher(words).find()
                && CREDENTIALS.matcher(words).find()
                && !FIELDS.matcher(words).find();
    }

    /** Whether a successful answer asks for a second factor instead: a field about one that is set, or a text that names one. */
    static boolean askForSecondFactor(JsonNode json) {
        return asksForSecondFactor(json) || asksForSecondFactor(json.path("data"));
    }

    private static boolean asksForSecondFactor(JsonNode json) {
        for (Map.Entry<String, JsonNode> field : fields(json)) {
            String name = words(field.getKey());
            JsonNode value = field.getValue();
            boolean set = isSet(value);
            if (set && speakOfSecondFactor(name) && !name.contains("enabled")) {
                return true;
            }
            if (value.isTextual()
                    && value.textValue().length() < 200
                    && speakOfSecondFactor(words(value.textValue()))) {
                return true;
            }
        }
        return false;
    }

    private static String words(String text) {
        return text.replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                .replaceAll("[_.-]+", " ")
                .toLowerCase(Locale.ROOT);
    }

    /** Whether a successful answer says no all the same, of the whole or of a payload in it. */
    static boolean sayNo(JsonNode json) {
        return isNo(json)
                || WRAPPERS.stream().map(json::path).anyMatch(LoginWords::isFalse)
                || WRAPPERS.stream()
                        .map(json::path)
                        .flatMap(LoginWords::children)
                        .anyMatch(LoginWords::isNoPayload);
    }

    private static boolean isNo(JsonNode json) {
        JsonNode status = json.path("status");
        boolean word = status.isTextual() && NO.matcher(status.textValue()).matches();
        boolean number = Stream.of("status", "statusCode", "code")
                .map(json::path)
                .anyMatch(n -> n.isInt() && n.intValue() >= 400 && n.intValue() < 600);
        return isFalse(json) || word || number || isSet(json.path("error")) || isSet(json.path("errors"));
    }

    private static boolean isNoPayload(JsonNode payload) {
        boolean refused = Stream.of("success", "succeeded", "ok", "authenticated")
                .map(payload::path)
                .anyMatch(LoginWords::isFalseValue);
        return (refused || isSet(payload.path("errors"))) && !payload.hasNonNull("id");
    }

    private static Stream<JsonNode> children(JsonNode json) {
        return fields(json).stream().map(Map.Entry::getValue).filter(JsonNode::isObject);
    }

    /** Whether a field that would mean success is false. */
    private static boolean isFalse(JsonNode json) {
        return fields(json).stream()
                .anyMatch(field -> isFalseValue(field.getValue())
                        && SUCCESS.matcher(String.join(" ", Words.of(field.getKey())))
                                .matches());
    }

    private static List<Map.Entry<String, JsonNode>> fields(JsonNode json) {
        return json.properties().stream().limit(MOST_FIELDS).toList();
    }

    private static boolean isFalseValue(JsonNode value) {
        return (value.isBoolean() && !value.booleanValue())
                || (value.isTextual() && value.textValue().equalsIgnoreCase("false"));
    }

    /** Whether a message says that the credentials are wrong. */
    static boolean tellOfRefusal(JsonNode json) {
        return TELLING.stream()
                .map(json::path)
                .anyMatch(text -> text.isTextual()
                        && text.textValue().length() < 200
                        && PLAIN_REFUSAL.matcher(words(text.textValue())).find());
    }

    /** Whether any of its texts says that the credentials are wrong, and not that a field is: a form may be told with it. */
    static boolean holdsRefusal(JsonNode json) {
        return holdsRefusal(json, DEEPEST_TEXT);
    }

    private static boolean holdsRefusal(JsonNode json, int depth) {
        if (json.isTextual()) {
            String text = json.textValue().length() < LONGEST_TEXT ? words(json.textValue()) : "";
            return PLAIN_REFUSAL.matcher(text).find() && !FIELDS.matcher(text).find();
        }
        for (JsonNode child : json) {
            if (depth > 0 && holdsRefusal(child, depth - 1)) {
                return true;
            }
        }
        return false;
    }

    /** Whether they want to know that a person is asking. */
    static boolean speakOfRobots(String words) {
        return ROBOT.matcher(words).find();
    }

    private static boolean isSet(JsonNode value) {
        if (value.isTextual()) {
            return !value.textValue().isBlank();
        }
        return value.isContainerNode() ? !value.isEmpty() : value.isBoolean() && value.booleanValue();
    }
}
