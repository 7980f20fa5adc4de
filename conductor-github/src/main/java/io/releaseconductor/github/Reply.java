package io.releaseconductor.github;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import okhttp3.Headers;

/** What came of one request. Texts are for people and free of secrets. */
sealed interface Reply {

    /**
     * GitHub (or something on the way) answered.
     *
     * @param status the HTTP status; 304 is told as the 200 that it stands for
     * @param headers the headers
     * @param body the JSON; a missing node if the body is empty or no JSON
     */
    record Answered(int status, Headers headers, JsonNode body) implements Reply {

        boolean succeeded() {
            return status >= 200 && status < 300;
        }

        /** Whether GitHub, and not something on the way, says that this is not there or not for this token; it tells the two apart rarely. */
        boolean isDenied() {
            return (status == 403 || status == 404) && !message().isEmpty();
        }

        /** {@return GitHub's own reason, on one line; empty if it gave none} */
        String message() {
            return Messages.of(body);
        }

        /** Without the body. */
        @Override
        public String toString() {
            return "HTTP " + status + (message().isEmpty() ? "" : ": " + message());
        }
    }

    /** A rate limit; nothing was carried out. */
    record Limited(String reason, Instant retryAt) implements Reply {}

    /** Nothing left for GitHub. Lasting troubles stay until a person changes something. */
    record NotSent(String reason, Instant retryAt, boolean lasting) implements Reply {}

    /** The request may have arrived, and there is no whole answer. */
    record Lost(String reason) implements Reply {}
}
