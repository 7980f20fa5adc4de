package io.releaseconductor.spi;

import java.io.IOException;

/**
 * That something was not delivered, for a reason that was to be expected, such as a channel that is gone. The reason is told once in the
 * log, without a stack trace, and again only when it changes; anything else that is thrown is told with one, each time.
 */
public final class NotDeliveredException extends IOException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes one.
     *
     * @param reason why, and what to do, in one line for people
     */
    public NotDeliveredException(String reason) {
        super(reason);
    }
}
