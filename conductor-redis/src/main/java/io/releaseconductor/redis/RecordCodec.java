package io.releaseconductor.redis;

import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.HistoryEntry;

/** How records are written. Thread-safe. */
interface RecordCodec {

    byte[] write(Deployment deployment);

    byte[] write(HistoryEntry entry);

    /**
     * Reads a deployment.
     *
     * @throws RuntimeException if the text is none
     */
    Deployment deployment(byte[] text);

    /**
     * Reads a history entry.
     *
     * @throws RuntimeException if the text is none
     */
    HistoryEntry entry(byte[] text);
}
