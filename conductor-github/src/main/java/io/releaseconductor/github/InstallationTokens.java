package io.releaseconductor.github;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Keeps an installation token at hand. One renewal at a time: whoever can still use the old token goes on with it, whoever
 * cannot waits for the answer to the request that is under way, be it a token or a failure.
 */
final class InstallationTokens implements Credentials {

    /** Well before the end, so that a failed renewal can be tried again while the old token still works. */
    static final Duration RENEW_BEFORE_END = Duration.ofMinutes(5);

    /** A token that ends within this may end on its way to GitHub. */
    static final Duration LAST_USE_BEFORE_END = Duration.ofSeconds(30);

    /** A token younger than this that is refused has not reached all of GitHub yet; another one would fare no better. */
    static final Duration FRESH = Duration.ofMinutes(1);

    static final Duration FIRST_WAIT = Duration.ofSeconds(5);
    static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private final InstallationApi api;
    private final Clock clock;
    private final ReentrantLock renewing = new ReentrantLock();
    private final AtomicReference<@Nullable InstallationToken> current = new AtomicReference<>();

    // Both guarded by the lock.
    private @Nullable Failure failed;
    private int failures;

    InstallationTokens(InstallationApi api, Clock clock) {
        this.api = api;
        this.clock = clock;
    }

    @Override
    public String authorization() throws NoCredentialsException {
        InstallationToken token = current.get();
        Instant now = clock.instant();
        if (token != null && token.endsAfter(now.plus(RENEW_BEFORE_END))) {
            return token.header();
        }
        if (token != null && token.endsAfter(now.plus(LAST_USE_BEFORE_END))) {
            return renewEarly(token);
        }
        try {
            renewing.lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NoCredentialsException("interrupted while waiting for a token of the GitHub App", now, false);
        }
        try {
            return renewed().header();
        } finally {
            renewing.unlock();
        }
    }

    /** There is a token that works: nobody waits for another one's request, and a failure is no reason to stop. */
    private String renewEarly(InstallationToken old) {
        if (!renewing.tryLock()) {
            return old.header();
        }
        try {
            return renewed().header();
        } catch (NoCredentialsException e) {
            // A later call tries again, and when the old token has ended, the failure is told.
            return old.header();
        } finally {
            renewing.unlock();
        }
    }

    private InstallationToken renewed() throws NoCredentialsException {
        Instant now = clock.instant();
        InstallationToken token = current.get();
        if (token != null && token.endsAfter(now.plus(RENEW_BEFORE_END))) {
            return token;
        }
        Failure before = failed;
        if (before != null && now.isBefore(before.retryAt())) {
            throw before.exception();
        }
        try {
            InstallationToken fresh = api.newToken();
            current.set(fresh);
            failed = null;
            failures = 0;
            return fresh;
        } catch (AuthFailureException e) {
            failures++;
            Instant asked = e.retryAt();
            Failure failure =
                    new Failure(e.getMessage(), asked == null ? clock.instant().plus(pause()) : asked, e.lasting());
            failed = failure;
            throw failure.exception();
        }
    }

    private Duration pause() {
        Duration pause = FIRST_WAIT.multipliedBy(1L << Math.min(failures - 1, 10));
        return pause.compareTo(LONGEST_WAIT) < 0 ? pause : LONGEST_WAIT;
    }

    @Override
    public boolean refused(String authorization) {
        InstallationToken token = current.get();
        if (token == null || !token.header().equals(authorization)) {
            return true;
        }
        if (clock.instant().isBefore(token.madeAt().plus(FRESH))) {
            return false;
        }
        current.compareAndSet(token, null);
        return true;
    }

    /** Remembered, so that those who waited for the same answer do not each ask again. */
    private record Failure(String message, Instant retryAt, boolean lasting) {

        NoCredentialsException exception() {
            return new NoCredentialsException(message, retryAt, lasting);
        }
    }
}
