package io.releaseconductor.discord;

import io.releaseconductor.chat.Card;
import io.releaseconductor.chatops.Reply;
import io.releaseconductor.deployment.Deployment;
import java.net.URI;
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

    private ReplyMessage() {}

    /** Null where there is nothing to say. Cards are linked to in the guild that the reply is shown in. */
    static @Nullable DataObject of(Reply reply, @Nullable String guild) {
        if (reply instanceof Reply.Done done) {
            String text = done.text();
            return text == null ? null : withCard(text, done.deployment(), guild);
        }
        if (reply instanceof Reply.Details details) {
            return CardMessage.of(details.card());
        }
        if (reply instanceof Reply.Listing listing) {
            return CardMessage.of(linked(listing, guild));
        }
        if (reply instanceof Reply.Refused refused) {
            return withCard(refused.reason(), refused.deployment(), guild);
        }
        if (reply instanceof Reply.Repeated repeated) {
            return withCard(repeated.text(), repeated.refusal().deployment(), guild);
        }
        if (reply instanceof Reply.Denied denied) {
            return denial(denied.reason());
        }
        if (reply instanceof Reply.Invalid invalid) {
            return problems(invalid.problems());
        }
        if (reply instanceof Reply.Unavailable unavailable) {
            return message(unavailable.reason());
        }
        throw new IllegalStateException("There is no message for " + reply.getClass());
    }

    static DataObject message(String text) {
        return raw(Markdown.cut(text, LONGEST));
    }

    /** Ids of roles and people become their names. Nobody is notified. */
    private static DataObject denial(String reason) {
        return raw(Names.in(Markdown.cut(reason, LONGEST)));
    }

    private static DataObject problems(List<String> problems) {
        String text = problems.stream().map(Markdown::escape).collect(Collectors.joining("\n"));
        return text.length() > LONGEST ? message(String.join("; ", problems)) : raw(text);
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

    private static Card linked(Reply.Listing listing, @Nullable String guild) {
        Card card = listing.card();
        List<Card.Link> links = new ArrayList<>();
        for (Deployment d : listing.underWay()) {
            String url = cardUrl(d, guild);
            if (url != null) {
                links.add(new Card.Link(d.id().value(), URI.create(url)));
            }
        }
        return new Card(card.tone(), card.title(), card.fields(), card.lines(), card.summary(), links, card.buttons());
    }

    private static @Nullable String cardUrl(Deployment d, @Nullable String guild) {
        String reference = d.card().reference();
        return guild == null || reference == null || !reference.matches("[0-9]+/[0-9]+")
                ? null
                : DiscordChat.address(guild, reference).toString();
    }
}
