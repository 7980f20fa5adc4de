package io.releaseconductor;

import io.releaseconductor.deployment.BackTest;
import io.releaseconductor.deployment.HistoryEntry;
import java.util.Objects;

/**
 * A deployment that was judged again.
 *
 * @param deployment the deployment, as the history has it
 * @param result what comes of it
 */
public record BackTested(HistoryEntry deployment, BackTest result) {

    /** Requires both. */
    public BackTested {
        Objects.requireNonNull(deployment, "deployment");
        Objects.requireNonNull(result, "result");
    }
}
