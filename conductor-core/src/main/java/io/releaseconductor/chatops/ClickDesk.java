package io.releaseconductor.chatops;

import io.releaseconductor.ActionResult;
import io.releaseconductor.Conductor;
import io.releaseconductor.chat.ButtonId;
import io.releaseconductor.deployment.Action;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.model.Actor;
import io.releaseconductor.spi.ChatChannel;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes clicks. The card is not changed here: it follows from the deployment, on whichever node gets to it.
 */
final class ClickDesk {

    private static final Logger LOG = LoggerFactory.getLogger(ClickDesk.class);
    private static final Pattern OURS = Pattern.compile("ship_.*_ship-.*", Pattern.DOTALL);

    private final Conductor conductor;
    private final ChatChannel chat;
    private final EarlyDenial early;
    private final Lateness lateness;
    private final Outcomes outcomes;

    ClickDesk(Conductor conductor, ChatChannel chat, ChatOpsOptions options, Outcomes outcomes) {
        this.conductor = conductor;
        this.chat = chat;
        this.early = options.early();
        this.lateness = new Lateness(options.clock());
        this.outcomes = outcomes;
    }

    static boolean isOurs(String button) {
        return OURS.matcher(button).matches();
    }

    Reception take(Click click) {
        Optional<ButtonId> parsed = ButtonId.parse(click.button());
        if (parsed.isEmpty()) {
            return new Reception.Answered(new Reply.Refused(Wording.UNKNOWN_BUTTON, null));
        }
        ButtonId button = parsed.get();
        Actor actor = click.actor();
        String denial = early.denial(actor, button.action(), button.deployment().environment());
        if (denial != null) {
            return new Reception.Answered(new Reply.Denied(denial));
        }
        Reply refusal = lateness.refusal(button.action(), click.madeAt());
        if (refusal != null) {
            return new Reception.Answered(refusal);
        }
        return button.action() == Action.DETAILS
                ? Reception.Accepted.of(
                        Action.DETAILS, () -> outcomes.ofDetails(conductor.details(button.deployment(), actor), actor))
                : Reception.Accepted.shownOnCard(button.action(), () -> press(click, button));
    }

    private Reply press(Click click, ButtonId button) {
        ActionResult result = conductor.press(button, click.actor());
        retireIfOld(result, click.message());
        return outcomes.of(result, button.action(), click.actor(), null);
    }

    /** A message that is not the deployment's card, for example an older one of it, is never changed again: its buttons go. */
    private void retireIfOld(ActionResult result, @Nullable String clicked) {
        Deployment d = result instanceof ActionResult.Done done
                ? done.deployment()
                : result instanceof ActionResult.Refused refused ? refused.deployment() : null;
        String current = d == null ? null : d.card().reference();
        boolean old = result instanceof ActionResult.NotFound || (current != null && !current.equals(clicked));
        if (clicked == null || !old) {
            return;
        }
        try {
            chat.retire(clicked);
        } catch (RuntimeException e) {
            LOG.warn("The buttons of the old message {} stay", clicked, e);
        }
    }
}
