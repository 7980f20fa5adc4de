package io.releaseconductor.checks;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** What a page calls its modules: from the names in its import maps to URLs. Scopes are left to browsers. */
final class ImportMap {

    /** No path has more folders. */
    private static final int DEEPEST = 50;

    private final Map<String, HttpUrl> urls = new HashMap<>();

    /** Adds the entries of one import map; what is known already stays. What cannot be read adds nothing. */
    void add(String json, HttpUrl base) {
        JsonNode imports = Json.tryParse(json).map(map -> map.path("imports")).orElse(null);
        if (imports == null) {
            return;
        }
        imports.properties().forEach(entry -> {
            HttpUrl url =
                    entry.getValue().isTextual() ? base.resolve(entry.getValue().textValue()) : null;
            if (url != null) {
                urls.putIfAbsent(entry.getKey(), url);
            }
        });
    }

    /** Where a module is, or null if its name leads to no http or https URL. */
    @Nullable
    HttpUrl resolve(String specifier, HttpUrl base) {
        HttpUrl mapped = urls.get(specifier);
        if (mapped != null) {
            return mapped;
        }
        int slash = specifier.lastIndexOf('/');
        for (int i = 0; i < DEEPEST && slash >= 0; i++) {
            HttpUrl folder = urls.get(specifier.substring(0, slash + 1));
            if (folder != null) {
                return folder.resolve(specifier.substring(slash + 1));
            }
            slash = specifier.lastIndexOf('/', slash - 1);
        }
        boolean isUrl = specifier.startsWith("/")
                || specifier.startsWith("./")
                || specifier.startsWith("../")
                || specifier.startsWith("http://")
                || specifier.startsWith("https://");
        return isUrl ? base.resolve(specifier) : null;
    }
}
