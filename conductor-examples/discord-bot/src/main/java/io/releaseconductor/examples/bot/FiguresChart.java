package io.releaseconductor.examples.bot;

import io.releaseconductor.stats.Figures;
import io.releaseconductor.stats.Outcome;
import io.releaseconductor.stats.Period;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.geom.Ellipse2D;
import java.text.SimpleDateFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TimeZone;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.DateAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.plot.CombinedDomainXYPlot;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.StackedXYBarRenderer;
import org.jfree.chart.renderer.xy.StandardXYBarPainter;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.time.SimpleTimePeriod;
import org.jfree.data.time.TimeTableXYDataset;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** One picture of a period: deployments by what became of them, the change failure rate, and how long a deployment took, piece by piece. */
final class FiguresChart {

    private static final TimeZone UTC = TimeZone.getTimeZone("UTC");

    /** Told apart by people with any kind of colour vision (Okabe and Ito, 2008). */
    private static final Map<Outcome, Color> COLOURS = new EnumMap<>(Map.of(
            Outcome.PROMOTED, new Color(0x009E73),
            Outcome.ROLLED_BACK, new Color(0xE69F00),
            Outcome.FAILED, new Color(0xD55E00),
            Outcome.EXPIRED, new Color(0xCC79A7),
            Outcome.CANCELLED, new Color(0x999999),
            Outcome.UNDER_WAY, new Color(0x56B4E9)));

    private static final Color RATE = new Color(0xD55E00);
    private static final Color TIME = new Color(0x0072B2);
    private static final Color GRID = new Color(0xDDDDDD);
    private static final Color TEXT = new Color(0x333333);

    private static final double DOT = 5;
    private static final double MILLIS_PER_MINUTE = 60_000;

    private FiguresChart() {}

    static JFreeChart of(String title, List<Figures> pieces) {
        DateAxis time = new DateAxis(null, UTC, Locale.ROOT);
        Period first = pieces.get(0).period();
        Period last = pieces.get(pieces.size() - 1).period();
        time.setRange(Date.from(first.from()), Date.from(last.to()));
        time.setDateFormatOverride(format(Duration.between(first.from(), last.to())));
        time.setTickLabelFont(font(Font.PLAIN, 12));
        time.setTickLabelPaint(TEXT);
        CombinedDomainXYPlot all = new CombinedDomainXYPlot(time);
        all.setGap(14);
        XYPlot outcomes = outcomes(pieces);
        all.add(outcomes, 3);
        all.add(failureRate(pieces), 2);
        all.add(median(pieces), 2);
        JFreeChart chart = new JFreeChart(title, font(Font.BOLD, 18), all, false);
        chart.setBackgroundPaint(Color.WHITE);
        chart.getTitle().setPaint(TEXT);
        chart.setPadding(new RectangleInsets(8, 8, 8, 16));
        LegendTitle legend = new LegendTitle(outcomes);
        legend.setPosition(RectangleEdge.TOP);
        legend.setItemFont(font(Font.PLAIN, 13));
        legend.setItemPaint(TEXT);
        legend.setFrame(BlockBorder.NONE);
        chart.addSubtitle(legend);
        return chart;
    }

    private static SimpleDateFormat format(Duration length) {
        SimpleDateFormat format = new SimpleDateFormat(
                length.toDays() > 200 ? "MMM yyyy" : length.toDays() > 2 ? "d MMM" : "HH:mm", Locale.ENGLISH);
        format.setTimeZone(UTC);
        return format;
    }

    private static Font font(int style, int size) {
        return new Font(Font.SANS_SERIF, style, size);
    }

    private static XYPlot outcomes(List<Figures> pieces) {
        TimeTableXYDataset shown = new TimeTableXYDataset(UTC, Locale.ROOT);
        StackedXYBarRenderer bars = new StackedXYBarRenderer(0.12);
        bars.setBarPainter(new StandardXYBarPainter());
        bars.setShadowVisible(false);
        for (Outcome outcome : Outcome.values()) {
            if (pieces.stream().anyMatch(piece -> piece.count(outcome) > 0)) {
                for (Figures piece : pieces) {
                    shown.add(period(piece), piece.count(outcome), words(outcome), false);
                }
                bars.setSeriesPaint(shown.getSeriesCount() - 1, COLOURS.get(outcome));
            }
        }
        NumberAxis axis = axis("deployments " + step(pieces));
        axis.setStandardTickUnits(NumberAxis.createIntegerTickUnits());
        if (shown.getSeriesCount() == 0) {
            axis.setRange(0, 1);
        }
        return plot(new XYPlot(shown, null, axis, bars));
    }

    private static String words(Outcome outcome) {
        return outcome.wireName().replace('_', ' ');
    }

    private static SimpleTimePeriod period(Figures piece) {
        return new SimpleTimePeriod(
                Date.from(piece.period().from()), Date.from(piece.period().to()));
    }

    private static String step(List<Figures> pieces) {
        Duration length = pieces.get(pieces.size() - 1).period().length();
        return switch ((int) Math.min(length.toDays(), Integer.MAX_VALUE)) {
            case 0 -> "an hour";
            case 1 -> "a day";
            case 7 -> "a week";
            default -> "in " + length.toDays() + " days";
        };
    }

    private static XYPlot failureRate(List<Figures> pieces) {
        XYSeries rates = new XYSeries("change failure rate");
        for (Figures piece : pieces) {
            OptionalDouble rate = piece.changeFailures().value();
            rates.add(middle(piece), rate.isEmpty() ? null : 100 * rate.getAsDouble());
        }
        NumberAxis axis = axis("change failure rate, %");
        upTo(axis, Math.max(10, rates.getMaxY()));
        return plot(new XYPlot(new XYSeriesCollection(rates), null, axis, line(RATE)));
    }

    private static XYPlot median(List<Figures> pieces) {
        XYSeries times = new XYSeries("median deployment time");
        for (Figures piece : pieces) {
            Duration median = piece.worked().median();
            times.add(middle(piece), median == null ? null : median.toMillis() / MILLIS_PER_MINUTE);
        }
        NumberAxis axis = axis("median time, min");
        upTo(axis, Math.max(1, times.getMaxY()));
        return plot(new XYPlot(new XYSeriesCollection(times), null, axis, line(TIME)));
    }

    /** With room for a whole dot at both ends. */
    private static void upTo(NumberAxis axis, double most) {
        double upper = Double.isNaN(most) ? 1 : most;
        axis.setRange(-upper / 20, 1.1 * upper);
    }

    private static double middle(Figures piece) {
        Instant from = piece.period().from();
        return from.plus(piece.period().length().dividedBy(2)).toEpochMilli();
    }

    /** A dot for each piece, since one between two without data has no line. */
    private static XYLineAndShapeRenderer line(Color colour) {
        XYLineAndShapeRenderer line = new XYLineAndShapeRenderer(true, true);
        line.setSeriesPaint(0, colour);
        line.setSeriesStroke(0, new BasicStroke(2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        line.setSeriesShape(0, new Ellipse2D.Double(-DOT / 2, -DOT / 2, DOT, DOT));
        return line;
    }

    private static NumberAxis axis(String label) {
        NumberAxis axis = new NumberAxis(label);
        axis.setLabelFont(font(Font.PLAIN, 13));
        axis.setTickLabelFont(font(Font.PLAIN, 12));
        axis.setLabelPaint(TEXT);
        axis.setTickLabelPaint(TEXT);
        return axis;
    }

    private static XYPlot plot(XYPlot plot) {
        plot.setBackgroundPaint(Color.WHITE);
        plot.setDomainGridlinePaint(GRID);
        plot.setRangeGridlinePaint(GRID);
        plot.setOutlinePaint(GRID);
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        return plot;
    }
}
