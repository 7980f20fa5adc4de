package io.releaseconductor.engine;

import io.releaseconductor.deployment.Action;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.spi.StateStore;
import io.releaseconductor.spi.StoreUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes in a deployment's audit trail who asked for something and was refused: the same person for the same thing once a minute, and so many
 * an hour of a deployment on a node. What is beyond that is counted, and told by the next one. Whoever is refused waits for nothing: it is
 * written by the node's next round, and as long as the store is away by a later one. Best effort: a node that ends takes what waits with it.
 * Thread-safe.
 */
public final class Refusals {

    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

    /** Somebody who clicks again and again is one thing to know. */
    private static final Duration PACE = Duration.ofMinutes(1);

    private static final Duration HOUR = Duration.ofHours(1);

    private static final int MOST_AN_HOUR = 20;

    private static final int MOST_DEPLOYMENTS = 512;

    private static final int MOST_WAITING = 256;

    private static final int TRIES = 3;

    private final StateStore store;
    private final Writer writer;
    private final Clock clock;
    private final Runnable rouse;
    private final Deque<Refusal> waiting = new ArrayDeque<>();

    private final Map<DeployId, Noted> noted = new RecentlyUsed<>(MOST_DEPLOYMENTS);

    /** @param rouse makes the node's next round come soon */
    Refusals(EngineParts parts, Writer writer, Runnable rouse) {
        this.store = parts.store();
        this.writer = writer;
        this.clock = parts.clock();
        this.rouse = rouse;
    }

    /**
     * Somebody who was refused.
     *
     * @param by who asked
     * @param action what for
     * @param denied whether they were not permitted to; else it did not fit the deployment
     * @param why what they were told
     * @param at when
     */
    record Refusal(DeployId id, Actor by, Action action, boolean denied, String why, Instant at) {
        private String what() {
            return by.id() + " " + by.chat() + " " + action + " " + denied;
        }

        private Refusal afterOthers(int leftOut) {
            return leftOut == 0
                    ? this
                    : new Refusal(id, by, action, denied, why + " (" + leftOut + " more were not noted)", at);
        }
    }

    private record Note(String what, Instant at) {}

    /** What was noted of one deployment within the last hour, oldest first, and how many were not since. */
    private static final class Noted {
        private final Deque<Note> notes = new ArrayDeque<>();
        private int leftOut;
    }

    /**
     * Notes that somebody was not permitted to do something.
     *
     * @param id the deployment that it was about
     * @param by who asked
     * @param action what for
     * @param why what they were told
     */
    public void denied(DeployId id, Actor by, Action action, String why) {
        note(new Refusal(id, by, action, true, why, clock.instant()));
    }

    /**
     * Notes that what somebody asked for did not fit the deployment.
     *
     * @param id the deployment that it was about
     * @param by who asked
     * @param action what for
     * @param why what they were told
     */
    public void refused(DeployId id, Actor by, Action action, String why) {
        note(new Refusal(id, by, action, false, why, clock.instant()));
    }

    private void note(Refusal refusal) {
        synchronized (noted) {
            Noted of = noted.computeIfAbsent(refusal.id(), id -> new Noted());
            if (waiting.size() >= MOST_WAITING || isTooMuch(of, refusal)) {
                of.leftOut++;
                return;
            }
            of.notes.add(new Note(refusal.what(), refusal.at()));
            waiting.add(refusal.afterOthers(of.leftOut));
            of.leftOut = 0;
        }
        rouse.run();
    }

    private static boolean isTooMuch(Noted of, Refusal refusal) {
        of.notes.removeIf(note -> note.at().plus(HOUR).isBefore(refusal.at()));
        return of.notes.size() >= MOST_AN_HOUR
                || of.notes.stream()
                        .anyMatch(note -> note.what().equals(refusal.what())
                                && note.at().plus(PACE).isAfter(refusal.at()));
    }

    /** Writes what waits. While the store is away all of it waits on, and the store is asked no more than once. */
    void write() {
        for (Refusal refusal = next(); refusal != null; refusal = next()) {
            try {
                write(refusal);
            } catch (StoreUnavailableException e) {
                LOG.debug("{}: it is noted later who was refused: {}", refusal.id(), e.getMessage());
                putBack(refusal);
                return;
            }
        }
    }

    private @Nullable Refusal next() {
        synchronized (noted) {
            return waiting.poll();
        }
    }

    private void putBack(Refusal refusal) {
        synchronized (noted) {
            waiting.addFirst(refusal);
        }
    }

    /** {@return how many wait to be written} */
    int waiting() {
        synchronized (noted) {
            return waiting.size();
        }
    }

    /** Where nothing is kept of the deployment any more, there is nothing to note. */
    private void write(Refusal refusal) {
        Optional<Deployment> now = store.find(refusal.id());
        for (int i = 0; i < TRIES && now.isPresent(); i++) {
            now = writer.note(now.get(), refusal) instanceof Writer.Written.Overtaken overtaken
                    ? Optional.of(overtaken.deployment())
                    : Optional.empty();
        }
    }
}
