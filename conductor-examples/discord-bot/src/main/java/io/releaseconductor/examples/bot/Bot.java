package io.releaseconductor.examples.bot;

import io.releaseconductor.Conductor;
import io.releaseconductor.ConductorBuilder;
import io.releaseconductor.check.CheckCatalog;
import io.releaseconductor.config.ConfigurationException;
import io.releaseconductor.config.Problems;
import io.releaseconductor.config.Secret;
import io.releaseconductor.discord.DiscordChat;
import io.releaseconductor.discord.DiscordCommands;
import io.releaseconductor.discord.DiscordThreads;
import io.releaseconductor.github.GitHubWebhook;
import io.releaseconductor.github.GitHubWorkflows;
import io.releaseconductor.health.Health;
import io.releaseconductor.spi.StateStore;
import io.releaseconductor.spi.StoreUnavailableException;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running bot: all that was opened, to be closed in the opposite order. */
final class Bot implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Bot.class);

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private volatile @Nullable Conductor conductor;
    private volatile @Nullable GitHubWebhook webhook;
    private @Nullable DiscordChat chat;
    private boolean connected;

    private Bot() {}

    /**
     * Starts it.
     *
     * @param settings a configuration without problems
     * @param redaction hides what must not be shown
     * @return the bot, to be closed
     * @throws ConfigurationException if a port cannot be opened, state cannot be kept, such as when another bot has the folder, or GitHub or
     *     Discord refuse what they are given; names all of it at once
     */
    static Bot start(BotSettings settings, Redaction redaction) {
        Bot bot = new Bot();
        try {
            bot.open(settings, redaction);
            return bot;
        } catch (RuntimeException e) {
            bot.close();
            throw e;
        }
    }

    private void open(BotSettings settings, Redaction redaction) {
        DiscordPart discord = settings.discord().value();
        GitHubPart github = settings.github().value();
        Problems problems = new Problems();
        MetricsPage metrics = settings.http().value().metrics() == null
                ? null
                : opened(new MetricsPage(settings.ship().value().names()));
        // Before all else, so that whoever watches the start sees that it is under way.
        for (HttpPart.Listener where : settings.http().value().listeners()) {
            attempt(problems, () -> opened(HttpListener.open(where, pages(where, settings, redaction, metrics))));
        }
        Optional<StateStore> store = attempt(problems, () -> store(settings));
        Optional<GitHubWorkflows> workflows =
                attempt(problems, () -> GitHubWorkflows.connect(github.options(), github.auth(), Clock.systemUTC()));
        if (!problems.messages().isEmpty()) {
            // A login by a bot that will not start would be one of the few that Discord allows in a day.
            discord.refusedToken().ifPresent(problems::add);
        }
        problems.throwIfAny();
        DiscordChat connection = opened(DiscordChat.connect(discord.token(), discord.options()));
        chat = connection;
        ConductorBuilder builder = Conductor.builder()
                .store(store.orElseThrow())
                .variables(settings.variables())
                .workflows(workflows.orElseThrow())
                .changeLog(workflows.orElseThrow().changeLog())
                .refs(workflows.orElseThrow().refs())
                .metrics(settings.metrics().value().source())
                .chat(connection)
                .alerts(settings.alerts().value().sink(connection))
                .authorizer(discord.permissions())
                .checks(CheckCatalog.discover());
        settings.environments().forEach(builder::environment);
        settings.incident().value().rule().ifPresent(builder::admission);
        if (github.ci()) {
            builder.admission(workflows.orElseThrow().ci());
        }
        if (github.options().deployments()) {
            builder.listener(workflows.orElseThrow().deployments());
        }
        DiscordThreads.of(connection).ifPresent(threads -> builder.listener(opened(threads)));
        if (metrics != null) {
            builder.listener(metrics.listener());
        }
        Conductor built = opened(builder.build());
        if (metrics != null) {
            metrics.watch(built);
        }
        opened(DiscordCommands.attach(connection, built, discord.permissions(), new FiguresPicture()));
        Secret secret = github.webhookSecret();
        if (secret != null) {
            webhook = GitHubWebhook.of(built, secret);
        }
        built.start();
        conductor = built;
        connected = connection.jda() != null;
    }

    /** {@return what came of it; empty if it was refused, which is noted, so that the next thing can be tried} */
    private static <T> Optional<T> attempt(Problems problems, Supplier<T> opening) {
        try {
            return Optional.of(opening.get());
        } catch (ConfigurationException e) {
            e.problems().forEach(problems::add);
            return Optional.empty();
        }
    }

    private Map<String, WebPage> pages(
            HttpPart.Listener where, BotSettings settings, Redaction redaction, @Nullable MetricsPage metrics) {
        HttpPart http = settings.http().value();
        Map<String, WebPage> pages = new HashMap<>();
        if (where.equals(http.listener())) {
            HealthPages health = new HealthPages(this::health, redaction);
            pages.put(HealthPages.LIVE, health::live);
            pages.put(HealthPages.READY, health::ready);
            if (settings.github().value().webhookSecret() != null) {
                pages.put(WebhookPage.PATH, new WebhookPage(() -> webhook));
            }
        }
        if (metrics != null && (where.equals(http.metrics()) || http.sharesItsPort())) {
            pages.put(MetricsPage.PATH, metrics);
        }
        return pages;
    }

    private @Nullable Health health() {
        Conductor there = conductor;
        return there == null ? null : there.health();
    }

    /** Has somebody told when Discord will not have the bot any more. */
    void onDiscordLost(Consumer<String> listener) {
        if (chat != null) {
            chat.onClosedForGood(listener);
        }
    }

    /** Whether Discord was reached by the end of the start. It is tried on otherwise. */
    boolean connected() {
        return connected;
    }

    private StateStore store(BotSettings settings) {
        StateStore store = opened(settings.state().value().open()).store();
        try {
            settings.environments().forEach(each -> store.holder(each.environment()));
        } catch (StoreUnavailableException e) {
            // It may come back by itself, and a bot that has given up by then is of no use.
            LOG.error("{} The bot goes on when it is there.", e.getMessage());
        }
        return store;
    }

    private <T extends AutoCloseable> T opened(T resource) {
        opened.push(resource);
        return resource;
    }

    /** Takes no more commands, lets what is under way come to its end, and leaves the rest to the next start. */
    @Override
    public void close() {
        @Nullable AutoCloseable next = opened.poll();
        while (next != null) {
            try {
                next.close();
            } catch (Exception e) {
                LOG.warn("{} could not be closed", next, e);
            }
            next = opened.poll();
        }
    }
}
