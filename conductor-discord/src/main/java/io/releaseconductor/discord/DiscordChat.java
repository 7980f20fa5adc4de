package io.releaseconductor.discord;

import io.releaseconductor.chat.Card;
import io.releaseconductor.chat.PlainLine;
import io.releaseconductor.config.ClientLibrary;
import io.releaseconductor.config.ConfigurationException;
import io.releaseconductor.config.Secret;
import io.releaseconductor.deployment.DeliveryOutcome;
import io.releaseconductor.health.HealthContributor;
import io.releaseconductor.health.PartHealth;
import io.releaseconductor.spi.ChatChannel;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.entities.channel.middleman.GuildChannel;
import net.dv8tion.jda.api.requests.Route;
import net.dv8tion.jda.api.utils.data.DataArray;
import net.dv8tion.jda.api.utils.data.DataObject;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows cards on Discord: each as one message with an embed and buttons, which is edited for as long as the deployment lives. A
 * destination is the id of a channel or thread; a reference is {@code channel/message}. Messages are edited by their ids, never by
 * an interaction's token, so that they stay editable after its 15 minutes, after a restart and on another node. Nobody is
 * mentioned but whom a card calls: roles by their ids, and people who came through Discord. Thread-safe.
 *
 * <p>The bot needs the permissions View Channel, Send Messages and Embed Links where it is used, and no gateway intents. With Read
 * Message History besides, it finds a card again whose post was not answered for longer than Discord recognises repeats, some minutes;
 * without, a second message is posted then.
 */
public final class DiscordChat implements ChatChannel, HealthContributor, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DiscordChat.class);

    static final ClientLibrary JDA_LIBRARY = new ClientLibrary(
            "conductor-discord",
            "JDA",
            "net.dv8tion:JDA",
            "6.5.0",
            "net.dv8tion.jda.",
            "net.dv8tion.jda.api.JDAInfo.VERSION",
            null);
    static final ClientLibrary OK_HTTP = new ClientLibrary(
            "conductor-discord",
            "OkHttp",
            "com.squareup.okhttp3:okhttp-jvm",
            "5.5.1",
            "okhttp3.",
            "okhttp3.OkHttp.VERSION",
            null);
    private static final List<ClientLibrary> LIBRARIES = List.of(JDA_LIBRARY, OK_HTTP);

    private static final String PART = "Discord";
    private static final Pattern REFERENCE = Pattern.compile("([0-9]{1,20})/([0-9]{1,20})");
    private static final Pattern DESTINATION = Pattern.compile("[0-9]{1,20}");
    private static final int LONGEST_NONCE = 25;

    private final Connection connection;
    private final DiscordOptions options;

    private DiscordChat(Connection connection, DiscordOptions options) {
        this.connection = connection;
        this.options = options;
    }

    /**
     * Looks whether the libraries that are on the class path fit, without connecting to anything, so that it can be told together with all else
     * that keeps an application from starting.
     *
     * @throws ConfigurationException if one does not fit, with the version that is there, the one that is needed, and what to do
     */
    public static void requireLibraries() {
        ClientLibrary.require(DiscordChat.class, LIBRARIES);
    }

    /**
     * Uses a connection that the team's bot already has. It is left open by {@link #close()}. Give it an event pool
     * ({@code JDABuilder.setEventPool}): without one, any slow listener of the bot delays everybody's clicks.
     *
     * @param jda the connection, ready or not
     * @param options how
     * @return the chat
     * @throws ConfigurationException if another version of JDA or OkHttp is on the class path than the one that is needed, and does not
     *     fit
     */
    public static DiscordChat attach(JDA jda, DiscordOptions options) {
        Objects.requireNonNull(jda, "jda");
        return ClientLibrary.fitting(
                DiscordCommands.class, LIBRARIES, () -> new DiscordChat(Connection.of(jda), options));
    }

    /**
     * Connects to Discord with a connection of its own, with no intents and an event pool. Waits up to
     * {@link DiscordOptions#readyLimit()}; where Discord cannot be reached by then it goes on connecting in the background, and cards
     * are shown once it is.
     *
     * @param token the bot's token
     * @param options how
     * @return the chat
     * @throws ConfigurationException if Discord does not accept the token, or another version of JDA or OkHttp is on the class path than
     *     the one that is needed, and does not fit
     */
    public static DiscordChat connect(Secret token, DiscordOptions options) {
        return ClientLibrary.fitting(
                DiscordCommands.class, LIBRARIES, () -> new DiscordChat(Connection.open(token, options), options));
    }

    @Override
    public DeliveryOutcome post(String destination, String key, Card card) {
        if (!DESTINATION.matcher(destination).matches()) {
            return new DeliveryOutcome.Undeliverable(
                    "\"" + PlainLine.cut(destination, 100) + "\" is not the id of a Discord channel");
        }
        DataObject body = CardMessage.of(card);
        DataObject post = CardMessage.of(card).put("nonce", nonce(key)).put("enforce_nonce", true);
        Route.CompiledRoute route = Route.Messages.SEND_MESSAGE.compile(destination);
        return call(
                route,
                post,
                destination,
                Trouble::ofPost,
                (reference, message) ->
                        // taken for a repeat, Discord answers with the first message and leaves it as it is
                        CardMessage.isShownBy(message, body)
                                ? new DeliveryOutcome.Shown(reference)
                                : edit(reference, body, (edited, shown) -> new DeliveryOutcome.Shown(edited)));
    }

    @Override
    public DeliveryOutcome postAgain(String destination, String key, Card card) {
        JDA jda = connection.jda();
        if (jda == null || !DESTINATION.matcher(destination).matches()) {
            return post(destination, key, card);
        }
        CardSearch.Result earlier = new CardSearch(jda, options.callLimit()).look(destination, card);
        if (earlier instanceof CardSearch.NotKnown) {
            // posted all the same it may become a second one, with buttons that nobody takes away
            return DeliveryOutcome.Unavailable.notSent(
                    "Discord does not say whether the card is there already", now().plusSeconds(5));
        }
        DeliveryOutcome shown = earlier instanceof CardSearch.Found found
                ? update(reference(destination, found.message()), card)
                : new DeliveryOutcome.Gone("it is not among the messages of the channel");
        return shown instanceof DeliveryOutcome.Gone ? post(destination, key, card) : shown;
    }

    @Override
    public DeliveryOutcome update(String reference, Card card) {
        DataObject body = CardMessage.of(card);
        return edit(reference, body, (edited, message) -> {
            if (CardMessage.isShownBy(message, body)) {
                return new DeliveryOutcome.Shown(edited);
            }
            LOG.debug("{} shows something else than what it was edited to, editing again", edited);
            return edit(
                    edited,
                    body,
                    (again, shown) -> CardMessage.isAnother(shown, body)
                            ? new DeliveryOutcome.Unavailable(
                                    "Discord takes the edit, and the message shows something else",
                                    now().plusSeconds(5))
                            : new DeliveryOutcome.Shown(again));
        });
    }

    private DeliveryOutcome edit(
            String reference, DataObject body, BiFunction<String, DataObject, DeliveryOutcome> answered) {
        Matcher ids = REFERENCE.matcher(reference);
        if (!ids.matches()) {
            return new DeliveryOutcome.Gone("\"" + PlainLine.cut(reference, 100) + "\" is not a Discord message");
        }
        Route.CompiledRoute route = Route.Messages.EDIT_MESSAGE.compile(ids.group(1), ids.group(2));
        return call(route, body, ids.group(1), Trouble::ofUpdate, answered);
    }

    private DeliveryOutcome call(
            Route.CompiledRoute route,
            DataObject body,
            String channel,
            BiFunction<Throwable, Instant, DeliveryOutcome> trouble,
            BiFunction<String, DataObject, DeliveryOutcome> answered) {
        JDA jda = connection.jda();
        if (jda == null) {
            return DeliveryOutcome.Unavailable.notSent("Not connected to Discord yet", now().plusSeconds(5));
        }
        AtomicBoolean sent = new AtomicBoolean();
        CompletableFuture<DataObject> call;
        try {
            call = DiscordCall.send(jda, route, body, () -> sent.set(true));
        } catch (RejectedExecutionException e) {
            return DeliveryOutcome.Unavailable.notSent("The connection to Discord is closed", now().plusSeconds(60));
        }
        DataObject message;
        try {
            message = call.get(options.callLimit().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            return trouble.apply(e.getCause(), now());
        } catch (TimeoutException e) {
            // or it would still be sent, and come after what is shown next
            call.cancel(true);
            return sent.get()
                    ? trouble.apply(e, now())
                    : DeliveryOutcome.Unavailable.notSent("Discord limits the rate", now().plusSeconds(5));
        } catch (InterruptedException e) {
            call.cancel(true);
            Thread.currentThread().interrupt();
            return new DeliveryOutcome.Unavailable("Interrupted", now().plusSeconds(5));
        }
        String id = message.getString("id", null);
        return id == null
                ? new DeliveryOutcome.Unavailable("Discord's answer could not be read", now().plusSeconds(5))
                : answered.apply(reference(channel, id), message);
    }

    /** Discord takes a message with a nonce that it saw in the last few minutes for a repeat, and answers with the first one. */
    static String nonce(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(digest)
                    .substring(0, LONGEST_NONCE);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public void retire(String reference) {
        Matcher ids = REFERENCE.matcher(reference);
        JDA jda = connection.jda();
        if (ids.matches() && jda != null) {
            DataObject body = DataObject.empty().put("components", DataArray.empty());
            try {
                DiscordCall.send(jda, Route.Messages.EDIT_MESSAGE.compile(ids.group(1), ids.group(2)), body)
                        .exceptionally(failure -> {
                            LOG.debug("The buttons of an old message stay", failure);
                            return DataObject.empty();
                        });
            } catch (RejectedExecutionException e) {
                LOG.debug("The buttons of an old message stay: the connection is closed");
            }
        }
    }

    @Override
    public Optional<URI> address(String reference) {
        Matcher ids = REFERENCE.matcher(reference);
        String guild = ids.matches() ? guildOf(ids.group(1)) : null;
        return guild == null ? Optional.empty() : Optional.of(address(guild, reference));
    }

    static URI address(String guild, String reference) {
        return URI.create("https://discord.com/channels/" + guild + "/" + reference);
    }

    private @Nullable String guildOf(String channel) {
        JDA jda = connection.jda();
        try {
            GuildChannel known = jda == null ? null : jda.getChannelById(GuildChannel.class, channel);
            return known == null ? options.guild() : known.getGuild().getId();
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** {@return the message that a click came from, in the form of this chat's references} */
    static String reference(String channel, String message) {
        return channel + "/" + message;
    }

    Connection connection() {
        return connection;
    }

    DiscordOptions options() {
        return options;
    }

    private Instant now() {
        return options.clock().instant();
    }

    /**
     * The connection to Discord, for a team that wants to do more with it.
     *
     * @return the connection; null while {@link #connect} has not reached Discord yet
     */
    public @Nullable JDA jda() {
        return connection.jda();
    }

    /**
     * Whether the connection works, or will again by itself.
     *
     * @return well; impaired while Discord is not reached, which is tried on; or down with what to do once Discord has closed the connection
     *     for good
     */
    @Override
    public PartHealth health() {
        return connection
                .closedForGood()
                .map(why -> PartHealth.down(PART, why))
                .or(() -> connection.interrupted().map(why -> PartHealth.impaired(PART, why)))
                .orElse(PartHealth.well(PART));
    }

    /**
     * Has somebody told when Discord closes the connection for good (the token was withdrawn, the intents are not allowed): JDA does
     * not connect again then, and neither does this class. A process that ends and is started again connects anew. Told at once if
     * that is past already; not told of {@link #close()}.
     *
     * @param listener takes what {@link #health()} says then; called on a thread of JDA, so that it must not wait
     */
    public void onClosedForGood(Consumer<String> listener) {
        connection.onClosedForGood(Objects.requireNonNull(listener, "listener"));
    }

    /** Closes the connection, if {@link #connect} opened it. */
    @Override
    public void close() {
        connection.close();
    }
}
