package io.releaseconductor.github;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;

/** GitHub's own words, fit to be shown: short, on one line, and without anything that looks like a token. */
final class Messages {

    private static final int MAX_LENGTH = 300;

    // What GitHub's tokens look like: https://github.blog/engineering/behind-githubs-new-authentication-token-formats
    private static final Pattern TOKEN = Pattern.compile("(?i)\\b(gh[a-z]_|github_pat_)[A-Za-z0-9_]+"
            + "|\\b(bearer|token|basic)\\s+[A-Za-z0-9._~+/=-]{8,}"
            + "|\\beyJ[A-Za-z0-9_-]+\\.[A-Za-z0-9_.-]+"
            + "|-----BEGIN [A-Z ]+-----.*");

    private Messages() {}

    static String of(JsonNode body) {
        StringBuilder text = new StringBuilder(body.path("message").asText(""));
        for (JsonNode error : body.path("errors")) {
            String more = error.isTextual()
                    ? error.textValue()
                    : error.path("message").asText("");
            if (!more.isEmpty() && text.indexOf(more) < 0) {
                text.append(text.isEmpty() ? "" : "; ").append(more);
            }
        }
        return shown(text.toString());
    }

    static String shown(String text) {
        String line =
                TOKEN.matcher(text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip()).replaceAll("***");
        return line.length() <= MAX_LENGTH ? line : line.substring(0, MAX_LENGTH) + "…";
    }
}
