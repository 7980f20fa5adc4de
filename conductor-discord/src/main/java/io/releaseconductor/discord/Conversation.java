package io.releaseconductor.discord;

import io.releaseconductor.chatops.Attachment;
import io.releaseconductor.chatops.ChatOps;
import io.releaseconductor.chatops.Reception;
import io.releaseconductor.chatops.Reply;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.interactions.Interaction;
import net.dv8tion.jda.api.interactions.callbacks.IModalCallback;
import net.dv8tion.jda.api.interactions.callbacks.IReplyCallback;
import net.dv8tion.jda.api.modals.Modal;
import net.dv8tion.jda.api.requests.RestAction;
import net.dv8tion.jda.api.requests.Route;
import net.dv8tion.jda.api.utils.data.DataObject;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One command or click: acknowledged at once, answered to whoever it came from and nobody else. Discord takes an acknowledgement within
 * 3 seconds; later it has told the person that the interaction failed. What goes live waits for it and is left where Discord refuses it
 * so. Else only the answer waits for it, and is sent even if it failed, since an acknowledgement whose answer was lost looks like a
 * failed one. See <a href="https://docs.discord.com/developers/interactions/receiving-and-responding">receiving and responding</a>.
 */
final class Conversation {

    private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);
    private static final int EPHEMERAL = 64;

    private final JDA jda;
    private final String token;
    private final @Nullable String guild;
    private final CompletableFuture<Acknowledgement> acknowledged = new CompletableFuture<>();

    private enum Acknowledgement {
        /** Discord took it. */
        TAKEN,
        /** Discord had told the person that the interaction failed. */
        TOO_LATE,
        /** Another node had sent one before, or this one had, and the answer to that was lost. */
        TAKEN_BEFORE,
        /** Nobody knows. */
        NOT_KNOWN
    }

    private Conversation(Interaction interaction) {
        this.jda = interaction.getJDA();
        this.token = interaction.getToken();
        this.guild = guildOf(interaction);
    }

    private static @Nullable String guildOf(Interaction interaction) {
        Guild guild = interaction.getGuild();
        return guild == null ? null : guild.getId();
    }

    /** Shows the person, and nobody else, that the bot is thinking, until the answer takes that place. */
    static Conversation begin(IReplyCallback asked) {
        return new Conversation(asked).acknowledge(asked.deferReply(true), asked);
    }

    /** Opens a form; what follows comes with the form that is sent, if it ever is. */
    static Conversation askingWhy(IModalCallback click, Modal form) {
        return new Conversation(click).acknowledge(click.replyModal(form), click);
    }

    /** Answers at once; nothing else follows. */
    static void refuse(IReplyCallback interaction, Reply reply) {
        Conversation conversation = new Conversation(interaction);
        DataObject text = ReplyMessage.of(reply, conversation.guild).get(0);
        conversation.acknowledge(
                interaction
                        .reply(text.getString("content"))
                        .setAllowedMentions(List.of())
                        .setEphemeral(true),
                interaction);
    }

    private Conversation acknowledge(RestAction<?> acknowledgement, Interaction interaction) {
        try {
            acknowledgement.queue(done -> acknowledged.complete(Acknowledgement.TAKEN), failure -> {
                LOG.info("Interaction {} was not acknowledged: {}", interaction.getId(), failure.toString());
                acknowledged.complete(how(failure));
            });
        } catch (RejectedExecutionException e) {
            LOG.info("Interaction {} came while the connection was closing", interaction.getId());
            acknowledged.complete(Acknowledgement.NOT_KNOWN);
        }
        return this;
    }

    private static Acknowledgement how(Throwable failure) {
        if (Trouble.isTooLate(failure)) {
            return Acknowledgement.TOO_LATE;
        }
        return Trouble.isTakenBefore(failure) ? Acknowledgement.TAKEN_BEFORE : Acknowledgement.NOT_KNOWN;
    }

    /** Does what was accepted on another thread and answers. */
    void carryOut(Reception.Accepted accepted, BackgroundWork work) {
        if (!accepted.needsAcknowledgement()) {
            begin(accepted, work);
            return;
        }
        CompletableFuture<Void> unused = acknowledged.thenAccept(how -> {
            if (how == Acknowledgement.TOO_LATE) {
                LOG.info("What would go live is left, since Discord had told the person that it failed");
            } else {
                begin(accepted, work);
            }
        });
    }

    /** Does it where no form is open in front of the person: what they clicked counts, though nobody can ask them why. */
    void carryOutUnlessAsked(Reception.Accepted accepted, BackgroundWork work) {
        CompletableFuture<Void> unused = acknowledged.thenAccept(how -> {
            if (how != Acknowledgement.TAKEN && how != Acknowledgement.TAKEN_BEFORE) {
                begin(accepted, work);
            }
        });
    }

    private void begin(Reception.Accepted accepted, BackgroundWork work) {
        work.start(() -> answer(accepted.carryOut()), () -> answer(ChatOps.CLOSING));
    }

    /** Answers, once acknowledged, if there is anything to say: where one node too many heard of it, another one says it. */
    private void answer(Reply reply) {
        CompletableFuture<Void> unused = acknowledged
                .thenCompose(how -> how == Acknowledgement.TAKEN || !(reply instanceof Reply.Repeated)
                        ? send(ReplyMessage.of(reply, guild), ReplyMessage.attachment(reply))
                        : CompletableFuture.completedFuture(null))
                .exceptionally(failure -> {
                    LOG.info("An answer could not be shown: {}", failure.toString());
                    return null;
                });
    }

    /** The first one in the place of what shows that the bot is thinking, others below it. */
    private CompletableFuture<Void> send(List<DataObject> messages, @Nullable Attachment attachment) {
        String application = jda.getSelfUser().getApplicationId();
        Route.CompiledRoute original = Route.Interactions.EDIT_FOLLOWUP.compile(application, token, "@original");
        CompletableFuture<?> sent = attachment == null
                ? DiscordCall.send(jda, original, messages.get(0))
                : DiscordCall.send(jda, original, messages.get(0), attachment);
        for (DataObject more : messages.subList(1, messages.size())) {
            sent = sent.thenCompose(before -> DiscordCall.send(
                    jda, Route.Interactions.CREATE_FOLLOWUP.compile(application, token), more.put("flags", EPHEMERAL)));
        }
        return sent.thenAccept(last -> {});
    }
}
