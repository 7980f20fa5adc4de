package io.releaseconductor.checks;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.Jsoup;

/**
 * What an answer says of a login in words. The words only decide how a refusal is told and whether it is one; none of them is
 * shown.
 */
final class LoginWords {

    private static final int MOST_CHARACTERS = 20_000;

    private static final Pattern GUARD =
            Pattern.compile("csrf|xsrf|cross.?site request|authenticity ?token|anti ?forgery|request ?verification");

    private static final Pattern SECOND_FACTOR = Pattern.compile(
            "\\bmfa|mfa\\b|multi.?factor|\\b2fa|2fa\\b|two.?factor|two.?step|second.?factor|\\btotp|\\botps?\\b|one.?time (?:pass|code)|authenticator app");

    private static final Pattern REFUSED = Pattern.compile(
            "invalid|incorrect|wrong|bad |unable|not match|mismatch|not exist"
                    + "|not found|no such|unknown|not recogni[sz]ed|locked|disabled|suspended|denied|fail|unauthori[sz]ed|not authori[sz]ed|correct");

    private static final Pattern CREDENTIALS =
            Pattern.compile("credential|password|passphrase|log ?in|sign ?in|user|account|e-?mail|grant|authenticat");

    /** A request that lacks something or has too much of it was not understood. */
    private static final Pattern FIELDS = Pattern.compile(
            "required|missing|should not|must|blank|empty|unexpected|unrecogni[sz]ed|unknown (?:field|property|key)|unsupported|malformed|parse|json");

    private static final Pattern NO = Pattern.compile("(?i)error|fail|failed|failure|unauthori[sz]ed|denied");

    private LoginWords() {}

    /** The words of a body, of a page those that are to be seen, in lower case, whatever joins them. */
    static String of(WebAnswer answer) {
        String text = answer.looksLikeHtml() ? Jsoup.parse(answer.text()).text() : answer.text();
        String start = text.substring(0, Math.min(text.length(), MOST_CHARACTERS));
        return start.replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                .replaceAll("[_.-]+", " ")
                .toLowerCase(Locale.ROOT);
    }

    static boolean speakOfGuard(String words) {
        return GUARD.matcher(words).find();
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
        for (Map.Entry<String, JsonNode> field : json.properties()) {
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

    /** Whether a successful answer says no all the same. */
    static boolean sayNo(JsonNode json) {
        for (String name : new String[] {"success", "ok", "authenticated", "loggedIn", "logged_in"}) {
            JsonNode value = json.path(name);
            if (value.isBoolean() && !value.booleanValue()) {
                return true;
            }
        }
        JsonNode status = json.path("status");
        boolean word = status.isTextual() && NO.matcher(status.textValue()).matches();
        boolean number = Stream.of("status", "statusCode", "code")
                .map(json::path)
                .anyMatch(n -> n.isInt() && n.intValue() >= 400 && n.intValue() < 600);
        return word || number || isSet(json.path("error")) || isSet(json.path("errors"));
    }

    private static boolean isSet(JsonNode value) {
        if (value.isTextual()) {
            return !value.textValue().isBlank();
        }
        return value.isContainerNode() ? !value.isEmpty() : value.isBoolean() && value.booleanValue();
    }
}
