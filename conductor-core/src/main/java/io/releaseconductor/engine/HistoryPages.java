package io.releaseconductor.engine;

import io.releaseconductor.deployment.HistoryEntry;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spi.HistoryPage;
import io.releaseconductor.spi.HistoryQuery;
import io.releaseconductor.spi.StateStore;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The history of an environment, page by page. Keeps no state. */
final class HistoryPages {

    private static final int SIZE = 50;

    private HistoryPages() {}

    /**
     * From the newest entry back. Only the first page is read at once, and each other one when it is come to.
     *
     * @throws io.releaseconductor.spi.StoreUnavailableException there as well, if the store cannot be reached
     */
    static Stream<List<HistoryEntry>> back(StateStore store, Environment environment) {
        HistoryQuery query = HistoryQuery.newest(environment, SIZE);
        return Stream.iterate(
                        store.history(query),
                        Objects::nonNull,
                        page -> page.next() == null ? null : store.history(query.after(page.next())))
                .map(HistoryPage::entries);
    }
}
