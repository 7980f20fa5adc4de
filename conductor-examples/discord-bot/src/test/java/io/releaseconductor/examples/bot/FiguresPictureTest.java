package io.releaseconductor.examples.bot;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.chatops.Attachment;
import io.releaseconductor.deployment.HistoryEntry;
import io.releaseconductor.model.Environment;
import io.releaseconductor.stats.Figures;
import io.releaseconductor.stats.Period;
import io.releaseconductor.testkit.Histories;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

@DisplayName("The picture of figures")
class FiguresPictureTest {

    private static final Period YEAR =
            new Period(Instant.parse("2024-01-01T00:00:00Z"), Instant.parse("2024-12-30T00:00:00Z"));

    private static final Path KEPT = Path.of("target/pictures");

    private static List<Figures> of(int deployments, Period period, Duration step) {
        List<HistoryEntry> entries = Histories.of(7, Environment.PROD, period, deployments);
        return Figures.of(Environment.PROD, period.cutBy(step), entries.stream());
    }

    private static BufferedImage kept(String name, Attachment png) throws IOException {
        Files.createDirectories(KEPT);
        Files.write(KEPT.resolve(name), png.bytes());
        return ImageIO.read(new ByteArrayInputStream(png.bytes()));
    }

    private static Set<Integer> colours(BufferedImage image) {
        Set<Integer> colours = new HashSet<>();
        for (int x = 0; x < image.getWidth(); x++) {
            for (int y = 0; y < image.getHeight(); y++) {
                colours.add(image.getRGB(x, y) & 0xFFFFFF);
            }
        }
        return colours;
    }

    @Test
    @DisplayName("shows a year of 10,000 deployments, week by week")
    void a_year() throws IOException {
        Attachment png = FiguresPicture.png(Environment.PROD, of(10_000, YEAR, Duration.ofDays(7)));
        BufferedImage image = kept("year.png", png);

        assertThat(png.name()).isEqualTo("figures-prod.png");
        assertThat(png.mediaType()).isEqualTo("image/png");
        assertThat(png.altText())
                .isEqualTo("Figures of Prod, 1 Jan 2024 to 30 Dec 2024: 10000 deployments by what became of them,"
                        + " the change failure rate, and the median deployment time.");
        assertThat(png.bytes()).hasSizeLessThan(100_000);
        assertThat(image.getWidth()).isEqualTo(1000);
        assertThat(colours(image)).contains(0x009E73, 0xE69F00, 0xD55E00, 0x0072B2);
    }

    @Test
    @DisplayName("shows a month day by day, a single day, and a time in which nothing was shipped")
    void shorter_times() throws IOException {
        Period month = Period.lastDays(30, YEAR.to());
        kept("month.png", FiguresPicture.png(Environment.PROD, of(150, month, Duration.ofDays(1))));
        kept("few.png", FiguresPicture.png(Environment.PROD, of(6, month, Duration.ofDays(1))));
        kept(
                "day.png",
                FiguresPicture.png(Environment.PROD, of(9, Period.lastDays(1, YEAR.to()), Duration.ofHours(1))));
        assertThat(colours(kept("none.png", FiguresPicture.png(Environment.PROD, of(0, month, Duration.ofDays(1))))))
                .doesNotContain(0x009E73, 0xD55E00);
        FiguresPicture picture = new FiguresPicture();
        assertThat(picture.draw(Environment.PROD, of(0, month, Duration.ofDays(1))))
                .as("what people are not bothered with")
                .isEmpty();
        assertThat(picture.draw(Environment.PROD, of(1, month, Duration.ofDays(1))))
                .isPresent();
    }

    @Test
    @DisplayName("is an SVG as well, with its texts as shapes or letters and nothing that is fetched or run")
    void svg() throws Exception {
        Attachment svg = FiguresPicture.svg(Environment.PROD, of(10_000, YEAR, Duration.ofDays(7)));
        Files.createDirectories(KEPT);
        Files.write(KEPT.resolve("year.svg"), svg.bytes());
        String text = new String(svg.bytes(), StandardCharsets.UTF_8);

        assertThat(svg.mediaType()).isEqualTo("image/svg+xml");
        assertThat(text).contains("Prod, 1 Jan 2024 to 30 Dec 2024").doesNotContain("<script", "<image", "href=\"http");
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        Document document = factory.newDocumentBuilder().parse(new ByteArrayInputStream(svg.bytes()));
        assertThat(document.getDocumentElement().getTagName()).isEqualTo("svg");
    }
}
