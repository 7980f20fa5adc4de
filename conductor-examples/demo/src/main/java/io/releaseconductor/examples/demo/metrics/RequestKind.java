package io.releaseconductor.examples.demo.metrics;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What a request is counted as: the labels that Micrometer gives it. */
record RequestKind(String uri, String method, String status) implements Comparable<RequestKind> {

    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE");

    private static final Comparator<RequestKind> ORDER = Comparator.comparing(RequestKind::uri)
            .thenComparing(RequestKind::method)
            .thenComparing(RequestKind::status);

    private static final String UNKNOWN = "UNKNOWN";

    /** Of a request that got an answer. Whatever a client calls its method, there are not more kinds than methods that exist. */
    static RequestKind answered(String uri, String method, int status) {
        return new RequestKind(uri, known(method), Integer.toString(status));
    }

    /** Of a request that was hung up on. */
    static RequestKind unanswered(String uri, String method) {
        return new RequestKind(uri, known(method), UNKNOWN);
    }

    private static String known(String method) {
        return METHODS.contains(method) ? method : UNKNOWN;
    }

    /** Its labels, in the order of their names. */
    Map<String, String> labels() {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("method", method);
        labels.put("outcome", outcome());
        labels.put("status", status);
        labels.put("uri", uri);
        return labels;
    }

    private String outcome() {
        return switch (status.charAt(0)) {
            case '1' -> "INFORMATIONAL";
            case '2' -> "SUCCESS";
            case '3' -> "REDIRECTION";
            case '4' -> "CLIENT_ERROR";
            case '5' -> "SERVER_ERROR";
            default -> UNKNOWN;
        };
    }

    @Override
    public int compareTo(RequestKind other) {
        return ORDER.compare(this, other);
    }
}
