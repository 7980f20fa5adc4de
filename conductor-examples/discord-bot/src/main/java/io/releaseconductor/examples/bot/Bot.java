package io.releaseconductor.examples.bot;

import io.releaseconductor.Conductor;
import io.releaseconductor.ConductorBuilder;
import io.releaseconductor.check.CheckCatalog;
import io.releaseconductor.config.ConfigurationException;
import io.releaseconductor.discord.DiscordChat;
import io.releaseconductor.discord.DiscordCommands;
import io.releaseconductor.github.GitHubWebhook;
import io.releaseconductor.github.GitHubWorkflows;
import io.releaseconductor.spi.StateStore;
import io.releaseconductor.spi.StoreUnavailableException;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running bot: all that was opened, to be closed in the opposite order. */
final class Bot implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Bot.class);

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private @Nullable DiscordChat chat;
    private boolean connected;

    private Bot() {}

    /**
     * Starts it.
     *
     * @param settings a configuration without problems
     * @return the bot, to be closed
     * @throws ConfigurationException if state cannot be kept, such as when another bot has the folder, or GitHub or Discord refuse what they
     *     are given; names all that one of them refuses
     */
    static Bot start(BotSettings settings) {
        Bot bot = new Bot();
        try {
            bot.open(settings);
            return bot;
        } catch (RuntimeException e) {
            bot.close();
            throw e;
        }
    }

    private void open(BotSettings settings) {
        StateStore store = store(settings);
        DiscordPart discord = settings.discord().value();
        GitHubPart github = settings.github().value();
        GitHubWorkflows workflows = GitHubWorkflows.connect(github.options(), github.auth(), Clock.systemUTC());
        DiscordChat connection = opened(DiscordChat.connect(discord.token(), discord.options()));
        chat = connection;
        ConductorBuilder builder = Conductor.builder()
                .store(store)
                .variables(settings.variables())
                .workflows(workflows)
                .chat(connection)
                .authorizer(discord.permissions())
                .checks(CheckCatalog.discover());
        settings.environments().forEach(builder::environment);
        Conductor conductor = opened(builder.build());
        opened(DiscordCommands.attach(connection, conductor, discord.permissions()));
        GitHubPart.Webhook webhook = github.webhook();
        if (webhook != null) {
            opened(WebhookServer.start(webhook.port(), GitHubWebhook.of(conductor, webhook.secret())));
        }
        conductor.start();
        connected = connection.jda() != null;
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
