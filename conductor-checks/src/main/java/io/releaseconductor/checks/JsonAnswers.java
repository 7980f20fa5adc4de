package io.releaseconductor.checks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes the JSON out of an answer, or says why there is none. Never quotes the answer. */
final class JsonAnswers {

    private JsonAnswers() {}

    /** A page begins like this; a fragment of one does not. */
    private static final Pattern PAGE = Pattern.compile(
            "\\s*(<!--.*?-->\\s*|<\\?xml.*?\\?>\\s*)*<(!doctype\\s+html|html|head|body)\\b.*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final int START_OF_PAGE = 2000;

    /** Put before JSON by some servers, so that a page of another site cannot run it as a script. */
    private static final Pattern GUARD = Pattern.compile("\\s*+(?:\\)\\]\\}'|while\\s*+\\(1\\)|for\\s*+\\(;;\\))[;,]?");

    /** Judges what the body is, not what the content type says: many applications do not say. */
    static JsonNode read(WebAnswer answer) throws TroubleException {
        if (answer.isBlank()) {
            throw Trouble.of(
                            "Empty answer",
                            "The application answered without a body. Check what the route returns, and proxies that"
                                    + " strip bodies.",
                            answer.label() + ": no body where JSON was expected")
                    .asException();
        }
        if (isPage(answer)) {
            throw Trouble.of(
                            "HTML instead of JSON",
                            "This looks like a login page or the frontend's fallback page. Check that the API base URL"
                                    + " leads to the API, and that its path is right.",
                            answer.label() + ": an HTML page where JSON was expected")
                    .asException();
        }
        if (answer.cut()) {
            throw Trouble.unclear(
                            "Answer too large",
                            "No more than the first " + Sizes.text(answer.body().size())
                                    + " of an answer are read. Ask for less, or raise SHIP_CHECK_MAX_BODY_BYTES.",
                            answer.label() + ": more than "
                                    + Sizes.text(answer.body().size()) + " of JSON")
                    .asException();
        }
        return parse(answer);
    }

    /** Whether a browser would show it as a page, such as that of a login or of the frontend. */
    static boolean isPage(WebAnswer answer) {
        String text = answer.text();
        String start = text.length() > START_OF_PAGE ? text.substring(0, START_OF_PAGE) : text;
        return PAGE.matcher(start).matches();
    }

    private static JsonNode parse(WebAnswer answer) throws TroubleException {
        try {
            JsonNode json = Json.parse(withoutGuard(answer.text()));
            if (isJson(answer) || json.isContainerNode()) {
                return json;
            }
        } catch (StreamConstraintsException e) {
            throw Trouble.unclear(
                            "JSON is not read",
                            "It is nested too deeply, or holds a number of too many digits. Let the route answer with less, or"
                                    + " set another path.",
                            answer.label() + ": JSON beyond what is read")
                    .asException();
        } catch (JsonProcessingException e) {
            Optional<JsonNode> lines = Json.tryParseLines(answer.text());
            if (lines.isPresent()) {
                return lines.get();
            }
            if (answer.isPacked()) {
                throw packed(answer).asException();
            }
            if (isJson(answer)) {
                throw invalid(answer, e).asException();
            }
        }
        throw Trouble.unclear(
                        "Wrong content type",
                        "Answer with JSON, or check the path. What is no JSON is not looked into.",
                        answer.label() + ": " + answer.mediaType() + " where JSON was expected")
                .asException();
    }

    /** {@return the value that the answer is, or empty if it is none} */
    static Optional<JsonNode> tryParse(WebAnswer answer) {
        return Json.tryParse(withoutGuard(answer.text()));
    }

    static String withoutGuard(String text) {
        Matcher guard = GUARD.matcher(text);
        return guard.lookingAt() ? text.substring(guard.end()) : text;
    }

    static Trouble packed(WebAnswer answer) {
        return Trouble.unclear(
                "Answer is packed",
                "It comes in a content encoding that was not asked for. Let the server heed Accept-Encoding.",
                answer.label() + ": a content encoding other than gzip, or packed twice");
    }

    private static Trouble invalid(WebAnswer answer, JsonProcessingException e) {
        String place = e.getLocation() == null
                ? ""
                : " at line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr();
        return Trouble.of(
                "Invalid JSON",
                "The answer calls itself JSON but is not. Check what writes it: a log line, a warning or an error"
                        + " in its midst, or an answer that is cut off.",
                answer.label() + ": not JSON" + place);
    }

    /** An answer without a content type is judged by whether it can be read. */
    static boolean isJson(WebAnswer answer) {
        String type = answer.mediaType();
        return type == null || type.equals("application/json") || type.equals("text/json") || type.endsWith("+json");
    }
}
