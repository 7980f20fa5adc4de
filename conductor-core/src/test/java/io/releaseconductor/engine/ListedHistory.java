package io.releaseconductor.engine;

import io.releaseconductor.deployment.HistoryEntry;
import io.releaseconductor.spi.HistoryPage;
import io.releaseconductor.spi.HistoryQuery;
import io.releaseconductor.spi.StateStore;
import java.lang.reflect.Proxy;
import java.util.List;

/** A store of which there is nothing but the history. */
public final class ListedHistory {

    private final List<HistoryEntry> entries;
    private int pages;

    public ListedHistory(List<HistoryEntry> entries) {
        this.entries = entries;
    }

    /** {@return how many pages were read} */
    public int pages() {
        return pages;
    }

    public StateStore store() {
        return (StateStore) Proxy.newProxyInstance(
                StateStore.class.getClassLoader(), new Class<?>[] {StateStore.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("history")) {
                        return page((HistoryQuery) arguments[0]);
                    }
                    throw new UnsupportedOperationException(method.getName());
                });
    }

    private HistoryPage page(HistoryQuery query) {
        pages++;
        List<HistoryEntry> asked = entries.stream()
                .filter(entry ->
                        query.environment() == null || entry.environment().equals(query.environment()))
                .toList();
        int from = query.cursor() == null ? 0 : Integer.parseInt(query.cursor());
        int to = Math.min(from + query.limit(), asked.size());
        return new HistoryPage(asked.subList(from, to), to < asked.size() ? String.valueOf(to) : null);
    }
}
