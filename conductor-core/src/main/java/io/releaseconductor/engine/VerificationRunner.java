package io.releaseconductor.engine;

import io.releaseconductor.check.Check;
import io.releaseconductor.check.CheckContext;
import io.releaseconductor.check.Verification;
import io.releaseconductor.deployment.Settling;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Runs checks side by side, each on a daemon thread of its own and under its own time limit, and all under one overall limit.
 * Whatever a check does, it gets a result and hurts no other.
 *
 * <p>Nobody can end a thread whose check ignores interruption. Such threads are counted for each check of each environment, and
 * once one has as many as allowed it is not started any more, and has no data, until one of them ends. All other checks go on.
 * Thread-safe.
 */
public final class VerificationRunner {

    /** How many threads one check of one environment may hold before it is not started any more, unless said otherwise. */
    public static final int DEFAULT_MAX_STUCK_PER_CHECK = 4;

    private final Clock clock;
    private final StuckThreads stuck;
    private final Threads threads;

    /**
     * A runner that allows each check {@link #DEFAULT_MAX_STUCK_PER_CHECK} stuck threads.
     *
     * @param clock tells when a verification began and ended; limits are measured without it
     */
    public VerificationRunner(Clock clock) {
        this(clock, DEFAULT_MAX_STUCK_PER_CHECK);
    }

    /**
     * A runner.
     *
     * @param clock tells when a verification began and ended; limits are measured without it
     * @param maxStuckPerCheck how many threads one check of one environment may hold before it is not started any more, 1 or
     *     more
     * @throws IllegalArgumentException if that is less than 1
     */
    public VerificationRunner(Clock clock, int maxStuckPerCheck) {
        this(clock, maxStuckPerCheck, Threads.of(Runnable::run));
    }

    VerificationRunner(Clock clock, int maxStuckPerCheck, Threads threads) {
        this.clock = Objects.requireNonNull(clock, "clock");
        if (maxStuckPerCheck < 1) {
            throw new IllegalArgumentException(
                    "max stuck threads per check: " + maxStuckPerCheck + " is not allowed; allowed: 1 or more");
        }
        this.stuck = new StuckThreads(maxStuckPerCheck);
        this.threads = threads;
    }

    /** {@return how many threads are held by checks that were interrupted and have not ended} */
    public int stuckThreads() {
        return stuck.count();
    }

    /**
     * Runs each check once and waits for them. Takes little longer than the limit, whatever the checks do. If this thread is
     * interrupted, or the progress throws, the checks are interrupted and what they return is dropped.
     *
     * @param checks the checks, in the order in which cards list them
     * @param context what is judged; its time limit is the one of the whole verification, and each check is told its own
     *     if that is shorter
     * @param progress told how many checks are done, beginning with 0, on this thread; has to be quick, since limits are not
     *     watched meanwhile
     * @return one result per check, in the order of the checks
     * @throws InterruptedException if this thread is interrupted
     */
    public Verification run(List<Check> checks, CheckContext context, Progress progress) throws InterruptedException {
        return run(checks, context, Recheck.NEVER, progress);
    }

    /**
     * The same, with checks that are asked again. While something settles, the limit counts from the last look at it. If the limit
     * is over before a failure that has something done could be asked about a second time, it counts anew, once. So all of it takes
     * little longer than the time to settle and twice the limit. Between two looks there is a pause of some seconds.
     *
     * @param checks the checks, in the order in which cards list them
     * @param context what is judged
     * @param recheck when a check is asked again
     * @param progress told how many checks are done, those left out that are asked again
     * @return one result per check, in the order of the checks
     * @throws InterruptedException if this thread is interrupted
     */
    public Verification run(List<Check> checks, CheckContext context, Recheck recheck, Progress progress)
            throws InterruptedException {
        return new VerificationRound(checks, context, recheck, progress, stuck, clock, threads).run();
    }

    /** Told how far a verification has come. */
    @FunctionalInterface
    public interface Progress {

        /**
         * Some checks are done, or something else is waited for.
         *
         * @param done how many
         * @param total of how many
         * @param settling what is waited for while the application may still be starting, or null
         */
        void advanced(int done, int total, @Nullable Settling settling);
    }
}
