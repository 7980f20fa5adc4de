package io.releaseconductor.spi;

import io.releaseconductor.deployment.HistoryEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of history.
 *
 * @param entries the entries, newest first
 * @param next the cursor of the next page, opaque; null if this is the last one
 */
public record HistoryPage(
        List<HistoryEntry> entries, @Nullable String next) {
    /** Copies. */
    public HistoryPage {
        entries = List.copyOf(entries);
    }
}
