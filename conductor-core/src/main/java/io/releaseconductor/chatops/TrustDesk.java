package io.releaseconductor.chatops;

import io.releaseconductor.Conductor;
import io.releaseconductor.chat.Card;
import io.releaseconductor.chat.PlainLine;
import io.releaseconductor.chat.ShadowText;
import io.releaseconductor.chat.Tone;
import io.releaseconductor.deployment.Agreement;
import io.releaseconductor.deployment.HistoryCourse;
import io.releaseconductor.deployment.HistoryEntry;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Times;
import io.releaseconductor.stats.Period;
import io.releaseconductor.stats.Share;
import io.releaseconductor.stats.Trust;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells how often people decided as the policy would have: all of one environment, or a line for each of several. */
final class TrustDesk {

    private static final int SHOWN = 10;

    private static final int LONGEST = 300;

    private final Conductor conductor;

    TrustDesk(Conductor conductor) {
        this.conductor = conductor;
    }

    Reply.Told told(List<Environment> environments, int days, Instant now) {
        Period period = Period.lastDays(days, now);
        List<String> lines = new ArrayList<>();
        if (environments.size() == 1) {
            add(lines, conductor.trust(environments.get(0), period));
        } else {
            environments.stream()
                    .limit(StatsDesk.MOST_ENVIRONMENTS)
                    .forEach(each -> lines.add(each.title() + ": "
                            + agreed(conductor.trust(each, period).agreement())));
            StatsDesk.addMore(lines, environments.size());
        }
        String of = environments.size() == 1 ? environments.get(0).title() : "all environments";
        return new Reply.Told(
                new Card(
                        Tone.NEUTRAL,
                        "🤝 Trust in the policy of " + of + ", the last " + StatsDesk.span(days),
                        List.of(),
                        lines,
                        "Counted is what people decided and the policy would have decided as well.",
                        List.of(),
                        List.of()),
                null);
    }

    private static void add(List<String> lines, Trust trust) {
        lines.add("People decided as the policy would have: " + agreed(trust.agreement()));
        lines.add("Would have been promoted: " + trust.promotions().of() + ", of which people promoted "
                + trust.promotions().part());
        lines.add("Would have been rolled back: " + trust.rollbacks().of() + ", of which people rolled back "
                + trust.rollbacks().part());
        List<String> others = new ArrayList<>();
        add(others, trust.leftToPeople(), "that the policy would have left to people");
        add(others, trust.automated(), "that it decided by itself");
        add(others, trust.undecided(), "that nobody decided");
        add(others, trust.unknown(), "of which nothing is recorded");
        if (!others.isEmpty()) {
            lines.add("Not counted: " + String.join(", ", others));
        }
        if (!trust.differed().isEmpty()) {
            lines.add("");
            lines.add("People decided otherwise:");
            trust.differed().stream().limit(SHOWN).forEach(entry -> lines.add("• " + differed(entry)));
            long more = trust.disagreements() - Math.min(SHOWN, trust.differed().size());
            if (more > 0) {
                lines.add("And " + more + " earlier ones: ask for fewer days, or export the history.");
            }
        }
    }

    private static void add(List<String> others, long number, String which) {
        if (number > 0) {
            others.add(number + " " + which);
        }
    }

    /** What people did, and what would have happened. */
    private static String differed(HistoryEntry entry) {
        Agreement agreement = entry.course().agreement();
        String would = agreement == null || agreement.shadow() == null ? "" : "; " + ShadowText.of(agreement.shadow());
        return PlainLine.cut(
                entry.id() + (entry.version() == null ? "" : " (" + entry.version() + ")") + ": " + decided(entry)
                        + would,
                LONGEST);
    }

    private static String decided(HistoryEntry entry) {
        HistoryCourse course = entry.course();
        Actor by = entry.decidedBy();
        String who = by == null ? "" : " by " + by.name();
        return course.rollbackAt() == null
                ? "promoted" + who + at(course.promotedAt())
                : "rolled back" + who + at(course.rollbackAt())
                        + (course.rollbackReason() == null ? "" : " because: " + course.rollbackReason());
    }

    private static String at(@Nullable Instant at) {
        return at == null ? "" : " at " + Times.format(at);
    }

    private static String agreed(Share share) {
        return share.of() == 0
                ? FiguresText.NO_DATA
                : share.part() + " of " + share.of() + " (" + FiguresText.percent(share) + ")";
    }
}
