package io.releaseconductor.chatops;

import io.releaseconductor.chat.CardText;
import java.util.List;

/** A reply as plain text, for chats, consoles and endpoints that show nothing better. */
public final class ReplyText {

    private ReplyText() {}

    /**
     * Writes a reply.
     *
     * @param reply the reply
     * @return its text, perhaps of several lines, texts from outside as they are
     */
    public static String render(Reply reply) {
        if (reply instanceof Reply.Done done) {
            return withNotes(done.text(), done.notes());
        }
        if (reply instanceof Reply.Noted noted) {
            return noted.text();
        }
        if (reply instanceof Reply.Asked asked) {
            String typed = asked.byTyping();
            return withNotes(String.join("\n", asked.lines()) + (typed == null ? "" : "\n" + typed), asked.notes());
        }
        if (reply instanceof Reply.Details details) {
            return CardText.render(details.card());
        }
        if (reply instanceof Reply.Told told) {
            return CardText.render(told.card());
        }
        if (reply instanceof Reply.Listing listing) {
            return CardText.render(listing.card());
        }
        if (reply instanceof Reply.Refused refused) {
            return refused.reason();
        }
        if (reply instanceof Reply.Repeated repeated) {
            return repeated.text();
        }
        if (reply instanceof Reply.Denied denied) {
            return denied.reason();
        }
        if (reply instanceof Reply.Invalid invalid) {
            return String.join("\n", invalid.problems());
        }
        if (reply instanceof Reply.Unavailable unavailable) {
            return unavailable.reason();
        }
        throw new IllegalStateException("There is no text for " + reply.getClass());
    }

    private static String withNotes(String text, List<String> notes) {
        return notes.isEmpty() ? text : text + "\n" + String.join("\n", notes);
    }
}
