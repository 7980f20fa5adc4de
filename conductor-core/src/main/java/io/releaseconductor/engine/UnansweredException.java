package io.releaseconductor.engine;

import org.jspecify.annotations.Nullable;

/** Somebody else's code was asked something and gave no answer: it threw, took too long, or could not be asked. */
public final class UnansweredException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnansweredException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
