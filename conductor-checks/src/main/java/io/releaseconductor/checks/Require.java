package io.releaseconductor.checks;

import java.time.Duration;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What options have to hold. */
final class Require {

    static final Duration SHORTEST = Duration.ofMillis(1);
    static final Duration LONGEST = Duration.ofHours(1);

    /** A name of a JSON field, or several with dots between them. */
    static final Pattern FIELD = Pattern.compile("[A-Za-z0-9_$-]{1,64}(\\.[A-Za-z0-9_$-]{1,64}){0,9}");

    static final String FIELD_ALLOWED =
            "names of letters, digits, _, $ and -, with dots between them, such as data.user";

    static final String STATUS_ALLOWED =
            "200 to 299 but 204 and 205, since an answer without a body holds nothing to look at";

    /** Where something is in a JSON answer: names with dots between them, and indexes of lists in brackets. */
    static final Pattern PATH =
            Pattern.compile("(\\[\\d{1,4}]|[A-Za-z0-9_$@:-]{1,64})((\\[\\d{1,4}])|(\\.[A-Za-z0-9_$@:-]{1,64})){0,19}");

    /** The name of an HTTP header. */
    static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,200}");

    /** The value of an HTTP header. */
    static final Pattern HEADER_VALUE = Pattern.compile("[\\x21-\\x7E](?:[\\x20-\\x7E]{0,4094}[\\x21-\\x7E])?");

    static final String HEADER_ALLOWED = "the name of a header, such as X-Version";

    static final String PATH_ALLOWED =
            "names of letters, digits, _, $, @, : and -, with dots between them and [0] for the first of a list, such"
                    + " as items[0].upload.url";

    private Require() {}

    static void path(String field, @Nullable String value) {
        if (value != null && !PATH.matcher(value).matches()) {
            throw new IllegalArgumentException(field + " is '" + value + "'; allowed: " + PATH_ALLOWED);
        }
    }

    /** A status that comes with a body: what is looked for in the answer could not be in another. */
    static void statusWithBody(String field, Endpoint endpoint) {
        if (!comesWithBody(endpoint.status())) {
            throw new IllegalArgumentException(field + " is " + endpoint.status() + "; allowed: " + STATUS_ALLOWED);
        }
    }

    static boolean comesWithBody(int status) {
        return status >= 200 && status <= 299 && status != 204 && status != 205;
    }

    static void span(String field, Duration value) {
        Objects.requireNonNull(value, field);
        if (value.compareTo(SHORTEST) < 0 || value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(field + " is " + value + "; allowed: 1 ms to 1 h");
        }
    }

    static void field(String field, @Nullable String value) {
        if (value != null && !FIELD.matcher(value).matches()) {
            throw new IllegalArgumentException(field + " is '" + value + "'; allowed: " + FIELD_ALLOWED);
        }
    }

    static void json(String field, String method, @Nullable String body) {
        if (body == null) {
            return;
        }
        if (method.equals("GET")) {
            throw new IllegalArgumentException(
                    field + " is set with method GET; allowed: a body with POST, PUT or PATCH");
        }
        if (!Json.isValid(body)) {
            throw new IllegalArgumentException(field + " is not valid JSON; allowed: one JSON value");
        }
    }
}
