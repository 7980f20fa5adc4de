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
    private final ConfirmDesk confirming;

    ClickDesk(
            Conductor conductor, ChatChannel chat, ChatOpsOptions options, Outcomes outcomes, ConfirmDesk confirming) {
        this.conductor = conductor;
        this.chat = chat;
        this.early = options.early();
        this.lateness = new Lateness(options.clock());
        this.outcomes = outcomes;
        this.confirming = confirming;
    }

    static boolean isOurs(String button) {
        return OURS.matcher(button).matches();
    }

    Reception take(Click click) {
        Optional<ConfirmButton.Press> confirmed = ConfirmButton.press(click.button());
        Optional<ButtonId> parsed = confirmed.map(ConfirmButton.Press::button).or(() -> ButtonId.parse(click.button()));
        if (parsed.isEmpty()) {
            return new Reception.Answered(new Reply.Refused(Wording.UNKNOWN_BUTTON, null));
        }
        ButtonId button = parsed.get();
        Actor actor = click.actor();
        String denial = early.denial(actor, button.action(), button.deployment().environment());
        if (denial != null) {
            conductor.noteDenial(button.deployment(), actor, button.action(), denial);
            return new Reception.Answered(new Reply.Denied(denial));
        }
        Reply refusal = lateness.refusal(button.action(), click.madeAt());
        if (refusal != null) {
            return new Reception.Answered(refusal);
        }
        if (confirmed.isPresent()) {
            return confirmed(confirmed.get(), actor);
        }
        return new Reception.Accepted(
                button.action(),
                button.action() == Action.DETAILS
                        ? () -> outcomes.ofDetails(conductor.details(button.deployment(), actor), actor)
                        : () -> confirming.question(button, actor).orElseGet(() -> press(click, button)));
    }

    private Reception confirmed(ConfirmButton.Press pressed, Actor actor) {
        ButtonId button = pressed.button();
        Confirmation confirmation = pressed.confirmation();
        Optional<String> objection = confirming.objection(confirmation, actor);
        return objection.isPresent()
                ? new Reception.Answered(new Reply.Refused(objection.get(), null))
                : new Reception.Accepted(
                        button.action(),
                        () -> outcomes.of(
                                conductor.pressUnless(
                                        button, actor, d -> confirming.objection(confirmation, button, d)),
                                button.action(),
                                actor,
                                d -> Wording.taken(button.question(), d)));
    }

    private Reply press(Click click, ButtonId button) {
        ActionResult result = conductor.press(button, click.actor(), click.reason());
        retireIfOld(result, click.message());
        return outcomes.of(result, button.action(), click.actor(), d -> Wording.taken(button.question(), d));
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
