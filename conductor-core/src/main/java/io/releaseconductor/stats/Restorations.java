package io.releaseconductor.stats;

import io.releaseconductor.model.Environment;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** When the next deployment was promoted, in each environment, on a walk from the newest entry back. Not thread-safe. */
final class Restorations {

    private final Map<Environment, Instant> next = new HashMap<>();

    /** {@return when the next deployment to an environment, of those that were shipped later, was promoted; null if none was so far} */
    @Nullable
    Instant next(Environment environment) {
        return next.get(environment);
    }

    void add(Environment environment, Course course) {
        Instant promotedAt = course.promotedAt();
        if (promotedAt != null) {
            next.put(environment, promotedAt);
        }
    }
}
