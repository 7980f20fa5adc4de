package io.releaseconductor.json;

import org.jspecify.annotations.Nullable;

/**
 * The places of fields in a record, such as {@code phases/deploy/run/status}: JSON pointers (RFC 6901) without the first
 * slash, so that the place of a field of the record itself is its plain name.
 */
final class FieldPaths {

    static final String RECORD = "";

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

    private static String escape(String name) {
        return name.indexOf('~') < 0 && name.indexOf('/') < 0
                ? name
                : name.replace("~", "~0").replace("/", "~1");
    }

    private static String unescape(String name) {
        return name.replace("~1", "/").replace("~0", "~");
    }
}
