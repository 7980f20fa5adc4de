package io.releaseconductor.examples.demo.console;

import io.releaseconductor.chat.CardText;
import io.releaseconductor.chatops.Reception;
import io.releaseconductor.chatops.Reply;
import io.releaseconductor.chatops.ReplyText;
import io.releaseconductor.examples.demo.terminal.Screen;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells what came of a command or a click. */
final class Answers {

    private final Screen screen;
    private final Progress progress;
    private Reply.@Nullable Asked question;

    Answers(Screen screen, Progress progress) {
        this.screen = screen;
        this.progress = progress;
    }

    /** Carries out what was accepted, since here nobody waits for an acknowledgement, and tells the reply. */
    Reply tell(Reception reception) {
        Reply reply = replyTo(reception);
        question = reply instanceof Reply.Asked asked ? asked : null;
        tell(reply);
        return reply;
    }

    /** The button that confirms what was asked last; empty if that was no question, or is confirmed by typing it once more. */
    Optional<String> asked() {
        return Optional.ofNullable(question).map(Reply.Asked::button);
    }

    /** The code that confirms what was asked last; empty if that was no question, or has a button. */
    Optional<String> code() {
        return Optional.ofNullable(question)
                .filter(asked -> asked.button() == null)
                .map(Reply.Asked::code);
    }

    /** Nobody else than who was asked confirms it. */
    void forget() {
        question = null;
    }

    private static Reply replyTo(Reception reception) {
        if (reception instanceof Reception.Answered answered) {
            return answered.reply();
        }
        if (reception instanceof Reception.Accepted accepted) {
            return accepted.carryOut();
        }
        throw new IllegalStateException("There is no reply to " + reception);
    }

    /** What is done is not said: the card tells. What was noted is. */
    private void tell(Reply reply) {
        if (reply instanceof Reply.Done done) {
            progress.seen(done.deployment());
            done.notes().forEach(screen::line);
        } else if (reply instanceof Reply.Details details) {
            progress.seen(details.deployment());
            screen.block(CardText.render(details.card()));
        } else if (reply instanceof Reply.Asked asked) {
            screen.block(ReplyText.render(asked));
        } else if (reply instanceof Reply.Told told) {
            screen.block(CardText.render(told.card()));
        } else if (reply instanceof Reply.Listing listing) {
            screen.block(CardText.render(listing.card()));
        } else if (reply instanceof Reply.Noted noted) {
            screen.line(noted.text());
        } else if (reply instanceof Reply.Refused refused) {
            screen.line(refused.reason());
        } else if (reply instanceof Reply.Repeated repeated) {
            screen.line(repeated.refusal().reason());
        } else if (reply instanceof Reply.Denied denied) {
            screen.line(denied.reason());
        } else if (reply instanceof Reply.Invalid invalid) {
            screen.line(String.join("; ", invalid.problems()));
        } else if (reply instanceof Reply.Unavailable unavailable) {
            screen.line(unavailable.reason());
        }
    }
}
