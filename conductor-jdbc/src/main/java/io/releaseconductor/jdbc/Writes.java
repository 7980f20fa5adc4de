package io.releaseconductor.jdbc;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The last writes of a deployment, by revision and operation, in one text: by them a repeated write is recognised. */
final class Writes {

    private static final int KEPT = 16;

    private Writes() {}

    /** An operation as it stands in the tables: without spaces, and without characters that a database refuses. */
    static String operation(String operationId) {
        return URLEncoder.encode(operationId, StandardCharsets.UTF_8);
    }

    static boolean contain(@Nullable String writes, long revision, String operationId) {
        return writes != null && Arrays.asList(writes.split(" ")).contains(write(revision, operationId));
    }

    static String added(@Nullable String writes, long revision, String operationId) {
        String write = write(revision, operationId);
        if (writes == null) {
            return write;
        }
        String[] before = writes.split(" ");
        int first = Math.max(0, before.length - (KEPT - 1));
        return String.join(" ", Arrays.asList(before).subList(first, before.length)) + " " + write;
    }

    private static String write(long revision, String operationId) {
        return revision + ":" + operation(operationId);
    }
}
