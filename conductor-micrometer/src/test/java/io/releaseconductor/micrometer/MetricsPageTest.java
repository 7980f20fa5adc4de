package io.releaseconductor.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.releaseconductor.check.CheckResult;
import io.releaseconductor.deployment.RunConclusion;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Phase;
import io.releaseconductor.model.Strategy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The page of the metrics")
class MetricsPageTest {

    private static final Path PAGE = Path.of("../docs/metrics.md");

    /** Each as name, type, and tags. */
    private static Set<String> told() throws IOException {
        Set<String> rows = new TreeSet<>();
        for (String line : Files.readAllLines(PAGE)) {
            if (line.matches("\\| `release\\.conductor\\.[a-z.]+` \\| (counter|timer|gauge) \\|.*")) {
                String[] cells = line.split("\\|", -1);
                assertThat(cells[4].strip()).as(line).isNotEmpty();
                String tags = cells[3].strip().equals("none")
                        ? ""
                        : cells[3].replace("`", "").strip();
                rows.add(cells[1].replace("`", "").strip() + ": " + cells[2].strip() + " "
                        + Arrays.stream(tags.split(", ", -1)).sorted().collect(Collectors.joining(", ")));
            }
        }
        return rows;
    }

    private static String row(Meter meter) {
        String type = meter.getId().getType().name().toLowerCase(Locale.ROOT);
        return meter.getId().getName() + ": " + type + " "
                + meter.getId().getTags().stream().map(Tag::getKey).sorted().collect(Collectors.joining(", "));
    }

    @Test
    @DisplayName("lists each meter that a day of deployments registers, with its type and tags, and no other")
    void meters() throws IOException {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        ConductorMetrics metrics = ConductorMetrics.of(registry, MetricsOptions.DEFAULT.withBuckets(false));
        Shop shop = new Shop(metrics);
        metrics.watch(shop.conductor()::health);
        shop.apiBreaks();
        DeployId bad = shop.ship(Environment.STAGING, Strategy.FULL);
        shop.runEnds(bad, Phase.DEPLOY, Duration.ofSeconds(20), RunConclusion.SUCCESS);
        shop.runEnds(bad, Phase.ROLL_BACK, Duration.ofSeconds(20), RunConclusion.SUCCESS);
        shop.api.behave(context -> CheckResult.pass("200 OK"));
        DeployId good = shop.ship(Environment.PROD, Strategy.FULL);
        shop.runEnds(good, Phase.DEPLOY, Duration.ofSeconds(20), RunConclusion.SUCCESS);
        shop.promote(good, Duration.ofMinutes(1));
        shop.rollBack(good, Duration.ofMinutes(1));

        Set<String> registered =
                registry.getMeters().stream().map(MetricsPageTest::row).collect(Collectors.toCollection(TreeSet::new));
        assertThat(registered).isEqualTo(told());
        assertThat(registry.getMeters()).allSatisfy(meter -> {
            assertThat(meter.getId().getDescription()).isNotBlank();
            boolean seconds = meter.getId().getName().matches(".*(\\.time|\\.lag)");
            assertThat(meter.getId().getBaseUnit()).isEqualTo(seconds ? "seconds" : null);
        });
    }

    @Test
    @DisplayName("lists what there is by the names in the code")
    void measures() throws IOException {
        Set<String> names =
                told().stream().map(row -> row.substring(0, row.indexOf(':'))).collect(Collectors.toSet());
        assertThat(Arrays.stream(Measure.values()).map(Measure::meter).collect(Collectors.toSet()))
                .isEqualTo(names);
    }
}
