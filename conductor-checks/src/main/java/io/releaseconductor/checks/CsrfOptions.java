package io.releaseconductor.checks;

import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a token against forged requests comes from before a login, and how it is sent with it.
 *
 * @param source what is asked with GET first; its cookies go with the login
 * @param name the name that the token goes by there, be it a cookie, a field of a form or of JSON, a meta tag or a header; null
 *     for one whose name speaks of it
 * @param field the field that it is sent in; null for the name that a form or JSON gave it
 * @param header the header that it is sent in; null for the usual ones
 */
public record CsrfOptions(
        URI source,
        @Nullable String name,
        @Nullable String field,
        @Nullable String header) {

    /** Requires the source; the rest is checked where it is used. */
    public CsrfOptions {
        Objects.requireNonNull(source, "source");
    }

    CsrfOptions withSource(URI another) {
        return new CsrfOptions(another, name, field, header);
    }

    /** {@return names only; the source's query may hold a secret} */
    @Override
    public String toString() {
        return "CsrfOptions[name=" + name + ", field=" + field + ", header=" + header + "]";
    }
}
