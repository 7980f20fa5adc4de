package io.releaseconductor.chat;

import io.releaseconductor.deployment.ChangeLookup;
import io.releaseconductor.deployment.ChangeSummary;
import io.releaseconductor.deployment.Deployment;
import org.jspecify.annotations.Nullable;

/** What is being shipped, in a line, and the page that shows all of it; nothing where that is not known. */
final class CardChange {

    /** Has what follows a text that is written from right to left go on from left to right. */
    private static final String LEFT_TO_RIGHT = "\u200E";

    private CardChange() {}

    /** Such as {@code "Fix login" by Ada, 12 commits since 1.4.1}; null if there is nothing to tell. */
    static @Nullable String text(Deployment d) {
        ChangeSummary change = summary(d);
        if (change == null) {
            return null;
        }
        String author = change.author();
        ChangeSummary.Distance distance = change.distance();
        return "\"" + closed(change.title().replace('"', '\'') + "\"")
                + (author == null ? "" : " by " + closed(author))
                + (distance == null ? "" : ", " + words(distance));
    }

    static void addLink(CardBuilder card, Deployment d) {
        ChangeSummary change = summary(d);
        card.link("Compare", change == null ? null : change.compare());
    }

    private static @Nullable ChangeSummary summary(Deployment d) {
        ChangeLookup lookup = d.change();
        return lookup == null ? null : lookup.summary();
    }

    private static String words(ChangeSummary.Distance distance) {
        String since = CardVersion.named(distance.since());
        if (distance.ahead() == 0) {
            return distance.behind() == 0 ? "the same as " + since : commits(distance.behind()) + " behind " + since;
        }
        return commits(distance.ahead()) + " since " + since
                + (distance.behind() == 0 ? "" : ", without " + commits(distance.behind()) + " of it");
    }

    private static String commits(int count) {
        return count == 1 ? "1 commit" : count + " commits";
    }

    private static String closed(String text) {
        return text.codePoints().anyMatch(CardChange::isRightToLeft) ? text + LEFT_TO_RIGHT : text;
    }

    private static boolean isRightToLeft(int c) {
        byte direction = Character.getDirectionality(c);
        return direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;
    }
}
