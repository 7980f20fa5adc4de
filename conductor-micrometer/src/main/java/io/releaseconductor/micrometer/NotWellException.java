package io.releaseconductor.micrometer;

/** Marks a span as one of an error, by one of few words. Never thrown. */
final class NotWellException extends RuntimeException {

    private static final long serialVersionUID = 1;

    NotWellException(String outcome) {
        super(outcome, null, false, false);
    }
}
