package io.releaseconductor.discord;

import io.releaseconductor.chatops.Reply;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.interactions.Interaction;
import net.dv8tion.jda.api.interactions.callbacks.IReplyCallback;
import net.dv8tion.jda.api.interactions.components.ComponentInteraction;
import net.dv8tion.jda.api.requests.RestAction;
import net.dv8tion.jda.api.requests.Route;
import net.dv8tion.jda.api.utils.data.DataObject;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One command or click: acknowledged at once, answered to whoever it came from and nobody else. Whether Discord takes the
 * acknowledgement is a matter of display: nothing waits for it but the answer, and that is sent even if it failed, since an
 * acknowledgement whose answer was lost looks like a failed one.
 */
final class Conversation {

    private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);
    private static final int EPHEMERAL = 64;

    private final JDA jda;
    private final String token;
    private final @Nullable String guild;
    private final boolean thinking;
    private final CompletableFuture<Boolean> acknowledged = new CompletableFuture<>();

    private Conversation(Interaction interaction, boolean thinking) {
        this.jda = interaction.getJDA();
        this.token = interaction.getToken();
        this.guild = guildOf(interaction);
        this.thinking = thinking;
    }

    private static @Nullable String guildOf(Interaction interaction) {
        Guild guild = interaction.getGuild();
        return guild == null ? null : guild.getId();
    }

    /** Leaves the message with the button as it is; an answer is a message of its own. */
    static Conversation aboutClick(ComponentInteraction click) {
        return new Conversation(click, false).acknowledge(click.deferEdit(), click);
    }

    /** Shows that the bot is thinking, until the answer takes that place. */
    static Conversation aboutCommand(IReplyCallback command) {
        return new Conversation(command, true).acknowledge(command.deferReply(true), command);
    }

    /** Answers at once; nothing else follows. */
    static void refuse(IReplyCallback interaction, Reply reply) {
        Conversation conversation = new Conversation(interaction, true);
        DataObject text = Objects.requireNonNull(ReplyMessage.of(reply, conversation.guild), "text");
        conversation.acknowledge(
                interaction
                        .reply(text.getString("content"))
                        .setAllowedMentions(List.of())
                        .setEphemeral(true),
                interaction);
    }

    private Conversation acknowledge(RestAction<?> acknowledgement, Interaction interaction) {
        try {
            acknowledgement.queue(done -> acknowledged.complete(true), failure -> {
                LOG.info(
                        "Interaction {} was not acknowledged, which is not shown well but changes nothing: {}",
                        interaction.getId(),
                        failure.toString());
                acknowledged.complete(false);
            });
        } catch (RejectedExecutionException e) {
            LOG.info("Interaction {} came while the connection was closing", interaction.getId());
            acknowledged.complete(false);
        }
        return this;
    }

    /** Answers, once acknowledged, if there is anything to say. */
    void answer(Reply reply) {
        CompletableFuture<Void> unused = acknowledged
                .thenAccept(byThisNode -> {
                    DataObject message = ReplyMessage.of(reply, guild);
                    if (message != null && (byThisNode || !(reply instanceof Reply.Repeated))) {
                        send(message);
                    }
                })
                .exceptionally(failure -> {
                    LOG.info("An answer could not be sent: {}", failure.toString());
                    return null;
                });
    }

    private void send(DataObject message) {
        String application = jda.getSelfUser().getApplicationId();
        Route.CompiledRoute route = thinking
                ? Route.Interactions.EDIT_FOLLOWUP.compile(application, token, "@original")
                : Route.Interactions.CREATE_FOLLOWUP.compile(application, token);
        DiscordCall.send(jda, route, thinking ? message : message.put("flags", EPHEMERAL))
                .exceptionally(failure -> {
                    LOG.info("An answer could not be shown: {}", failure.toString());
                    return DataObject.empty();
                });
    }
}
