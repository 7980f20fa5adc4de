package io.releaseconductor.deployment;

import io.releaseconductor.model.DeployId;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * That a watch is over.
 *
 * @param reason why
 * @param at when
 * @param newer the deployment that began; present if and only if the reason is {@link Reason#NEWER}
 */
public record WatchEnd(Reason reason, Instant at, @Nullable DeployId newer) {

    /** Why a watch is over. */
    public enum Reason {
        /** It was looked at to the end. */
        DONE,
        /** Its time is over, but so many looks are missing, or had no data, that those that are there say little. */
        INTERRUPTED,
        /** A newer deployment of the environment began: what the checks find is not this one's alone any more. */
        NEWER
    }

    /**
     * Validates.
     *
     * @throws IllegalArgumentException if the newer deployment does not fit the reason
     */
    public WatchEnd {
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(at, "at");
        if ((reason == Reason.NEWER) != (newer != null)) {
            throw new IllegalArgumentException("watch: " + reason + " does not go with newer " + newer);
        }
    }
}
