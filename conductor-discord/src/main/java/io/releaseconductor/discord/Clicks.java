package io.releaseconductor.discord;

import io.releaseconductor.ActionResult;
import io.releaseconductor.Conductor;
import io.releaseconductor.chat.ButtonId;
import io.releaseconductor.chat.CardRenderer;
import io.releaseconductor.deployment.Action;
import io.releaseconductor.deployment.Actor;
import io.releaseconductor.deployment.Deployment;
import java.util.Optional;
import java.util.regex.Pattern;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.events.interaction.component.ButtonInteractionEvent;
import net.dv8tion.jda.api.utils.data.DataObject;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a click: parsed, permitted from memory, acknowledged at once, carried out on another thread. The card is not
 * edited here: it follows from the deployment, by the ids of its message, on whichever node gets to it.
 */
final class Clicks {

    private static final Pattern OURS = Pattern.compile("ship_.*_ship-.*", Pattern.DOTALL);

    private final DiscordChat chat;
    private final Conductor conductor;
    private final Actors actors;
    private final Gate gate;
    private final Work work;
    private final Echo echo;

    Clicks(DiscordChat chat, Conductor conductor, Actors actors, Gate gate, Work work) {
        this.chat = chat;
        this.conductor = conductor;
        this.actors = actors;
        this.gate = gate;
        this.work = work;
        this.echo = new Echo(chat.options().clock());
    }

    void on(ButtonInteractionEvent click) {
        String id = click.getComponentId();
        if (!chat.connection().owned() && !OURS.matcher(id).matches()) {
            return;
        }
        String refusal = actors.refusal(click);
        Optional<ButtonId> button = ButtonId.parse(id);
        if (refusal != null || button.isEmpty()) {
            Conversation.refuse(click, Words.message(refusal != null ? refusal : Words.UNKNOWN_BUTTON));
            return;
        }
        Actor actor = Actors.of(click);
        ButtonId pressed = button.get();
        String denial =
                gate.denial(actor, pressed.action(), pressed.deployment().environment());
        if (denial != null) {
            Conversation.refuse(click, Words.denial(denial));
        } else if (pressed.action() == Action.DETAILS) {
            details(click, pressed, actor);
        } else {
            press(click, pressed, actor);
        }
    }

    private void details(ButtonInteractionEvent click, ButtonId button, Actor actor) {
        Conversation conversation = Conversation.aboutCommand(click);
        String guild = guild(click);
        work.start(
                conversation::answer,
                () -> Said.ofNullable(detailsOf(conductor.details(button.deployment(), actor), guild)));
    }

    static @Nullable DataObject detailsOf(ActionResult result, @Nullable String guild) {
        return result instanceof ActionResult.Done done
                ? CardMessage.of(CardRenderer.details(done.deployment()))
                : Words.of(result, guild);
    }

    private void press(ButtonInteractionEvent click, ButtonId button, Actor actor) {
        Conversation conversation = Conversation.aboutClick(click);
        String guild = guild(click);
        String clicked = DiscordChat.reference(click.getChannelId(), click.getMessageId());
        work.start(conversation::answer, () -> {
            ActionResult result = conductor.press(button, actor);
            retireIfOld(result, clicked);
            DataObject said = Words.of(result, guild);
            return said == null ? null : new Said(said, echo.of(result, button.action(), actor));
        });
    }

    /** A message that is not the deployment's card, for example an older one of it, is never edited again: its buttons go. */
    private void retireIfOld(ActionResult result, String clicked) {
        Deployment d = result instanceof ActionResult.Done done
                ? done.deployment()
                : result instanceof ActionResult.Refused refused ? refused.deployment() : null;
        String current = d == null ? null : d.card().reference();
        if (result instanceof ActionResult.NotFound || (current != null && !current.equals(clicked))) {
            chat.retire(clicked);
        }
    }

    private static @Nullable String guild(ButtonInteractionEvent click) {
        Guild guild = click.getGuild();
        return guild == null ? null : guild.getId();
    }
}
