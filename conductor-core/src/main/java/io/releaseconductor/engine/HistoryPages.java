package io.releaseconductor.engine;

import io.releaseconductor.deployment.HistoryEntry;
import io.releaseconductor.deployment.HistoryFilter;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spi.HistoryPage;
import io.releaseconductor.spi.HistoryQuery;
import io.releaseconductor.spi.StateStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The history of an environment, page by page. Keeps no state. */
public final class HistoryPages {

    private static final int SIZE = 50;

    /** By how much the clocks of those who shipped may differ before an entry is missed. */
    private static final Duration CLOCKS = Duration.ofDays(1);

    private HistoryPages() {}

    /**
     * From the newest entry back. Only the first page is read at once, and each other one when it is come to.
     *
     * @throws io.releaseconductor.spi.StoreUnavailableException there as well, if the store cannot be reached
     */
    static Stream<List<HistoryEntry>> back(StateStore store, Environment environment) {
        return back(store, HistoryQuery.newest(environment, SIZE));
    }

    /**
     * What is wanted of the history, the newest entry first. Pages are read when they are come to, and none once all the others are certainly
     * too old.
     *
     * @param store where to read
     * @param filter what is wanted
     * @return the entries; each step may throw {@link io.releaseconductor.spi.StoreUnavailableException}
     */
    public static Stream<HistoryEntry> matching(StateStore store, HistoryFilter filter) {
        return matching(store, filter, HistoryQuery.MAX_LIMIT);
    }

    static Stream<HistoryEntry> matching(StateStore store, HistoryFilter filter, int size) {
        Instant from = filter.from();
        Instant oldest = from == null || from.isBefore(Instant.EPOCH) ? Instant.MIN : from.minus(CLOCKS);
        return back(store, new HistoryQuery(filter.environment(), false, size, null))
                .flatMap(List::stream)
                .takeWhile(entry -> !entry.initiatedAt().isBefore(oldest))
                .filter(filter::matches);
    }

    private static Stream<List<HistoryEntry>> back(StateStore store, HistoryQuery query) {
        return Stream.iterate(
                        store.history(query),
                        Objects::nonNull,
                        page -> page.next() == null ? null : store.history(query.after(page.next())))
                .map(HistoryPage::entries);
    }
}
