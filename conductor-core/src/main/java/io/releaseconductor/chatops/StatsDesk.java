package io.releaseconductor.chatops;

import io.releaseconductor.Conductor;
import io.releaseconductor.chat.Card;
import io.releaseconductor.chat.Tone;
import io.releaseconductor.model.Environment;
import io.releaseconductor.stats.Figures;
import io.releaseconductor.stats.Period;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells figures of the last days: all of one environment, or a line for each of several. */
final class StatsDesk {

    private static final Logger LOG = LoggerFactory.getLogger(StatsDesk.class);

    static final int MOST_ENVIRONMENTS = 12;

    private final Conductor conductor;
    private final FiguresPlot plot;

    StatsDesk(Conductor conductor, FiguresPlot plot) {
        this.conductor = conductor;
        this.plot = plot;
    }

    /** How many days are asked for; what is wrong is noted. */
    static int days(@Nullable String asked, List<String> problems) {
        if (asked == null) {
            return Period.USUAL_DAYS;
        }
        String text = asked.strip();
        int days = text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : 0;
        if (days < 1 || days > Period.MOST_DAYS) {
            problems.add(Command.DAYS + ": \"" + asked + "\" is not allowed; allowed: 1 to " + Period.MOST_DAYS);
            return Period.USUAL_DAYS;
        }
        return days;
    }

    Reply.Told told(List<Environment> environments, int days, Instant now) {
        Period period = Period.lastDays(days, now);
        return environments.size() == 1
                ? ofOne(environments.get(0), period, days)
                : new Reply.Told(ofSeveral(environments, period, days), null);
    }

    private Reply.Told ofOne(Environment environment, Period period, int days) {
        List<Period> periods = new ArrayList<>(List.of(period, period.before()));
        periods.addAll(period.pieces());
        List<Figures> figures = conductor.figures(environment, periods);
        Card card = card(environment.title(), FiguresText.lines(figures.get(0), figures.get(1)), days);
        return new Reply.Told(card, picture(environment, figures.subList(2, figures.size())));
    }

    private @Nullable Attachment picture(Environment environment, List<Figures> pieces) {
        try {
            return plot.draw(environment, pieces).orElse(null);
        } catch (RuntimeException | LinkageError | InternalError e) {
            // a machine without fonts is an internal error of the JDK
            LOG.warn("The figures of {} cannot be drawn", environment, e);
            return null;
        }
    }

    private Card ofSeveral(List<Environment> environments, Period period, int days) {
        List<String> lines = new ArrayList<>();
        for (Environment each : environments.subList(0, Math.min(MOST_ENVIRONMENTS, environments.size()))) {
            List<Figures> figures = conductor.figures(each, List.of(period, period.before()));
            lines.add(FiguresText.line(each.title(), figures.get(0), figures.get(1)));
        }
        addMore(lines, environments.size());
        return card("all environments", lines, days);
    }

    /** That there are more environments than are told. */
    static void addMore(List<String> lines, int environments) {
        if (environments > MOST_ENVIRONMENTS) {
            lines.add("And " + (environments - MOST_ENVIRONMENTS) + " more: name one of them.");
        }
    }

    static String span(int days) {
        return days == 1 ? "day" : days + " days";
    }

    private static Card card(String of, List<String> lines, int days) {
        String span = span(days);
        return new Card(
                Tone.NEUTRAL,
                "📊 Figures of " + of + ", the last " + span,
                List.of(),
                lines,
                "In brackets: the " + span + " before.",
                List.of(),
                List.of());
    }
}
