package io.releaseconductor.discord;

import io.releaseconductor.chatops.ChatOps;
import io.releaseconductor.chatops.Click;
import io.releaseconductor.chatops.Reception;
import io.releaseconductor.chatops.Reply;
import java.util.Optional;
import net.dv8tion.jda.api.components.buttons.Button;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.events.interaction.ModalInteractionEvent;
import net.dv8tion.jda.api.events.interaction.component.ButtonInteractionEvent;
import net.dv8tion.jda.api.interactions.Interaction;
import org.jspecify.annotations.Nullable;

/** What becomes of a click: refused or acknowledged at once, carried out on another thread. */
final class Clicks {

    private final DiscordChat chat;
    private final ChatOps chatOps;
    private final Actors actors;
    private final BackgroundWork work;

    Clicks(DiscordChat chat, ChatOps chatOps, Actors actors, BackgroundWork work) {
        this.chat = chat;
        this.chatOps = chatOps;
        this.actors = actors;
        this.work = work;
    }

    void on(ButtonInteractionEvent click) {
        String id = click.getComponentId();
        if (!chat.connection().owned() && !ChatOps.isButton(id)) {
            return;
        }
        String refusal = actors.refusal(click);
        if (refusal != null) {
            Conversation.refuse(click, new Reply.Refused(refusal, null));
            return;
        }
        Reception reception = chatOps.click(of(click, id, click.getMessageId()));
        if (reception instanceof Reception.Answered answered) {
            Conversation.refuse(click, answered.reply());
        } else if (reception instanceof Reception.Accepted accepted) {
            if (accepted.takesReason()) {
                Conversation.askingWhy(click, ReasonForm.of(id, label(click))).carryOutUnlessAsked(accepted, work);
            } else {
                Conversation.begin(click).carryOut(accepted, work);
            }
        }
    }

    /** What the clicked button says; empty where the message does not show it any more, whatever JDA promises. */
    private static String label(ButtonInteractionEvent click) {
        return Optional.ofNullable(click.getButton()).map(Button::getLabel).orElse("");
    }

    /** What was asked about a click before it is carried out. */
    void on(ModalInteractionEvent form) {
        String id = form.getModalId();
        if (!chat.connection().owned() && !ChatOps.isButton(id)) {
            return;
        }
        String refusal = actors.refusal(form);
        if (refusal != null) {
            Conversation.refuse(form, new Reply.Refused(refusal, null));
            return;
        }
        Message clicked = form.getMessage();
        Reception reception = chatOps.click(
                of(form, id, clicked == null ? null : clicked.getId()).withReason(ReasonForm.reason(form)));
        if (reception instanceof Reception.Answered answered) {
            Conversation.refuse(form, answered.reply());
        } else if (reception instanceof Reception.Accepted accepted) {
            Conversation.begin(form).carryOut(accepted, work);
        }
    }

    private static Click of(Interaction interaction, String button, @Nullable String message) {
        String channel = String.valueOf(interaction.getChannelId());
        return new Click(
                        button,
                        Actors.of(interaction),
                        message == null ? null : DiscordChat.reference(channel, message),
                        interaction.getTimeCreated().toInstant())
                .withDestination(channel);
    }
}
