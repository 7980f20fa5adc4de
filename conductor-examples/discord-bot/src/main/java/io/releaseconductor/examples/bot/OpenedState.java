package io.releaseconductor.examples.bot;

import io.releaseconductor.spi.StateStore;

/**
 * A store that was opened.
 *
 * @param store the store
 * @param closing closes it, and what belongs to it
 */
record OpenedState(StateStore store, Runnable closing) implements AutoCloseable {

    @Override
    public void close() {
        closing.run();
    }
}
