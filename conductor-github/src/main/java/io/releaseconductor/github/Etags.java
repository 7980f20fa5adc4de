package io.releaseconductor.github;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was last read from an address, so that it can be asked whether it has changed: an answer that it has not is free. */
final class Etags {

    private static final int MAX_ENTRIES = 200;

    /** What was read, and the tag that GitHub gave it. */
    record Tagged(String etag, JsonNode body) {}

    private final Map<String, Tagged> entries = new RecentlyUsed<>(MAX_ENTRIES);

    synchronized @Nullable Tagged get(String url) {
        return entries.get(url);
    }

    synchronized void put(String url, String etag, JsonNode body) {
        entries.put(url, new Tagged(etag, body));
    }
}
