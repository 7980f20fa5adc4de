package io.releaseconductor.examples.bot;

import io.releaseconductor.chatops.Attachment;
import io.releaseconductor.chatops.FiguresPlot;
import io.releaseconductor.model.Environment;
import io.releaseconductor.stats.Figures;
import io.releaseconductor.stats.Period;
import java.awt.Dimension;
import java.awt.geom.Rectangle2D;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGraphics2D;
import org.jfree.chart.ChartUtils;
import org.jfree.chart.JFreeChart;
import org.w3c.dom.Document;

/** Draws figures as a picture, without a screen. Needs fonts, as every program that draws text. Thread-safe. */
public final class FiguresPicture implements FiguresPlot {

    private static final int WIDTH = 1000;
    private static final int HEIGHT = 720;

    private static final String SVG = "http://www.w3.org/2000/svg";

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    static {
        // unless whoever starts the process wants it otherwise
        if (System.getProperty("java.awt.headless") == null) {
            System.setProperty("java.awt.headless", "true");
        }
    }

    /** Draws nothing yet. */
    public FiguresPicture() {}

    @Override
    public Optional<Attachment> draw(Environment environment, List<Figures> pieces) {
        boolean anything = pieces.stream().anyMatch(piece -> piece.deployments() > 0);
        return anything ? Optional.of(png(environment, pieces)) : Optional.empty();
    }

    /**
     * Draws a PNG.
     *
     * @param environment of which environment
     * @param pieces the figures of the pieces of a period, which follow one another; at least one
     * @return the picture, {@value #WIDTH} by {@value #HEIGHT} pixels
     */
    public static Attachment png(Environment environment, List<Figures> pieces) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ChartUtils.writeChartAsPNG(bytes, chart(environment, pieces), WIDTH, HEIGHT);
        } catch (IOException e) {
            throw new UncheckedIOException("the picture cannot be written", e);
        }
        return Attachment.of(
                "figures-" + environment + ".png", "image/png", bytes.toByteArray(), altText(environment, pieces));
    }

    /**
     * Draws an SVG, which can be shown at any size.
     *
     * @param environment of which environment
     * @param pieces the figures of the pieces of a period, which follow one another; at least one
     * @return the picture
     */
    public static Attachment svg(Environment environment, List<Figures> pieces) {
        try {
            Document document = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .getDOMImplementation()
                    .createDocument(SVG, "svg", null);
            SVGGraphics2D graphics = new SVGGraphics2D(document);
            graphics.setSVGCanvasSize(new Dimension(WIDTH, HEIGHT));
            chart(environment, pieces).draw(graphics, new Rectangle2D.Double(0, 0, WIDTH, HEIGHT));
            StringWriter text = new StringWriter();
            graphics.stream(text, true);
            return Attachment.of(
                    "figures-" + environment + ".svg",
                    "image/svg+xml",
                    text.toString().getBytes(StandardCharsets.UTF_8),
                    altText(environment, pieces));
        } catch (ParserConfigurationException | IOException e) {
            throw new IllegalStateException("the picture cannot be written", e);
        }
    }

    private static JFreeChart chart(Environment environment, List<Figures> pieces) {
        return FiguresChart.of(environment.title() + ", " + span(pieces), pieces);
    }

    private static String span(List<Figures> pieces) {
        Period first = pieces.get(0).period();
        Period last = pieces.get(pieces.size() - 1).period();
        return DAY.format(first.from()) + " to " + DAY.format(last.to());
    }

    private static String altText(Environment environment, List<Figures> pieces) {
        long deployments = pieces.stream().mapToLong(Figures::deployments).sum();
        return "Figures of " + environment.title() + ", " + span(pieces) + ": " + deployments
                + " deployments by what became of them, the change failure rate, and the median deployment time.";
    }
}
