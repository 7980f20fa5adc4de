package io.releaseconductor.discord;

import io.releaseconductor.Conductor;
import io.releaseconductor.chatops.ChatOps;
import io.releaseconductor.chatops.ChatOpsOptions;
import io.releaseconductor.chatops.EarlyDenial;
import io.releaseconductor.chatops.FiguresPlot;
import io.releaseconductor.config.ConfigurationException;
import io.releaseconductor.config.Problems;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.events.GenericEvent;
import net.dv8tion.jda.api.events.StatusChangeEvent;
import net.dv8tion.jda.api.events.interaction.ModalInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.CommandAutoCompleteInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.events.interaction.component.ButtonInteractionEvent;
import net.dv8tion.jda.api.hooks.EventListener;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes people's commands and clicks on Discord to the conductor: {@code /ship}, {@code /ship-status}, {@code /ship-history},
 * {@code /ship-details}, {@code /ship-rollback}, {@code /ship-cancel}, {@code /ship-lock}, {@code /ship-unlock}, {@code /ship-stats}, {@code /ship-note}, and the buttons of the cards. Every one is acknowledged at once,
 * on the event's thread and from memory, and carried out on threads of its own; a refusal is told to the one who asked and nobody
 * else. An acknowledgement that fails stops nothing.
 *
 * <p>The commands are registered one by one, so that others of the same application stay; events that are not the conductor's are
 * left to other listeners. Thread-safe.
 */
public final class DiscordCommands implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DiscordCommands.class);

    private final ChatOps chatOps;
    private final Clicks clicks;
    private final SlashCommands commands;
    private final BackgroundWork work = new BackgroundWork();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "conductor-discord-register");
        thread.setDaemon(true);
        return thread;
    });
    private final EventListener listener = this::onEvent;
    private @Nullable JDA attachedTo;
    private @Nullable Registration registration;
    private boolean closed;

    private DiscordCommands(
            DiscordChat chat, Conductor conductor, @Nullable DiscordPermissions permissions, FiguresPlot plot) {
        EarlyDenial early = permissions == null ? EarlyDenial.NONE : permissions::denial;
        this.chatOps = ChatOps.of(
                conductor,
                chat,
                ChatOpsOptions.DEFAULT
                        .withEarly(early)
                        .withClock(chat.options().clock())
                        .withPlot(plot));
        Actors actors = new Actors(chat.options().guild());
        this.clicks = new Clicks(chat, chatOps, actors, work);
        this.commands = new SlashCommands(chat, chatOps, actors, work);
    }

    /**
     * Attaches to the chat's connection and registers the commands, at once or as soon as Discord is reached.
     *
     * @param chat the chat that shows the conductor's cards
     * @param conductor what carries out
     * @param permissions the authorizer that the conductor was given: what it can deny from memory is refused before anything else
     *     happens
     * @return the commands, to be closed before the chat
     * @throws ConfigurationException if the permissions ask for four eyes where the conductor knows nothing of it, or it is to call roles
     *     that are none of Discord's
     */
    public static DiscordCommands attach(DiscordChat chat, Conductor conductor, DiscordPermissions permissions) {
        return attach(chat, conductor, permissions, FiguresPlot.NONE);
    }

    /**
     * The same with pictures of figures.
     *
     * @param chat the chat that shows the conductor's cards
     * @param conductor what carries out
     * @param permissions the authorizer that the conductor was given
     * @param plot draws figures for {@code /ship-stats}
     * @return the commands, to be closed before the chat
     * @throws ConfigurationException as above
     */
    public static DiscordCommands attach(
            DiscordChat chat, Conductor conductor, DiscordPermissions permissions, FiguresPlot plot) {
        Objects.requireNonNull(permissions, "permissions");
        Problems problems = new Problems();
        conductor.environments().stream()
                .filter(permissions::askFourEyes)
                .filter(environment -> !conductor.fourEyes().contains(environment))
                .forEach(
                        environment -> problems.add(
                                "the permissions ask for four eyes in " + environment
                                        + ", and the conductor's authorizer does not; let it pass secondPerson(...) on to the permissions"));
        noteCalls(conductor, problems);
        problems.throwIfAny();
        return attached(chat, conductor, permissions, Objects.requireNonNull(plot, "plot"));
    }

    /**
     * The same for a conductor with another authorizer, which the conductor asks about each command and click.
     *
     * @param chat the chat that shows the conductor's cards
     * @param conductor what carries out
     * @return the commands, to be closed before the chat
     * @throws ConfigurationException if the conductor is to call roles that are none of Discord's
     */
    public static DiscordCommands attach(DiscordChat chat, Conductor conductor) {
        Problems problems = new Problems();
        noteCalls(conductor, problems);
        problems.throwIfAny();
        return attached(chat, conductor, null, FiguresPlot.NONE);
    }

    /** Somebody who can never be called would be missed only when it matters. */
    private static void noteCalls(Conductor conductor, Problems problems) {
        conductor
                .environments()
                .forEach(
                        environment -> conductor.called(environment).groups().stream()
                                .filter(group -> !DiscordOptions.isId(group))
                                .forEach(
                                        group -> problems.add(
                                                "SHIP_CALL for " + environment + ": \"role:" + group
                                                        + "\" is not allowed; allowed on Discord: an ID of 15 to 20 digits, as \"Copy Role ID\" gives it")));
    }

    private static DiscordCommands attached(
            DiscordChat chat, Conductor conductor, @Nullable DiscordPermissions permissions, FiguresPlot plot) {
        DiscordCommands commands = new DiscordCommands(chat, conductor, permissions, plot);
        chat.connection().whenConnected(jda -> commands.connected(jda, chat));
        return commands;
    }

    private void connected(JDA jda, DiscordChat chat) {
        Registration begun;
        synchronized (this) {
            if (closed) {
                return;
            }
            attachedTo = jda;
            begun = new Registration(jda, chat.options().guild(), chatOps.commands(), timer);
            registration = begun;
        }
        jda.addEventListener(listener);
        if (jda.getStatus() == JDA.Status.CONNECTED) {
            begun.begin();
        }
    }

    private void onEvent(GenericEvent event) {
        try {
            if (event instanceof ButtonInteractionEvent click) {
                clicks.on(click);
            } else if (event instanceof ModalInteractionEvent form) {
                clicks.on(form);
            } else if (event instanceof SlashCommandInteractionEvent command) {
                commands.on(command);
            } else if (event instanceof CommandAutoCompleteInteractionEvent typing) {
                commands.on(typing);
            } else if (event instanceof StatusChangeEvent change && change.getNewStatus() == JDA.Status.CONNECTED) {
                ready();
            }
        } catch (RuntimeException e) {
            LOG.error(
                    "An event of Discord could not be taken: {}",
                    event.getClass().getSimpleName(),
                    e);
        }
    }

    private synchronized void ready() {
        if (registration != null) {
            registration.begin();
        }
    }

    /** Takes no more commands and clicks, and waits up to 10 seconds for those that are being carried out. */
    @Override
    public void close() {
        JDA jda;
        synchronized (this) {
            closed = true;
            jda = attachedTo;
        }
        if (jda != null) {
            jda.removeEventListener(listener);
        }
        timer.shutdownNow();
        work.close();
    }
}
