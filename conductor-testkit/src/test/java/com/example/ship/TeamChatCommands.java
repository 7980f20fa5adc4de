package com.example.ship;

import io.releaseconductor.chatops.ChatOps;
import io.releaseconductor.chatops.Click;
import io.releaseconductor.chatops.Command;
import io.releaseconductor.chatops.Reception;
import io.releaseconductor.chatops.Reply;
import io.releaseconductor.chatops.ReplyText;
import io.releaseconductor.model.Actor;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Executor;

/** Takes what people do in the team's chat to the conductor. */
final class TeamChatCommands {

    /** What the chat's client library offers. */
    interface TeamChat {
        boolean acknowledge(String interaction);

        void tell(String interaction, String text);
    }

    private final ChatOps chatOps;
    private final TeamChat chat;
    private final Executor work;

    TeamChatCommands(ChatOps chatOps, TeamChat chat, Executor work) {
        this.chatOps = chatOps;
        this.chat = chat;
        this.work = work;
    }

    void commanded(
            String interaction, String name, Map<String, String> options, Actor person, String channel, Instant at) {
        Actor actor = person.withChat("team-chat");
        answer(interaction, chatOps.ask(new Command(name, options, actor, channel, "team-chat-" + interaction, at)));
    }

    void clicked(String interaction, String button, Actor person, String message, Instant at) {
        answer(interaction, chatOps.click(new Click(button, person.withChat("team-chat"), message, at)));
    }

    private void answer(String interaction, Reception reception) {
        if (reception instanceof Reception.Answered answered) {
            tell(interaction, answered.reply());
        } else if (reception instanceof Reception.Accepted accepted) {
            boolean inTime = chat.acknowledge(interaction);
            if (inTime || !accepted.needsAcknowledgement()) {
                work.execute(() -> tell(interaction, accepted.carryOut()));
            }
        }
    }

    private void tell(String interaction, Reply reply) {
        chat.tell(interaction, ReplyText.render(reply));
    }
}
