package io.releaseconductor.prometheus;

/** Prometheus's answer is none to count by. The message says why, for people, and holds no secret. */
final class NoAnswerException extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean mayCome;

    private NoAnswerException(String reason, boolean mayCome) {
        super(reason);
        this.mayCome = mayCome;
    }

    /** It will never be one. */
    NoAnswerException(String reason) {
        this(reason, false);
    }

    /** What is not there may yet come. */
    static NoAnswerException soFar(String reason) {
        return new NoAnswerException(reason, true);
    }

    boolean mayCome() {
        return mayCome;
    }

    String reason() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
