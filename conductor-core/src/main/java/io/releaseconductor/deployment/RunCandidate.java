package io.releaseconductor.deployment;

import java.net.URI;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A run that may belong to an attempt, without proof: same workflow, ref, actor and time window. Only a person may adopt it.
 *
 * @param runId the CI service's own id of the run
 * @param url where a person can look at it, or null
 * @param title what the CI service calls it
 * @param createdAt when the CI service says that it was created
 */
public record RunCandidate(String runId, @Nullable URI url, String title, Instant createdAt) {
    /** Requires id, title and time. */
    public RunCandidate {
        Objects.requireNonNull(runId, "runId");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(createdAt, "createdAt");
    }
}
