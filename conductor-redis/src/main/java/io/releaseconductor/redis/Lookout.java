package io.releaseconductor.redis;

import io.releaseconductor.spi.StoreUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks now and then how safely Redis keeps things, whether its clock is that of this node, and whether something vanished; complains
 * once. Thread-safe.
 */
final class Lookout {

    private static final Logger LOG = LoggerFactory.getLogger(Lookout.class);

    /** By how much clocks may differ, as docs/operations.md says. */
    static final Duration MOST_APART = Duration.ofSeconds(10);

    private static final long EVERY_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final RedisCalls calls;
    private final Keys keys;
    private final Mending mending;
    private final AtomicLong notBefore = new AtomicLong(System.nanoTime());
    private volatile List<String> complained = List.of();
    private volatile @Nullable String clockProblem;
    private volatile Duration clockAhead = Duration.ZERO;

    Lookout(RedisCalls calls, Keys keys) {
        this.calls = calls;
        this.keys = keys;
        this.mending = new Mending(calls, keys);
    }

    /** What Redis answered, and when by this node's clock, give or take. */
    private record Look(String info, @Nullable Instant there, Duration giveOrTake) {}

    private Look look() {
        long began = System.nanoTime();
        Object answer = calls.run(Script.LOOK, keys.look());
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        return calls.read(() -> {
            List<?> said = Answers.list(answer);
            return new Look(text(said.get(0)) + "\n" + text(said.get(1)), time(said.get(2)), took);
        });
    }

    private static String text(@Nullable Object answer) {
        return answer == null ? "" : Answers.text(answer);
    }

    private static @Nullable Instant time(@Nullable Object answer) {
        if (answer == null) {
            return null;
        }
        List<?> parts = Answers.list(answer);
        return Instant.ofEpochSecond(
                Long.parseLong(Answers.text(parts.get(0))), Long.parseLong(Answers.text(parts.get(1))) * 1_000);
    }

    List<String> complaints() {
        return Safekeeping.complaints(look().info());
    }

    /** Looks if it is time; nothing comes of it but words in the log. */
    void now(Instant now) {
        long nanos = System.nanoTime();
        long due = notBefore.get();
        if (nanos - due < 0 || !notBefore.compareAndSet(due, nanos + EVERY_NANOS)) {
            return;
        }
        try {
            Look look = look();
            safekeeping(Safekeeping.complaints(look.info()));
            clock(look, now.plusNanos(System.nanoTime() - nanos));
        } catch (StoreUnavailableException | NumberFormatException e) {
            LOG.debug("Redis did not say how it keeps things: {}", e.getMessage());
        }
        try {
            mending.run();
        } catch (StoreUnavailableException e) {
            LOG.debug("Not looked whether something vanished from Redis: {}", e.getMessage());
        }
    }

    private void safekeeping(List<String> complaints) {
        List<String> before = complained;
        complained = complaints;
        complaints.stream().filter(complaint -> !before.contains(complaint)).forEach(LOG::warn);
    }

    private void clock(Look look, Instant here) {
        if (look.there() == null) {
            return;
        }
        Optional<String> problem = apart(here, look.there(), look.giveOrTake());
        String before = clockProblem;
        if (problem.isPresent() && before == null) {
            LOG.warn("{}", problem.get());
        } else if (problem.isEmpty() && before != null) {
            LOG.info("This node's clock and that of Redis agree again");
        }
        clockProblem = problem.orElse(null);
        Duration ahead = Duration.between(look.there(), here).minus(look.giveOrTake());
        clockAhead = ahead.compareTo(MOST_APART) > 0 ? ahead : Duration.ZERO;
    }

    /** By how much this node's clock was ahead when they were last compared; zero if by no more than is allowed. */
    Duration clockAhead() {
        return clockAhead;
    }

    /** What was missing when it was last looked, for people. */
    @Nullable
    String missing() {
        return mending.problem();
    }

    /** What was wrong with the clocks when they were last compared, for people. */
    @Nullable
    String clockProblem() {
        return clockProblem;
    }

    /** What is wrong with two clocks that were read so shortly after another, for people. */
    static Optional<String> apart(Instant here, Instant there, Duration giveOrTake) {
        Duration ahead = Duration.between(there, here);
        if (ahead.abs().minus(giveOrTake).compareTo(MOST_APART) <= 0) {
            return Optional.empty();
        }
        return Optional.of(
                "This node's clock is " + ahead.abs().toSeconds() + " s " + (ahead.isNegative() ? "behind" : "ahead of")
                        + " that of Redis; at most " + MOST_APART.toSeconds()
                        + " s are allowed between nodes. "
                        + (ahead.isNegative()
                                ? "This node takes things up too late."
                                : "So that it takes nothing for overdue that others just began, this node holds all deadlines back"
                                        + " by as much; claims it takes over too early.")
                        + " Set the"
                        + " clocks of both machines (chronyc tracking, timedatectl), and restart nothing for it.");
    }
}
