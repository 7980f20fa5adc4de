package io.releaseconductor.chatops;

import io.releaseconductor.chat.CardText;
import java.util.Optional;

/** A reply as plain text, for chats, consoles and endpoints that show nothing better. */
public final class ReplyText {

    private ReplyText() {}

    /**
     * Writes a reply.
     *
     * @param reply the reply
     * @return its text, perhaps of several lines, texts from outside as they are; empty if there is nothing to say
     */
    public static Optional<String> render(Reply reply) {
        if (reply instanceof Reply.Done done) {
            return Optional.ofNullable(done.text());
        }
        if (reply instanceof Reply.Details details) {
            return Optional.of(CardText.render(details.card()));
        }
        if (reply instanceof Reply.Listing listing) {
            return Optional.of(CardText.render(listing.card()));
        }
        if (reply instanceof Reply.Refused refused) {
            return Optional.of(refused.reason());
        }
        if (reply instanceof Reply.Repeated repeated) {
            return Optional.of(repeated.text());
        }
        if (reply instanceof Reply.Denied denied) {
            return Optional.of(denied.reason());
        }
        if (reply instanceof Reply.Invalid invalid) {
            return Optional.of(String.join("\n", invalid.problems()));
        }
        if (reply instanceof Reply.Unavailable unavailable) {
            return Optional.of(unavailable.reason());
        }
        throw new IllegalStateException("There is no text for " + reply.getClass());
    }
}
