package io.releaseconductor.checks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Why a storage refuses, read from the error that it answers with. Storages differ in their codes, but the codes are made of the
 * same words.
 */
enum StorageCode {
    /** No error of a storage: a page, an empty answer, something of another kind. */
    NONE,
    /** The bucket or container is not there, or cannot be. */
    NO_BUCKET,
    /** Nothing is kept under this name yet: the signature was looked at before, and held. */
    NO_OBJECT,
    /** What was asked is not what was signed, or the key is another. */
    MISMATCH,
    /** The signature, the key or the token is not accepted, whatever is asked. */
    NOT_ACCEPTED,
    EXPIRED,
    NOT_YET,
    /** Signed outside the time in which it would hold, on one side or the other. */
    OUT_OF_TIME,
    /** The account is closed, not paid or not allowed this. */
    ACCOUNT,
    /** The conductor's own address is not let in. */
    ADDRESS,
    /** The bucket is elsewhere. */
    ELSEWHERE,
    /** Too much was asked of it just now. */
    BUSY,
    /** A right is missing for what was asked. */
    DENIED,
    /** Another refusal. */
    OTHER;

    private static final Pattern XML = Pattern.compile("<Code>\\s*([A-Za-z][A-Za-z0-9.]{0,79})\\s*</Code>");
    private static final Pattern TOLD =
            Pattern.compile("<(?:Message|Details|AuthenticationErrorDetail)>([^<]{0,500})<");
    private static final int LOOKED_AT = 20_000;

    private static final Set<String> MISSING =
            Set.of("no", "not", "missing", "invalid", "deleted", "disabled", "being");
    private static final Set<String> OBJECTS =
            Set.of("key", "blob", "object", "resource", "file", "upload", "version", "path");
    private static final Set<String> SIGNS = Set.of(
            "signature",
            "token",
            "credential",
            "credentials",
            "security",
            "authentication",
            "authorization",
            "auth",
            "jwt",
            "key",
            "unauthorized",
            "unauthenticated");

    static StorageCode of(WebAnswer answer) {
        String text = answer.text();
        String looked = text.length() > LOOKED_AT ? text.substring(0, LOOKED_AT) : text;
        Matcher xml = XML.matcher(looked);
        String header = answer.headers().get("x-ms-error-code");
        if (xml.find()) {
            StringBuilder told = new StringBuilder();
            Matcher message = TOLD.matcher(looked);
            while (message.find()) {
                told.append(message.group(1)).append(' ');
            }
            return of(xml.group(1), told.toString());
        }
        return header == null ? ofJson(looked) : of(header, "");
    }

    private static StorageCode ofJson(String text) {
        JsonNode json = text.stripLeading().startsWith("{")
                ? Json.tryParse(text).orElse(MissingNode.getInstance())
                : MissingNode.getInstance();
        JsonNode inner = json.path("error").isObject() ? json.path("error") : json;
        for (String name : List.of("code", "error", "Code")) {
            String code = inner.path(name).textValue();
            if (code != null && code.matches("[A-Za-z][A-Za-z_. ]{2,79}")) {
                String message = inner.path("message").textValue();
                return of(code, message == null ? "" : message);
            }
        }
        return NONE;
    }

    private static StorageCode of(String code, String message) {
        List<String> words = Words.of(code);
        StorageCode time = ofTime(words, message.toLowerCase(Locale.ROOT));
        if (time != null) {
            return time;
        }
        boolean missing = words.stream().anyMatch(MISSING::contains);
        if (missing && hasAny(words, Set.of("bucket", "container"))) {
            return NO_BUCKET;
        }
        if (words.contains("redirect") || words.contains("moved")) {
            return ELSEWHERE;
        }
        if (hasAny(words, Set.of("ip", "network", "firewall")) || code.equals("AuthorizationFailure")) {
            return ADDRESS;
        }
        if (hasAny(words, Set.of("account", "suspended", "payer", "subscription", "billing"))
                || code.equals("AllAccessDisabled")
                || code.equals("NotSignedUp")) {
            return ACCOUNT;
        }
        if (hasAny(words, Set.of("slow", "busy", "throttling", "throttled", "requests"))) {
            return BUSY;
        }
        StorageCode refusal = ofRefusal(words, missing);
        return switch (refusal) {
            case DENIED -> speaksOfWrongSignature(message) ? MISMATCH : DENIED;
            case OTHER -> message.toLowerCase(Locale.ROOT).contains("authorization") ? NOT_ACCEPTED : OTHER;
            default -> refusal;
        };
    }

    private static boolean speaksOfWrongSignature(String message) {
        List<String> told = Words.of(message);
        return told.contains("signature") && hasAny(told, Set.of("invalid", "wrong", "match", "mismatch"));
    }

    private static StorageCode ofRefusal(List<String> words, boolean missing) {
        if (words.contains("signature") && hasAny(words, Set.of("match", "mismatch"))) {
            return MISMATCH;
        }
        boolean notThere = hasAny(words, Set.of("such", "found"));
        if (missing && notThere && hasAny(words, OBJECTS)) {
            return NO_OBJECT;
        }
        if (words.contains("permission")
                || (words.contains("access") && words.contains("denied"))
                || words.contains("forbidden")) {
            return DENIED;
        }
        return hasAny(words, SIGNS) ? NOT_ACCEPTED : OTHER;
    }

    private static @Nullable StorageCode ofTime(List<String> words, String message) {
        if (message.contains("time frame")) {
            return OUT_OF_TIME;
        }
        if (message.contains("not yet valid")
                || message.contains("not valid yet")
                || message.contains("in the future")) {
            return NOT_YET;
        }
        if (hasAny(words, Set.of("expired", "expiry", "expire")) || message.contains("expired")) {
            return EXPIRED;
        }
        return words.contains("skewed") || words.contains("skew") ? OUT_OF_TIME : null;
    }

    private static boolean hasAny(List<String> words, Set<String> wanted) {
        return words.stream().anyMatch(wanted::contains);
    }
}
