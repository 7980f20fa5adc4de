package io.releaseconductor.checks.browser;

import io.releaseconductor.http.Sites;
import java.util.Objects;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * A page to look at.
 *
 * @param page its address
 * @param header what requests to its origin are sent with, or null for nothing
 * @param words whom that asks, for people, such as {@code canary}; null for the environment itself
 */
record Visit(
        HttpUrl page, @Nullable Header header, @Nullable String words) {

    Visit {
        Objects.requireNonNull(page, "page");
    }

    /** Whether what is seen there need not be what was to be seen: behind another address than the canary's the stable version may answer. */
    boolean isLostAt(HttpUrl there) {
        return words != null && !Sites.isSameOrigin(there, page);
    }

    /** {@return the address without its path, as browsers write it} */
    String origin() {
        return Sites.origin(page);
    }
}
