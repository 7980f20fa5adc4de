package io.releaseconductor.deployment;

import io.releaseconductor.check.CheckStatus;
import io.releaseconductor.check.CompletedCheck;
import io.releaseconductor.check.Verification;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the checks of a deployment find directly before its first intent. A failure that was there before, at the same address and for
 * the same reason, is no failure of what is deployed, and a rollback would not mend it.
 *
 * <p>It is due from its beginning until its limit. Whatever came of it by then, the deployment goes on.
 *
 * @param startedAt when it begins; its limit counts from here
 * @param limit how long it may take, above zero
 * @param version what certainly ran when it was taken, or null if that is not known
 * @param result what the checks found, or null
 * @param missing why there is no result and will be none, for people; or null
 */
public record BaselineLook(
        Instant startedAt,
        Duration limit,
        @Nullable String version,
        @Nullable Verification result,
        @Nullable String missing) {

    /** After this time what was seen says nothing any more about what is there when the first intent is saved. */
    public static final Duration FRESH = Duration.ofMinutes(5);

    /**
     * Validates.
     *
     * @throws IllegalArgumentException if the limit is not above zero, there are both results and a reason for having none, or a version
     *     without results
     */
    public BaselineLook {
        Objects.requireNonNull(startedAt, "startedAt");
        Objects.requireNonNull(limit, "limit");
        if (limit.isZero() || limit.isNegative()) {
            throw new IllegalArgumentException("baseline: limit is " + limit + "; allowed: above 0");
        }
        if (result != null && missing != null) {
            throw new IllegalArgumentException("baseline: there are results, and a reason for having none");
        }
        if (version != null && result == null) {
            throw new IllegalArgumentException("baseline: there is a version, but no result");
        }
    }

    /**
     * A look that is still to be taken.
     *
     * @param startedAt when it begins
     * @param limit how long it may take, above zero
     * @return the look
     */
    public static BaselineLook begin(Instant startedAt, Duration limit) {
        return new BaselineLook(startedAt, limit, null, null, null);
    }

    /** Of what is well it is enough to know that it was. */
    BaselineLook found(Verification found, @Nullable String running) {
        return new BaselineLook(startedAt, limit, running, kept(found), null);
    }

    /** What is worth keeping of results that nobody decides on. */
    static Verification kept(Verification found) {
        return new Verification(
                found.startedAt(),
                found.finishedAt(),
                found.results().stream().map(BaselineLook::kept).toList());
    }

    private static CompletedCheck kept(CompletedCheck check) {
        return check.status() == CheckStatus.PASS
                ? new CompletedCheck(check.id(), check.name(), check.result().withFindings(List.of()))
                : check;
    }

    BaselineLook without(String reason) {
        return new BaselineLook(startedAt, limit, null, null, reason);
    }

    /** {@return whether it is still to be taken} */
    public boolean isPending() {
        return result == null && missing == null;
    }

    /** {@return when it ends, whatever came of it} */
    public Instant until() {
        return startedAt.plus(limit);
    }

    /** Whether what was seen is older than {@link #FRESH} at a time. */
    boolean isStaleAt(Instant at) {
        return result != null && Duration.between(result.startedAt(), at).compareTo(FRESH) > 0;
    }
}
