package io.releaseconductor.chat;

import io.releaseconductor.deployment.ChangeLookup;
import io.releaseconductor.deployment.ChangeSummary;
import io.releaseconductor.deployment.Deployment;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is being shipped, in a line, and the page that shows all of it; nothing where that is not known. */
final class CardChange {

    /** Has what follows a text that is written from right to left go on from left to right. */
    private static final String LEFT_TO_RIGHT = "\u200E";

    /** How many of the other commits the card names, of which there is little room for each. */
    private static final int MOST_ON_CARD = 2;

    private static final int LONGEST_TITLE = 60;

    private static final int LONGEST_AUTHOR = 30;

    private CardChange() {}

    /** Such as {@code "Fix login" by Ada, 12 commits since 1.4.1}; null if there is nothing to tell. */
    static @Nullable String text(Deployment d) {
        ChangeSummary change = summary(d);
        if (change == null) {
            return null;
        }
        ChangeSummary.Distance distance = change.distance();
        return quoted(change.title(), change.author()) + (distance == null ? "" : ", " + words(distance));
    }

    /** What is shipped along, in brief, as long as it is to be decided on; null if there is nothing to tell. */
    static @Nullable String others(Deployment d) {
        ChangeSummary change = summary(d);
        boolean undecided = switch (d.status()) {
            case INITIATED, DEPLOYING, VERIFYING, VERIFIED -> true;
            default -> false;
        };
        if (change == null || change.others().isEmpty() || !undecided) {
            return null;
        }
        List<String> told = new ArrayList<>();
        change.others().stream()
                .limit(MOST_ON_CARD)
                .map(other -> quoted(Line.cut(other.title(), LONGEST_TITLE), cut(other.author())))
                .forEach(told::add);
        String more = more(change, told.size());
        return String.join(", ", told) + (more == null ? "" : ", " + more);
    }

    /** That risky paths changed, or that nobody knows whether they did, as long as somebody may roll it back. */
    static void addRisk(CardBuilder card, Deployment d) {
        ChangeLookup lookup = d.change();
        boolean over = switch (d.status()) {
            case CANCELLED, ROLLING_BACK, ROLLED_BACK -> true;
            default -> false;
        };
        if (lookup == null
                || lookup.isPending()
                || over
                || d.request().riskyPaths().isNone()) {
            return;
        }
        ChangeSummary.Risk risk = d.risk();
        if (risk != null && risk.isKnown()) {
            card.line("⚠️ Touches " + closed(risk.words(MOST_ON_CARD))
                    + " (risky): not safe to roll back by version alone");
        } else if (risk == null || !risk.whole()) {
            card.line("⚠️ Cannot tell whether it touches risky paths: not all that changed is known");
        }
    }

    /** All that is kept of it, and why there is nothing. */
    static void addDetails(CardBuilder card, Deployment d) {
        ChangeLookup lookup = d.change();
        ChangeSummary change = summary(d);
        if (lookup != null && lookup.missing() != null) {
            card.paragraph().line("What is being shipped is not known", lookup.missing());
        }
        if (change != null && !change.others().isEmpty()) {
            card.paragraph().line("Shipped along, newest first:");
            change.others().forEach(other -> card.line(quoted(other.title(), other.author())));
            String more = more(change, change.others().size());
            if (more != null) {
                card.line(more);
            }
        }
        ChangeSummary.Risk risk = d.risk();
        if (risk != null && risk.isKnown()) {
            card.paragraph().line("Risky paths that changed: " + closed(risk.words(ChangeSummary.Risk.MOST_PATHS)));
        }
    }

    private static @Nullable String more(ChangeSummary change, int told) {
        ChangeSummary.Distance distance = change.distance();
        int more = distance == null ? 0 : distance.ahead() - 1 - told;
        return more > 0 ? "and " + more + " more" : null;
    }

    private static @Nullable String cut(@Nullable String author) {
        return author == null ? null : Line.cut(author, LONGEST_AUTHOR);
    }

    private static String quoted(String title, @Nullable String author) {
        return "\"" + closed(title.replace('"', '\'') + "\"") + (author == null ? "" : " by " + closed(author));
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
