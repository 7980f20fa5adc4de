package io.releaseconductor.discord;

import io.releaseconductor.chatops.ChatOps;
import io.releaseconductor.chatops.Click;
import io.releaseconductor.chatops.Reception;
import io.releaseconductor.chatops.Reply;
import net.dv8tion.jda.api.events.interaction.component.ButtonInteractionEvent;

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
        Reception reception = chatOps.click(new Click(
                id,
                Actors.of(click),
                DiscordChat.reference(click.getChannelId(), click.getMessageId()),
                click.getTimeCreated().toInstant()));
        if (reception instanceof Reception.Answered answered) {
            Conversation.refuse(click, answered.reply());
        } else if (reception instanceof Reception.Accepted accepted) {
            Conversation conversation =
                    accepted.isReplyAwaited() ? Conversation.aboutCommand(click) : Conversation.aboutClick(click);
            conversation.carryOut(accepted, work);
        }
    }
}
