package io.releaseconductor.discord;

import io.releaseconductor.ActionResult;
import io.releaseconductor.Conductor;
import io.releaseconductor.ShipRequest;
import io.releaseconductor.ShipResult;
import io.releaseconductor.chat.ShipCommand;
import io.releaseconductor.deployment.Action;
import io.releaseconductor.deployment.Actor;
import io.releaseconductor.deployment.DeployId;
import io.releaseconductor.deployment.Environment;
import io.releaseconductor.spi.StoreUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import net.dv8tion.jda.api.Permission;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.events.interaction.command.CommandAutoCompleteInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.interactions.commands.Command;
import net.dv8tion.jda.api.interactions.commands.OptionMapping;
import net.dv8tion.jda.api.utils.data.DataObject;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What becomes of a command. Everything in its options is distrusted, choices included. */
final class SlashCommands {

    private static final int MOST_TRIES = 3;
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(SlashCommands.class);

    private final DiscordChat chat;
    private final Conductor conductor;
    private final Actors actors;
    private final Gate gate;
    private final Work work;
    private final Echo echo;
    private final Listings listings;
    private final Completions completions;

    SlashCommands(DiscordChat chat, Conductor conductor, Actors actors, Gate gate, Work work) {
        this.chat = chat;
        this.conductor = conductor;
        this.actors = actors;
        this.gate = gate;
        this.work = work;
        this.echo = new Echo(chat.options().clock());
        this.listings = new Listings(conductor);
        this.completions = new Completions(conductor);
    }

    void on(SlashCommandInteractionEvent command) {
        String name = command.getName();
        boolean known = CommandSet.NAMES.contains(name);
        if (!known && !chat.connection().owned()) {
            return;
        }
        String refusal = known ? actors.refusal(command) : Words.UNKNOWN_COMMAND;
        if (refusal != null) {
            Conversation.refuse(command, Words.message(refusal));
            return;
        }
        Actor actor = Actors.of(command);
        switch (name) {
            case CommandSet.SHIP -> ship(command, actor);
            case CommandSet.STATUS -> inEnvironments(command, actor, this::status);
            case CommandSet.HISTORY -> inEnvironments(command, actor, this::history);
            case CommandSet.DETAILS ->
                onDeployment(
                        command,
                        actor,
                        Action.DETAILS,
                        (id, guild) -> Said.ofNullable(Clicks.detailsOf(conductor.details(id, actor), guild)));
            case CommandSet.ROLLBACK ->
                onDeployment(
                        command,
                        actor,
                        Action.ROLLBACK,
                        (id, guild) -> told(
                                conductor.rollback(id, actor),
                                Action.ROLLBACK,
                                actor,
                                "⏪ The rollback of " + id + " is under way.",
                                guild));
            default ->
                onDeployment(
                        command,
                        actor,
                        Action.CANCEL,
                        (id, guild) -> told(
                                conductor.cancel(id, actor),
                                Action.CANCEL,
                                actor,
                                "🛑 The cancel of " + id + " is under way.",
                                guild));
        }
    }

    private void ship(SlashCommandInteractionEvent command, Actor actor) {
        StringBuilder text = new StringBuilder("/ship");
        for (String option : List.of(CommandSet.ENV, CommandSet.STRATEGY, CommandSet.REF, CommandSet.VERSION)) {
            String value = option(command, option);
            if (value != null) {
                text.append(' ').append(option).append(':').append(quoted(value));
            }
        }
        ShipCommand.Result read = ShipCommand.parse(text.toString(), conductor.environments());
        if (!(read instanceof ShipCommand.Parsed parsed)) {
            Conversation.refuse(
                    command,
                    read instanceof ShipCommand.Invalid invalid
                            ? Words.problems(invalid.problems())
                            : Words.message(Words.UNKNOWN_COMMAND));
            return;
        }
        ShipCommand wanted = parsed.command();
        String denial = gate.denial(actor, Action.SHIP, wanted.environment());
        if (denial != null) {
            Conversation.refuse(command, Words.denial(denial));
            return;
        }
        if (!mayPost(command)) {
            Conversation.refuse(command, Words.message(Words.NO_CARD));
            return;
        }
        ShipRequest request = new ShipRequest(
                wanted.environment(),
                wanted.strategy(),
                wanted.ref(),
                wanted.version(),
                command.getChannelId(),
                actor,
                "discord-" + command.getId());
        Conversation conversation = Conversation.aboutCommand(command);
        String guild = guild(command);
        work.start(conversation::answer, () -> {
            ShipResult result = ship(request);
            return echo.of(result, actor)
                    ? new Said(Words.underWay(((ShipResult.Taken) result).holder(), guild), true)
                    : Said.of(Words.of(result, guild));
        });
    }

    /** As it would be typed. People paste names with the backticks that show them as code: those are quotes already. */
    private static String quoted(String value) {
        boolean fenced = value.length() > 2 && value.startsWith("`") && value.indexOf('`', 1) == value.length() - 1;
        return fenced ? value : '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** The answer may be all that was lost: with the interaction's id as its key, asking again is safe, and finds out. */
    private ShipResult ship(ShipRequest request) {
        for (int tries = 1; ; tries++) {
            try {
                return conductor.ship(request);
            } catch (StoreUnavailableException e) {
                if (tries == MOST_TRIES || !pause()) {
                    throw e;
                }
            }
        }
    }

    private static boolean pause() {
        try {
            Thread.sleep(BETWEEN_TRIES.toMillis());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** A deployment that nobody sees and nobody can decide is better refused. From JDA's cache, so that a doubt is no reason. */
    private static boolean mayPost(SlashCommandInteractionEvent command) {
        Guild guild = command.getGuild();
        if (guild == null
                || !command.getChannelType().isGuild()
                || !guild.isMember(command.getJDA().getSelfUser())) {
            return true;
        }
        Permission send =
                command.getChannelType().isThread() ? Permission.MESSAGE_SEND_IN_THREADS : Permission.MESSAGE_SEND;
        return guild.getSelfMember()
                .hasPermission(
                        command.getGuildChannel(), Permission.VIEW_CHANNEL, send, Permission.MESSAGE_EMBED_LINKS);
    }

    private void inEnvironments(
            SlashCommandInteractionEvent command,
            Actor actor,
            BiFunction<List<Environment>, @Nullable String, DataObject> listing) {
        String asked = option(command, CommandSet.ENV);
        List<Environment> all = conductor.environments();
        List<Environment> chosen = all.stream()
                .filter(e -> asked == null || e.name().equals(asked))
                .toList();
        List<Environment> permitted = chosen.stream()
                .filter(e -> gate.denial(actor, Action.DETAILS, e) == null)
                .toList();
        if (chosen.isEmpty()) {
            Conversation.refuse(command, Words.message("env: \"" + asked + "\" is not allowed; allowed: " + all));
        } else if (permitted.isEmpty()) {
            String denial = gate.denial(actor, Action.DETAILS, chosen.get(0));
            Conversation.refuse(command, Words.denial(denial == null ? "" : denial));
        } else {
            Conversation conversation = Conversation.aboutCommand(command);
            String guild = guild(command);
            work.start(conversation::answer, () -> Said.of(listing.apply(permitted, guild)));
        }
    }

    private DataObject status(List<Environment> environments, @Nullable String guild) {
        return CardMessage.of(listings.status(environments, guild));
    }

    private DataObject history(List<Environment> environments, @Nullable String guild) {
        return CardMessage.of(listings.history(environments));
    }

    private void onDeployment(
            SlashCommandInteractionEvent command,
            Actor actor,
            Action action,
            BiFunction<DeployId, @Nullable String, @Nullable Said> task) {
        String text = option(command, CommandSet.DEPLOYMENT);
        Optional<DeployId> id = text == null ? Optional.empty() : DeployId.parse(text.strip());
        if (id.isEmpty()) {
            Conversation.refuse(
                    command,
                    Words.message("deployment: \"" + (text == null ? "" : text)
                            + "\" is not allowed; allowed: a deploy ID, such as ship-staging-1699747200"));
            return;
        }
        String denial = gate.denial(actor, action, id.get().environment());
        if (denial != null) {
            Conversation.refuse(command, Words.denial(denial));
            return;
        }
        Conversation conversation = Conversation.aboutCommand(command);
        String guild = guild(command);
        work.start(conversation::answer, () -> task.apply(id.get(), guild));
    }

    private @Nullable Said told(ActionResult result, Action action, Actor actor, String done, @Nullable String guild) {
        DataObject said = result instanceof ActionResult.Done d
                ? Words.withCard(done, d.deployment(), guild)
                : Words.of(result, guild);
        return said == null ? null : new Said(said, echo.of(result, action, actor));
    }

    void on(CommandAutoCompleteInteractionEvent typing) {
        if (!CommandSet.NAMES.contains(typing.getName())) {
            return;
        }
        boolean shown = actors.refusal(typing) == null;
        String option = typing.getFocusedOption().getName();
        String typed = typing.getFocusedOption().getValue();
        work.start(said -> {}, () -> {
            List<Command.Choice> choices = List.of();
            try {
                choices = shown ? completions.of(typing.getName(), option, typed) : List.of();
            } catch (RuntimeException e) {
                LOG.warn("Nothing can be proposed for {}: {}", typing.getName(), e.toString());
            }
            typing.replyChoices(choices)
                    .queue(done -> {}, failure -> LOG.info("Proposals came too late: {}", failure.toString()));
            return null;
        });
    }

    private static @Nullable String option(SlashCommandInteractionEvent command, String name) {
        OptionMapping option = command.getOption(name);
        return option == null ? null : option.getAsString();
    }

    private static @Nullable String guild(SlashCommandInteractionEvent command) {
        Guild guild = command.getGuild();
        return guild == null ? null : guild.getId();
    }
}
