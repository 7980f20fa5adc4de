package io.releaseconductor.deployment;

import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What came of asking what is being shipped. It is asked beside the run, and once more if nobody answered; nothing waits for it.
 *
 * @param summary what it is, or null
 * @param missing why that is not known and will not be, for people; or null
 * @param retryAt when it is asked once more, since nobody answered; or null
 */
public record ChangeLookup(
        @Nullable ChangeSummary summary,
        @Nullable String missing,
        @Nullable Instant retryAt) {

    /**
     * Validates.
     *
     * @throws IllegalArgumentException unless there is one of the three
     */
    public ChangeLookup {
        if (Stream.of(summary != null, missing != null, retryAt != null)
                        .filter(given -> given)
                        .count()
                != 1) {
            throw new IllegalArgumentException(
                    "change: " + summary + ", " + missing + " and " + retryAt
                            + " do not go together; allowed: a summary, or a reason for having none, or when it is asked again");
        }
    }

    /** {@return whether it is asked once more} */
    public boolean isPending() {
        return retryAt != null;
    }
}
