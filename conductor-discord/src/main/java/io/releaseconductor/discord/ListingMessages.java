package io.releaseconductor.discord;

import io.releaseconductor.chatops.Reply;
import io.releaseconductor.deployment.Deployment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import net.dv8tion.jda.api.utils.data.DataArray;
import net.dv8tion.jda.api.utils.data.DataObject;
import org.jspecify.annotations.Nullable;

/** A listing as as many messages as it takes: nothing of it is left out. */
final class ListingMessages {

    /** Below what an embed's text may have, so that a line more or less is of no account. */
    private static final int LONGEST_TEXT = 3900;

    private static final int LONGEST_LINE = 700;
    private static final int LONGEST_TITLE = 200;

    /** As many cards are linked to, since an address is longer than all the rest of a line. */
    private static final int LINKED = 20;

    private ListingMessages() {}

    /** @param cards the address of a deployment's card, where it has one */
    static List<DataObject> of(Reply.Listing listing, Function<Deployment, @Nullable String> cards) {
        List<String> pages = pages(lines(listing, cards));
        List<DataObject> messages = new ArrayList<>();
        for (int i = 0; i < pages.size(); i++) {
            String title = CardMessage.seen(Markdown.cut(listing.title(), LONGEST_TITLE))
                    + (pages.size() == 1 ? "" : " (" + (i + 1) + " of " + pages.size() + ")");
            messages.add(CardMessage.embedded(
                    DataObject.empty()
                            .put("title", title)
                            .put("color", CardMessage.color(listing.tone()))
                            .put("description", pages.get(i)),
                    DataArray.empty()));
        }
        return messages;
    }

    private static List<String> lines(Reply.Listing listing, Function<Deployment, @Nullable String> cards) {
        List<String> lines = new ArrayList<>();
        for (Reply.Listing.Entry entry : listing.entries()) {
            Deployment d = entry.underWay();
            String card = d == null || lines.size() >= LINKED ? null : cards.apply(d);
            lines.add(Markdown.cut(entry.text(), LONGEST_LINE) + " <t:"
                    + entry.at().getEpochSecond() + ":f>" + (card == null ? "" : " · [Card](" + card + ")"));
        }
        String rest = listing.rest();
        if (rest != null) {
            lines.add(Markdown.cut(rest, LONGEST_TEXT));
        }
        return lines;
    }

    private static List<String> pages(List<String> lines) {
        List<String> pages = new ArrayList<>();
        StringBuilder page = new StringBuilder();
        for (String line : lines) {
            if (!page.isEmpty() && page.length() + 1 + line.length() > LONGEST_TEXT) {
                pages.add(page.toString());
                page.setLength(0);
            }
            page.append(page.isEmpty() ? "" : "\n").append(line);
        }
        pages.add(CardMessage.seen(page.toString()));
        return pages;
    }
}
