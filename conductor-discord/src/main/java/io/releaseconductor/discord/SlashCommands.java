package io.releaseconductor.discord;

import io.releaseconductor.chat.PlainLine;
import io.releaseconductor.chatops.ChatOps;
import io.releaseconductor.chatops.Command;
import io.releaseconductor.chatops.Completion;
import io.releaseconductor.chatops.Reception;
import io.releaseconductor.chatops.Reply;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.dv8tion.jda.api.Permission;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.events.interaction.command.CommandAutoCompleteInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.interactions.commands.Command.Choice;
import net.dv8tion.jda.api.interactions.commands.CommandInteractionPayload;
import net.dv8tion.jda.api.interactions.commands.OptionMapping;
import net.dv8tion.jda.api.interactions.commands.build.OptionData;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What becomes of a command, and of what is typed before it is one. */
final class SlashCommands {

    private static final Logger LOG = LoggerFactory.getLogger(SlashCommands.class);

    private static final String NO_CARD =
            "I may not show the card in this channel, so nothing was shipped: give me View Channel, Send Messages"
                    + " and Embed Links here, or ship from another channel.";

    private final DiscordChat chat;
    private final ChatOps chatOps;
    private final Actors actors;
    private final BackgroundWork work;

    SlashCommands(DiscordChat chat, ChatOps chatOps, Actors actors, BackgroundWork work) {
        this.chat = chat;
        this.chatOps = chatOps;
        this.actors = actors;
        this.work = work;
    }

    void on(SlashCommandInteractionEvent command) {
        boolean known = Command.NAMES.contains(command.getName());
        if (!known && !chat.connection().owned()) {
            return;
        }
        String refusal = known ? actors.refusal(command) : null;
        if (refusal != null) {
            Conversation.refuse(command, new Reply.Refused(refusal, null));
            return;
        }
        Reception reception = chatOps.ask(new Command(
                command.getName(),
                options(command),
                Actors.of(command),
                command.getChannelId(),
                Actors.CHAT + "-" + command.getId(),
                command.getTimeCreated().toInstant()));
        if (reception instanceof Reception.Answered answered) {
            Conversation.refuse(command, answered.reply());
        } else if (command.getName().equals(Command.SHIP) && !mayPost(command)) {
            Conversation.refuse(command, new Reply.Refused(NO_CARD, null));
        } else if (reception instanceof Reception.Accepted accepted) {
            Conversation.begin(command).carryOut(accepted, work);
        }
    }

    private static Map<String, String> options(CommandInteractionPayload command) {
        return command.getOptions().stream()
                .collect(Collectors.toMap(OptionMapping::getName, OptionMapping::getAsString, (one, other) -> one));
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

    void on(CommandAutoCompleteInteractionEvent typing) {
        if (!Command.NAMES.contains(typing.getName())) {
            return;
        }
        boolean shown = actors.refusal(typing) == null;
        String option = typing.getFocusedOption().getName();
        String typed = typing.getFocusedOption().getValue();
        Runnable propose = () -> typing.replyChoices(shown ? choices(typing, option, typed) : List.of())
                .queue(done -> {}, failure -> LOG.info("Proposals came too late: {}", failure.toString()));
        work.start(propose, () -> {});
    }

    /** What is longer than a choice may be has to be typed. */
    private List<Choice> choices(CommandAutoCompleteInteractionEvent typing, String option, String typed) {
        try {
            return chatOps.complete(typing.getName(), options(typing), option, typed, OptionData.MAX_CHOICES).stream()
                    .filter(completion -> completion.value().length() <= Choice.MAX_STRING_VALUE_LENGTH)
                    .map(SlashCommands::choice)
                    .toList();
        } catch (RuntimeException e) {
            LOG.warn("Nothing can be proposed for {}: {}", typing.getName(), e.toString());
            return List.of();
        }
    }

    private static Choice choice(Completion completion) {
        return new Choice(PlainLine.cut(completion.label(), Choice.MAX_NAME_LENGTH), completion.value());
    }
}
