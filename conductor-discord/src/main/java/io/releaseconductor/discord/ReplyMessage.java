package io.releaseconductor.discord;

import io.releaseconductor.ActionResult;
import io.releaseconductor.ShipResult;
import io.releaseconductor.deployment.Deployment;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.dv8tion.jda.api.utils.data.DataArray;
import net.dv8tion.jda.api.utils.data.DataObject;
import org.jspecify.annotations.Nullable;

/** What is said to the one who asked. */
final class Words {

    static final String UNKNOWN_BUTTON =
            "I do not know this button (any more). /ship-status shows what is under way, /ship-history what was.";
    static final String UNKNOWN_COMMAND = "I do not know this command (any more).";
    static final String NO_STORE =
            "The state store cannot be reached just now, so that I cannot tell whether this took effect."
                    + " Look at the card, and ask again: that is safe.";
    static final String DEFECT =
            "Something went wrong on my side; the log says what. Look at the card before you ask again.";
    static final String CLOSING = "This node is shutting down. Ask again in a moment.";

    static final String NO_CARD =
            "I may not show the card in this channel, so nothing was shipped: give me View Channel, Send Messages"
                    + " and Embed Links here, or ship from another channel.";

    private static final int LONGEST = 1900;
    private static final Pattern WHO = Pattern.compile("\\b(role|user) ([0-9]{15,20})\\b");

    private Words() {}

    static DataObject message(String text) {
        return raw(Markdown.cut(text, LONGEST));
    }

    /** Ids of roles and people become their names. Nobody is notified. */
    static DataObject denial(String reason) {
        String text = Markdown.cut(reason, LONGEST);
        return raw(WHO.matcher(text)
                .replaceAll(m -> m.group(1).equals("role") ? "<@&" + m.group(2) + ">" : "<@" + m.group(2) + ">"));
    }

    static DataObject problems(List<String> problems) {
        String text = problems.stream().map(Markdown::escape).collect(Collectors.joining("\n"));
        return text.length() > LONGEST ? message(String.join("; ", problems)) : raw(text);
    }

    private static DataObject raw(String text) {
        return DataObject.empty()
                .put("content", text.isBlank() ? "–" : text)
                .put("allowed_mentions", DataObject.empty().put("parse", DataArray.empty()));
    }

    static DataObject of(ShipResult result, @Nullable String guild) {
        if (result instanceof ShipResult.Shipped shipped) {
            Deployment d = shipped.deployment();
            return message(
                    "🚀 Shipping " + d.environment().title() + " as " + d.id() + ". Its card follows in this channel.");
        }
        if (result instanceof ShipResult.Taken taken) {
            return withCard(taken.reason(), taken.holder(), guild);
        }
        if (result instanceof ShipResult.Denied denied) {
            return denial(denied.reason());
        }
        if (result instanceof ShipResult.Unavailable unavailable) {
            return message(unavailable.reason());
        }
        if (result instanceof ShipResult.Invalid invalid) {
            return problems(invalid.problems());
        }
        throw new IllegalStateException("There are no words for " + result.getClass());
    }

    /** For the one who shipped it a moment ago. */
    static DataObject underWay(Deployment d, @Nullable String guild) {
        return withCard(
                "🚀 Shipping " + d.environment().title() + " as " + d.id() + ", as you asked for a moment ago.",
                d,
                guild);
    }

    /** Null where the card alone tells. */
    static @Nullable DataObject of(ActionResult result, @Nullable String guild) {
        if (result instanceof ActionResult.Refused refused) {
            return withCard(refused.reason(), refused.deployment(), guild);
        }
        if (result instanceof ActionResult.Denied denied) {
            return denial(denied.reason());
        }
        if (result instanceof ActionResult.Unavailable unavailable) {
            return message(unavailable.reason());
        }
        return result instanceof ActionResult.NotFound notFound ? message(notFound.reason()) : null;
    }

    static DataObject withCard(String text, Deployment d, @Nullable String guild) {
        String card = cardUrl(d, guild);
        return raw(Markdown.cut(text, LONGEST - 100) + (card == null ? "" : "\n[Card](" + card + ")"));
    }

    static @Nullable String cardUrl(Deployment d, @Nullable String guild) {
        String reference = d.card().reference();
        return guild == null || reference == null || !reference.matches("[0-9]+/[0-9]+")
                ? null
                : "https://discord.com/channels/" + guild + "/" + reference;
    }
}
