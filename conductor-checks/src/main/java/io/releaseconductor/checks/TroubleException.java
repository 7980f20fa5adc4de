package io.releaseconductor.checks;

/** Ends a check early: there is no answer to judge. Carries no cause, since a cause's message may hold secrets. */
final class TroubleException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Trouble trouble;

    TroubleException(Trouble trouble) {
        super(trouble.message(), null, false, false);
        this.trouble = trouble;
    }

    Trouble trouble() {
        return trouble;
    }
}
