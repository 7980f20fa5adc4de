package io.releaseconductor.spi;

import io.releaseconductor.model.Environment;
import org.jspecify.annotations.Nullable;

/**
 * Which part of the history to read.
 *
 * @param environment of which environment, or null for all
 * @param promotedOnly whether only deployments that stand at promoted are asked for
 * @param limit how many entries at most, 1 to {@link #MAX_LIMIT}
 * @param cursor where the page before this one ended ({@link HistoryPage#next()}), or null for the first page
 */
public record HistoryQuery(
        @Nullable Environment environment,
        boolean promotedOnly,
        int limit,
        @Nullable String cursor) {

    /** The largest page. */
    public static final int MAX_LIMIT = 1000;

    /**
     * Validates.
     *
     * @throws IllegalArgumentException if the limit is not allowed
     */
    public HistoryQuery {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("history: limit is " + limit + "; allowed: 1 to " + MAX_LIMIT);
        }
    }

    /**
     * The newest entries over all environments.
     *
     * @param limit how many at most, 1 to {@link #MAX_LIMIT}
     * @return the query
     */
    public static HistoryQuery newest(int limit) {
        return new HistoryQuery(null, false, limit, null);
    }

    /**
     * The newest entries of one environment.
     *
     * @param environment which
     * @param limit how many at most, 1 to {@link #MAX_LIMIT}
     * @return the query
     */
    public static HistoryQuery newest(Environment environment, int limit) {
        return new HistoryQuery(environment, false, limit, null);
    }

    /**
     * The newest entries of one environment that stand at promoted: what a rollback can return to.
     *
     * @param environment which
     * @param limit how many at most, 1 to {@link #MAX_LIMIT}
     * @return the query
     */
    public static HistoryQuery promoted(Environment environment, int limit) {
        return new HistoryQuery(environment, true, limit, null);
    }

    /**
     * The same from where a page ended.
     *
     * @param newCursor {@link HistoryPage#next()}
     * @return the changed query
     */
    public HistoryQuery after(@Nullable String newCursor) {
        return new HistoryQuery(environment, promotedOnly, limit, newCursor);
    }
}
