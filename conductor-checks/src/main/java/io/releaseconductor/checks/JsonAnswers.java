package io.releaseconductor.checks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;

/** Takes the JSON out of an answer, or says why there is none. Never quotes the answer. */
final class JsonAnswers {

    private JsonAnswers() {}

    static JsonNode read(WebAnswer answer) throws TroubleException {
        if (answer.isBlank()) {
            throw Trouble.of(
                            "Empty answer",
                            "The application answered without a body. Check what the route returns, and proxies that strip"
                                    + " bodies.",
                            answer.label() + ": no body where JSON was expected")
                    .asException();
        }
        if (answer.looksLikeHtml()) {
            throw Trouble.of(
                            "HTML instead of JSON",
                            "This looks like a login page or the frontend's fallback page. Check that the API base URL"
                                    + " leads to the API, and that its path is right.",
                            answer.label() + ": an HTML page where JSON was expected")
                    .asException();
        }
        if (!isJson(answer)) {
            throw Trouble.of(
                            "Wrong content type",
                            "Answer with Content-Type: application/json, or check the path.",
                            answer.label() + ": " + answer.mediaType() + " where JSON was expected")
                    .asException();
        }
        if (answer.cut()) {
            throw Trouble.of(
                            "Answer too large",
                            "No more than the first " + Sizes.text(answer.body().size())
                                    + " of an answer are read. Ask for less, or raise SHIP_CHECK_MAX_BODY_BYTES.",
                            answer.label() + ": more than "
                                    + Sizes.text(answer.body().size()) + " of JSON")
                    .asException();
        }
        return parse(answer);
    }

    private static JsonNode parse(WebAnswer answer) throws TroubleException {
        try {
            return Json.parse(answer.text());
        } catch (JsonProcessingException e) {
            String place = e.getLocation() == null
                    ? ""
                    : " at line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr();
            throw Trouble.of(
                            "Invalid JSON",
                            "The answer calls itself JSON but is not. Check what writes it: a log line, a warning or an error"
                                    + " in its midst, or an answer that is cut off.",
                            answer.label() + ": not JSON" + place)
                    .asException();
        }
    }

    /** An answer without a content type is judged by whether it can be read. */
    static boolean isJson(WebAnswer answer) {
        String type = answer.mediaType();
        return type == null || type.equals("application/json") || type.equals("text/json") || type.endsWith("+json");
    }
}
