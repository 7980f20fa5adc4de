package io.releaseconductor.spi;

import org.jspecify.annotations.Nullable;

/** The state store cannot be reached, or cannot answer for now. Whether a write took effect is not known. */
public class StoreUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Made by stores.
     *
     * @param message what is wrong and what to do about it, free of secrets
     * @param cause what was seen, or null
     */
    public StoreUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
