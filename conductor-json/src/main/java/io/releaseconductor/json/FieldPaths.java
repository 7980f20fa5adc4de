package io.releaseconductor.json;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The places of fields in a record, such as {@code phases/deploy/run/status}: JSON pointers (RFC 6901) without the first
 * slash, so that the place of a field of the record itself is its plain name.
 */
final class FieldPaths {

    static final String RECORD = "";

    private static final Pattern PLAIN = Pattern.compile("[a-z][a-z0-9_-]{0,31}|[0-9]{1,9}");

    private FieldPaths() {}

    static String of(String parent, String name) {
        String escaped = escape(name);
        return parent.isEmpty() ? escaped : parent + "/" + escaped;
    }

    static String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? RECORD : path.substring(0, slash);
    }

    /** The name of the field at a place, or null where the text is none that {@link #of} makes. */
    static @Nullable String name(String path) {
        String name = unescape(path.substring(path.lastIndexOf('/') + 1));
        return of(parent(path), name).equals(path) ? name : null;
    }

    /** The place for messages: a name that no field and no check can have may be anything, and is not told. */
    static String shown(String path) {
        return path.isEmpty()
                ? path
                : Arrays.stream(path.split("/", -1))
                        .map(name -> PLAIN.matcher(name).matches() ? name : "…")
                        .collect(Collectors.joining("/"));
    }

    private static String escape(String name) {
        return name.indexOf('~') < 0 && name.indexOf('/') < 0
                ? name
                : name.replace("~", "~0").replace("/", "~1");
    }

    private static String unescape(String name) {
        return name.replace("~1", "/").replace("~0", "~");
    }
}
