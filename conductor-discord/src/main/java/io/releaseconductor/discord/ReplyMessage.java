package io.releaseconductor.discord;

import io.releaseconductor.chat.PlainLine;
import io.releaseconductor.chatops.Attachment;
import io.releaseconductor.chatops.Reply;
import io.releaseconductor.deployment.Deployment;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import net.dv8tion.jda.api.utils.data.DataArray;
import net.dv8tion.jda.api.utils.data.DataObject;
import org.jspecify.annotations.Nullable;

/** A reply as the body of a Discord message. */
final class ReplyMessage {

    private static final int LONGEST = 1900;
    private static final int LINK = 100;
    private static final int LONGEST_ALT_TEXT = 1000;

    private ReplyMessage() {}

    /** Several where one has too little room. Cards are linked to in the guild that the reply is shown in. */
    static List<DataObject> of(Reply reply, @Nullable String guild) {
        if (reply instanceof Reply.Done done) {
            return List.of(withNotes(withCard(done.text(), done.deployment(), guild), done.notes()));
        }
        if (reply instanceof Reply.Noted noted) {
            return List.of(message(noted.text()));
        }
        if (reply instanceof Reply.Asked asked) {
            return List.of(question(asked));
        }
        if (reply instanceof Reply.Details details) {
            return List.of(CardMessage.of(details.card()));
        }
        if (reply instanceof Reply.Told told) {
            return List.of(told(told));
        }
        if (reply instanceof Reply.Listing listing) {
            return ListingMessages.of(listing, d -> cardUrl(d, guild));
        }
        if (reply instanceof Reply.Refused refused) {
            return List.of(withCard(refused.reason(), refused.deployment(), guild));
        }
        if (reply instanceof Reply.Repeated repeated) {
            return List.of(withCard(repeated.text(), repeated.refusal().deployment(), guild));
        }
        if (reply instanceof Reply.Denied denied) {
            return List.of(denial(denied.reason()));
        }
        if (reply instanceof Reply.Invalid invalid) {
            return List.of(lines(invalid.problems()));
        }
        if (reply instanceof Reply.Unavailable unavailable) {
            return List.of(message(unavailable.reason()));
        }
        throw new IllegalStateException("There is no message for " + reply.getClass());
    }

    /** What goes with the first message, which tells of it; or null. */
    static @Nullable Attachment attachment(Reply reply) {
        return reply instanceof Reply.Told told ? told.attachment() : null;
    }

    /** A picture is shown below what is said. */
    private static DataObject told(Reply.Told told) {
        Attachment attachment = told.attachment();
        if (attachment == null) {
            return CardMessage.of(told.card());
        }
        DataObject message = attachment.mediaType().startsWith("image/")
                ? CardMessage.of(told.card(), "attachment://" + attachment.name())
                : CardMessage.of(told.card());
        DataObject file = DataObject.empty()
                .put("id", 0)
                .put("filename", attachment.name())
                .put("description", PlainLine.cut(attachment.altText(), LONGEST_ALT_TEXT));
        return message.put("attachments", DataArray.empty().add(file));
    }

    private static DataObject question(Reply.Asked asked) {
        List<String> lines = new ArrayList<>(asked.lines());
        String typed = asked.byTyping();
        if (asked.button() == null && typed != null) {
            lines.add(typed);
        }
        DataObject message = withNotes(lines(lines), asked.notes());
        return asked.button() == null
                ? message
                : message.put("components", CardMessage.row(asked.button(), Reply.Asked.LABEL));
    }

    static DataObject message(String text) {
        return raw(Markdown.cut(text, LONGEST));
    }

    /** Ids of roles and people become their names. Nobody is notified. */
    private static DataObject denial(String reason) {
        return raw(Names.in(Markdown.cut(reason, LONGEST)));
    }

    private static DataObject lines(List<String> lines) {
        String text = lines.stream().map(Markdown::escape).collect(Collectors.joining("\n"));
        return text.length() > LONGEST ? message(String.join("; ", lines)) : raw(text);
    }

    /** As many of them as there is room for, behind what matters more. */
    private static DataObject withNotes(DataObject message, List<String> notes) {
        StringBuilder text = new StringBuilder(message.getString("content"));
        for (int i = 0; i < notes.size(); i++) {
            String line = "\n" + Markdown.escape(notes.get(i));
            if (text.length() + line.length() > LONGEST) {
                text.append("\n… and ").append(notes.size() - i).append(" more, see /ship-note");
                break;
            }
            text.append(line);
        }
        return message.put("content", text.toString());
    }

    private static DataObject raw(String text) {
        return DataObject.empty()
                .put("content", text.isBlank() ? "–" : text)
                .put("allowed_mentions", DataObject.empty().put("parse", DataArray.empty()));
    }

    private static DataObject withCard(String text, @Nullable Deployment d, @Nullable String guild) {
        if (d == null) {
            return message(text);
        }
        String card = cardUrl(d, guild);
        return raw(Markdown.cut(text, LONGEST - LINK) + (card == null ? "" : "\n[Card](" + card + ")"));
    }

    private static @Nullable String cardUrl(Deployment d, @Nullable String guild) {
        String reference = d.card().reference();
        return guild == null || reference == null || !reference.matches("[0-9]+/[0-9]+")
                ? null
                : DiscordChat.address(guild, reference).toString();
    }
}
