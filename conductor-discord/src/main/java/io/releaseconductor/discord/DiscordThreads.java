package io.releaseconductor.discord;

import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentEvent;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.spi.DeploymentListener;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread for each deployment, begun from its card's message: what changes in status goes there as a line, and the details once checks are
 * done, while the card stays as short as it is. Give it to the conductor's builder as a {@code listener}, before the chat is closed close
 * it. Nobody is ever mentioned there.
 *
 * <p>Posted beside everything else: a card never waits for it. Best effort, as all that listeners do: what Discord does not take within some
 * minutes, and what a node had not posted yet when it died, is left out. A thread is known by its card's message, so that any node goes on
 * in it after a restart. One that was archived is taken out of the archive; one that was locked is left alone; one that was deleted is begun
 * anew. Where the bot lacks a permission (Create Public Threads, Send Messages in Threads) the log says so once. Thread-safe.
 */
public final class DiscordThreads implements DeploymentListener, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DiscordThreads.class);

    private static final int MOST_WAITING = 1_000;
    private static final int MOST_TRIES = 6;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);

    private final ThreadCalls calls;
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "conductor-discord-threads");
        thread.setDaemon(true);
        return thread;
    });

    private final Map<DeployId, Waiting> waiting = new HashMap<>();
    private int posts;

    /** What is still to be posted for one deployment, in order. */
    private static final class Waiting {
        private final Deque<ThreadStory.Post> posts = new ArrayDeque<>();
        private @Nullable String reference;
        private boolean underWay;
        private int tries;
    }

    private DiscordThreads(DiscordChat chat) {
        this.calls = new ThreadCalls(chat);
    }

    /**
     * Threads for the deployments whose cards a chat shows.
     *
     * @param chat the chat
     * @return the threads, to be given to the conductor's builder; empty where {@link DiscordOptions#threads} does not ask for them
     */
    public static Optional<DiscordThreads> of(DiscordChat chat) {
        return chat.options().threads() ? Optional.of(new DiscordThreads(chat)) : Optional.empty();
    }

    @Override
    public void changed(@Nullable Deployment before, @Nullable DeploymentEvent event, Deployment after) {
        List<ThreadStory.Post> told = ThreadStory.of(before, after);
        synchronized (waiting) {
            Waiting of = waiting.get(after.id());
            if (of == null && told.isEmpty()) {
                return;
            }
            if (of == null) {
                of = new Waiting();
                waiting.put(after.id(), of);
            }
            for (ThreadStory.Post post : told) {
                if (posts < MOST_WAITING) {
                    of.posts.add(post);
                    posts++;
                }
            }
            String reference = after.card().reference();
            of.reference = reference == null ? of.reference : reference;
            if (of.posts.isEmpty() || (of.reference == null && after.settled())) {
                forget(after.id(), of);
            } else if (of.reference != null && !of.underWay) {
                of.underWay = true;
                begin(after.id(), Duration.ZERO);
            }
        }
    }

    private void begin(DeployId id, Duration pause) {
        try {
            ScheduledFuture<?> unused = executor.schedule(() -> work(id), pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("{}: its thread is not told any more: this is closed", id);
        }
    }

    private void work(DeployId id) {
        try {
            while (postNext(id)) {
                LOG.trace("{}: its thread was told", id);
            }
        } catch (RuntimeException e) {
            LOG.error("{}: its thread is not told", id, e);
            synchronized (waiting) {
                forget(id, waiting.get(id));
            }
        }
    }

    /** Returns whether to go on at once. */
    private boolean postNext(DeployId id) {
        Waiting of;
        ThreadStory.Post post;
        String reference;
        synchronized (waiting) {
            of = waiting.get(id);
            post = of == null ? null : of.posts.peek();
            reference = of == null ? null : of.reference;
            if (of == null || post == null || reference == null) {
                forget(id, of);
                return false;
            }
        }
        ThreadCalls.Result result = calls.post(reference, id, post);
        synchronized (waiting) {
            return switch (result) {
                case POSTED, REFUSED -> {
                    of.posts.poll();
                    posts--;
                    of.tries = 0;
                    yield true;
                }
                case NO_THREAD -> {
                    forget(id, of);
                    yield false;
                }
                case LATER -> {
                    of.tries++;
                    if (of.tries >= MOST_TRIES) {
                        forget(id, of);
                    } else {
                        begin(id, FIRST_PAUSE.multipliedBy(1L << (of.tries - 1)));
                    }
                    yield false;
                }
            };
        }
    }

    /** To be called under the lock. */
    private void forget(DeployId id, @Nullable Waiting of) {
        if (of != null && waiting.remove(id, of)) {
            posts -= of.posts.size();
        }
    }

    /** Tells no more. */
    @Override
    public void close() {
        executor.shutdownNow();
    }
}
