package io.releaseconductor.testkit.linear;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A call as its caller saw it. The two times come from one counter, so they order calls as a clock that all callers share would.
 *
 * @param begun when it was made
 * @param ended when its answer came; {@link Long#MAX_VALUE} if it never came, and the call may have its effect at any time or never
 * @param step what it does to a state, and whether it could have been answered so
 * @param <S> the state
 */
record Call<S>(long begun, long ended, Step<S> step) {

    /** What a call does, to be asked of a state before it. */
    interface Step<S> {
        /**
         * Makes the call on its own.
         *
         * @param before the state
         * @return the state after it, or nothing if the call would have been answered differently; for a call without an answer,
         *     nothing if it would have had no effect
         */
        @Nullable
        S after(S before);
    }

    boolean answered() {
        return ended != Long.MAX_VALUE;
    }

    Optional<S> after(S before) {
        return Optional.ofNullable(step.after(before));
    }
}
