package io.releaseconductor.discord;

import io.releaseconductor.config.ConfigurationException;
import io.releaseconductor.config.Secret;
import io.releaseconductor.http.Proxies;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.events.session.ReadyEvent;
import net.dv8tion.jda.api.events.session.ShutdownEvent;
import net.dv8tion.jda.api.exceptions.InvalidTokenException;
import net.dv8tion.jda.api.hooks.EventListener;
import net.dv8tion.jda.api.requests.CloseCode;
import net.dv8tion.jda.api.requests.GatewayIntent;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.utils.ConcurrentSessionController;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connection to Discord: the team's, or one of its own. Its own connects in the background and keeps trying, since a bot that
 * starts while Discord is down still has deployments to look after.
 */
final class Connection implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
    private static final Duration FIRST_WAIT = Duration.ofSeconds(2);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);
    private static final int EVENT_THREADS = 4;

    private static final String UNTIL =
            "Nothing is shown there, and no click arrives, until this process is started again.";

    private final boolean owned;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<Consumer<JDA>> waiting = new ArrayList<>();
    private final List<Consumer<String>> toldOfTheEnd = new ArrayList<>();
    private @Nullable JDA jda;
    private @Nullable String end;

    private Connection(boolean owned) {
        this.owned = owned;
    }

    static Connection of(JDA jda) {
        Connection connection = new Connection(false);
        connection.connected(jda);
        return connection;
    }

    static Connection open(Secret token, DiscordOptions options) {
        Connection connection = new Connection(true);
        CompletableFuture<Void> ready = new CompletableFuture<>();
        Thread thread = new Thread(() -> connection.keepTrying(token, options, ready), "conductor-discord-connect");
        thread.setDaemon(true);
        thread.start();
        try {
            ready.get(options.readyLimit().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.warn(
                    "Discord is not ready after {}; going on without, and connecting in the background",
                    options.readyLimit());
        } catch (ExecutionException e) {
            connection.close();
            if (e.getCause() instanceof LinkageError unlinked) {
                throw unlinked;
            }
            throw new ConfigurationException(List.of(
                    "the Discord token is not accepted by Discord; copy the one of the bot, from the application's page"
                            + " \"Bot\""));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return connection;
    }

    private void keepTrying(Secret token, DiscordOptions options, CompletableFuture<Void> ready) {
        Duration wait = FIRST_WAIT;
        while (closed.getCount() > 0) {
            try {
                connected(login(token, options, ready));
                return;
            } catch (InvalidTokenException e) {
                lost("Discord does not accept the token: give the bot its own, from the application's page \"Bot\". "
                        + UNTIL);
                ready.completeExceptionally(e);
                return;
            } catch (LinkageError e) {
                lost("JDA does not link with the libraries that this application brings: " + e + ". " + UNTIL);
                ready.completeExceptionally(e);
                return;
            } catch (RuntimeException e) {
                LOG.warn("Discord cannot be reached, next try in {}: {}", wait, e.toString());
            }
            try {
                if (closed.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            } catch (InterruptedException e) {
                return;
            }
            wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) < 0 ? wait.multipliedBy(2) : LONGEST_WAIT;
        }
    }

    private static JDA login(Secret token, DiscordOptions options, CompletableFuture<Void> ready) {
        EventListener whenReady = event -> {
            if (event instanceof ReadyEvent) {
                ready.complete(null);
            }
        };
        JDABuilder builder = JDABuilder.createLight(token.reveal(), EnumSet.noneOf(GatewayIntent.class))
                .setEventPool(eventPool(), true)
                .addEventListeners(whenReady);
        WayOut.set(builder, options, Proxies.ofProcess());
        URI api = options.apiUrl();
        if (api != null) {
            builder.setRestConfig(
                    new RestConfig().setBaseUrl(api + (api.toString().endsWith("/") ? "" : "/")));
        }
        URI gateway = options.gatewayUrl();
        if (gateway != null) {
            builder.setSessionController(new ConcurrentSessionController() {
                @Override
                public String getGateway() {
                    return gateway.toString();
                }
            });
        }
        return builder.build();
    }

    /** Away from the gateway's thread, on which one slow listener would hold up everybody's clicks. */
    private static ExecutorService eventPool() {
        AtomicInteger number = new AtomicInteger();
        return Executors.newFixedThreadPool(EVENT_THREADS, task -> {
            Thread thread = new Thread(task, "conductor-discord-event-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    private void connected(JDA connection) {
        List<Consumer<JDA>> now;
        synchronized (this) {
            if (closed.getCount() > 0) {
                jda = connection;
                now = List.copyOf(waiting);
                waiting.clear();
            } else {
                connection.shutdownNow();
                return;
            }
        }
        connection.addEventListener((EventListener) event -> {
            if (event instanceof ShutdownEvent shutdown) {
                shutDown(shutdown.getCloseCode());
            }
        });
        now.forEach(each -> each.accept(connection));
    }

    /** JDA does not connect again after these codes, and its calls fail from then on as well. */
    private void shutDown(@Nullable CloseCode code) {
        if (code == null || code.isReconnect()) {
            return;
        }
        lost("Discord closed the connection for good (" + code.getCode() + "). " + advice(code) + " " + UNTIL);
    }

    private void lost(String why) {
        List<Consumer<String>> told;
        synchronized (this) {
            if (closed.getCount() == 0 || end != null) {
                return;
            }
            end = why;
            told = List.copyOf(toldOfTheEnd);
        }
        LOG.error(why);
        told.forEach(each -> each.accept(why));
    }

    private static String advice(CloseCode code) {
        return switch (code) {
            case AUTHENTICATION_FAILED -> "The token was withdrawn or reset: give the bot its new one.";
            case DISALLOWED_INTENTS, INVALID_INTENTS ->
                "The bot asks for intents that it is not allowed: the conductor needs"
                        + " none; allow them on the application's page \"Bot\", or do not ask for them.";
            default -> "The log of JDA tells more.";
        };
    }

    synchronized Optional<String> closedForGood() {
        return Optional.ofNullable(end);
    }

    /** {@return why no click arrives now, while it is tried on; empty if they arrive, or nobody wants them any more} */
    synchronized Optional<String> interrupted() {
        if (closed.getCount() == 0) {
            return Optional.empty();
        }
        if (jda == null) {
            return Optional.of("Discord has not been reached yet; no click arrives until then. It is tried on.");
        }
        return jda.getStatus() == JDA.Status.CONNECTED
                ? Optional.empty()
                : Optional.of("There is no connection to Discord; no click arrives until there is. It is tried on.");
    }

    void onClosedForGood(Consumer<String> listener) {
        String past;
        synchronized (this) {
            past = end;
            if (past == null) {
                toldOfTheEnd.add(listener);
            }
        }
        if (past != null) {
            listener.accept(past);
        }
    }

    /** Null until it is logged in for the first time. */
    synchronized @Nullable JDA jda() {
        return jda;
    }

    /** Whether the module opened it, so that everything that comes in is the module's business. */
    boolean owned() {
        return owned;
    }

    /** Runs at once if connected, else once it is. */
    void whenConnected(Consumer<JDA> then) {
        JDA connection;
        synchronized (this) {
            connection = jda;
            if (connection == null) {
                waiting.add(then);
            }
        }
        if (connection != null) {
            then.accept(connection);
        }
    }

    @Override
    public void close() {
        JDA connection;
        synchronized (this) {
            closed.countDown();
            connection = jda;
        }
        if (!owned || connection == null) {
            return;
        }
        connection.shutdown();
        try {
            if (!connection.awaitShutdown(CLOSE_LIMIT)) {
                connection.shutdownNow();
            }
        } catch (InterruptedException e) {
            connection.shutdownNow();
            Thread.currentThread().interrupt();
        }
        connection.getHttpClient().connectionPool().evictAll();
        connection.getHttpClient().dispatcher().executorService().shutdown();
    }
}
