package io.releaseconductor.deployment;

import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whether people decided a deployment as its policy would have.
 *
 * @param kind whether they did
 * @param shadow what the policy would have done: where people decided otherwise, what they decided otherwise, else what it would have done
 *     last; null if it would have done nothing
 */
public record Agreement(Kind kind, @Nullable Shadow shadow) {

    /** Requires the kind. */
    public Agreement {
        Objects.requireNonNull(kind, "kind");
    }

    /**
     * Looks how people decided a deployment so far.
     *
     * @param d the deployment
     * @return whether they decided as the policy would have; null if it was shipped under no policy
     */
    public static @Nullable Agreement of(Deployment d) {
        return d.request().policy() == null ? null : Agreements.of(d);
    }

    /** {@return what the policy would have done; null where it decided by itself, and where it would have done nothing} */
    public @Nullable Shadow untaken() {
        return kind == Kind.AUTOMATED ? null : shadow;
    }

    /** Whether people decided as the policy would have. */
    public enum Kind {
        /** People decided all that was to decide, as the policy would have. */
        AGREED,
        /** People decided something otherwise. */
        DIFFERED,
        /** People decided, and of some of it the policy would have left it to them, or had not judged yet. */
        LEFT_TO_PEOPLE,
        /** The policy decided some of it by itself. */
        AUTOMATED,
        /** Nobody decided what becomes of it, or not yet. */
        UNDECIDED;

        /** {@return its name in exports, such as {@code left_to_people}} */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
