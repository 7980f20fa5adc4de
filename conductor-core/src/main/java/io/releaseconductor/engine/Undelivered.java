package io.releaseconductor.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says in the log that messages do not arrive at a place, and why: one line, and no other before that changes. What is tried again for
 * hours would hide everything else. Thread-safe.
 */
final class Undelivered {

    private static final Logger LOG = LoggerFactory.getLogger(Undelivered.class);

    /** Of more places the oldest are forgotten, and told once more. */
    private static final int MOST = 1_000;

    private final Map<String, String> reasons = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > MOST;
        }
    };

    /**
     * @param place where to, or null for nowhere in particular
     * @param what what did not arrive, such as the card of a deployment
     * @param reason why, and what to do
     */
    void failed(@Nullable String place, String what, String reason) {
        String before;
        synchronized (reasons) {
            before = reasons.put(named(place), reason);
        }
        if (!reason.equals(before)) {
            LOG.warn(
                    "{} does not arrive{}: {}. It is tried again by itself; the log is quiet about this until it changes",
                    what,
                    place == null ? "" : " at " + place,
                    reason);
        }
    }

    void arrived(@Nullable String place) {
        boolean again;
        synchronized (reasons) {
            again = reasons.remove(named(place)) != null;
        }
        if (again) {
            LOG.info("Messages arrive again{}", place == null ? "" : " at " + place);
        }
    }

    private static String named(@Nullable String place) {
        return Objects.requireNonNullElse(place, "");
    }
}
