package io.releaseconductor.spi;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * That something was not delivered, for a reason that was to be expected, such as a channel that is gone. The reason is told once in the
 * log, without a stack trace, and again only when it changes; anything else that is thrown is told with one, each time.
 */
public final class NotDeliveredException extends IOException {

    private static final long serialVersionUID = 1L;

    private final ArrayList<String> deliveredTo;

    /**
     * Makes one.
     *
     * @param reason why, and what to do, in one line for people
     */
    public NotDeliveredException(String reason) {
        this(reason, List.of());
    }

    /**
     * Makes one where some of several sinks have it.
     *
     * @param reason why the others do not, and what to do, in one line for people
     * @param deliveredTo the names of those that have it
     */
    public NotDeliveredException(String reason, List<String> deliveredTo) {
        super(reason);
        this.deliveredTo = new ArrayList<>(deliveredTo);
    }

    /** {@return the names of those of several sinks that have it; empty where there is one} */
    public List<String> deliveredTo() {
        return List.copyOf(deliveredTo);
    }
}
