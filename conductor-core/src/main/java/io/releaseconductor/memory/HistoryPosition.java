package io.releaseconductor.memory;

import io.releaseconductor.deployment.DeployId;
import io.releaseconductor.deployment.HistoryEntry;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where an entry stands in the history, newest first. As a cursor it names a place and not a page, so what is added or
 * removed elsewhere in the meantime shifts nothing.
 */
record HistoryPosition(Instant initiatedAt, DeployId id) implements Comparable<HistoryPosition> {

    static HistoryPosition of(HistoryEntry entry) {
        return new HistoryPosition(entry.initiatedAt(), entry.id());
    }

    static HistoryPosition parse(String cursor) {
        int space = cursor.indexOf(' ');
        Optional<DeployId> id = space < 0 ? Optional.empty() : DeployId.parse(cursor.substring(space + 1));
        if (id.isPresent()) {
            try {
                return new HistoryPosition(Instant.parse(cursor.substring(0, space)), id.get());
            } catch (DateTimeException e) {
                throw malformed(cursor, e);
            }
        }
        throw malformed(cursor, null);
    }

    private static IllegalArgumentException malformed(String cursor, @Nullable Exception cause) {
        return new IllegalArgumentException(
                "history: cursor \"" + cursor + "\" is not allowed; allowed: the next of a page, or null", cause);
    }

    String cursor() {
        return initiatedAt + " " + id;
    }

    @Override
    public int compareTo(HistoryPosition other) {
        int byTime = other.initiatedAt.compareTo(initiatedAt);
        return byTime != 0 ? byTime : other.id.compareTo(id);
    }
}
