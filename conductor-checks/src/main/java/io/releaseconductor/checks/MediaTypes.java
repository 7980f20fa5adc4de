package io.releaseconductor.checks;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The media types that decide what a browser does with an answer. */
final class MediaTypes {

    private static final Set<String> JAVASCRIPT = Set.of(
            "application/ecmascript",
            "application/javascript",
            "application/x-ecmascript",
            "application/x-javascript",
            "text/ecmascript",
            "text/javascript",
            "text/javascript1.0",
            "text/javascript1.1",
            "text/javascript1.2",
            "text/javascript1.3",
            "text/javascript1.4",
            "text/javascript1.5",
            "text/jscript",
            "text/livescript",
            "text/x-ecmascript",
            "text/x-javascript");

    private MediaTypes() {}

    static boolean isJavaScript(@Nullable String type) {
        return type != null && JAVASCRIPT.contains(type.toLowerCase(Locale.ROOT));
    }

    /** Types that no browser runs as a script, whoever leaves the rest to it. */
    static boolean isNeverScript(@Nullable String type) {
        return type != null
                && (type.startsWith("image/")
                        || type.startsWith("audio/")
                        || type.startsWith("video/")
                        || type.equals("text/csv"));
    }
}
