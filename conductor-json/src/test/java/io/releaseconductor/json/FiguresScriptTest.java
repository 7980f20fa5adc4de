package io.releaseconductor.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.HistoryCourse;
import io.releaseconductor.deployment.HistoryEntry;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Strategy;
import io.releaseconductor.stats.Figures;
import io.releaseconductor.stats.Outcome;
import io.releaseconductor.stats.Period;
import io.releaseconductor.stats.Share;
import io.releaseconductor.stats.Typical;
import io.releaseconductor.testkit.Histories;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The figures of exported history, as docs/figures.py computes them,")
class FiguresScriptTest {

    private static final Path DOCS = Path.of("../docs");
    private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final DeploymentJson json = new DeploymentJson();
    private final ObjectMapper mapper = new ObjectMapper();

    @TempDir
    Path folder;

    @BeforeAll
    static void python() throws InterruptedException {
        boolean there;
        try {
            there = new ProcessBuilder("python3", "-c", "import json, argparse")
                            .redirectErrorStream(true)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            there = false;
        }
        assumeTrue(there, "there is no python3 to run docs/figures.py with");
    }

    private JsonNode script(List<HistoryEntry> entries, @Nullable Environment environment, Period period)
            throws IOException, InterruptedException {
        Path exported = folder.resolve("history.jsonl");
        try (Writer to = Files.newBufferedWriter(exported)) {
            json.exportHistory(entries, to);
        }
        List<String> command =
                new ArrayList<>(List.of("python3", DOCS.resolve("figures.py").toString()));
        if (environment != null) {
            command.addAll(List.of("--env", environment.name()));
        }
        command.addAll(
                List.of("--from", period.from().toString(), "--to", period.to().toString(), exported.toString()));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        return mapper.readTree(said);
    }

    private JsonNode library(List<HistoryEntry> entries, @Nullable Environment environment, Period period)
            throws IOException {
        return mapper.readTree(json.writeFigures(Figures.of(environment, period, entries.stream())));
    }

    /** Fifty of which it is known what became of them: one an hour after each midnight. */
    private static List<HistoryEntry> fifty() {
        List<HistoryEntry> entries = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            Instant at = START.plus(DAY.multipliedBy(i)).plus(Duration.ofHours(1));
            if (i % 10 == 3) {
                entries.add(entry(at, DeploymentStatus.ROLLED_BACK, course(at, true, null, null, MINUTE)));
            } else if (i == 10 || i == 20) {
                entries.add(entry(at, DeploymentStatus.FAILED, course(at, null, null, MINUTE, null)));
            } else if (i == 30) {
                entries.add(entry(at, DeploymentStatus.CANCELLED, HistoryCourse.UNKNOWN));
            } else {
                entries.add(
                        entry(at, DeploymentStatus.PROMOTED, course(at, false, MINUTE.multipliedBy(i), null, null)));
            }
        }
        Collections.reverse(entries);
        return entries;
    }

    /** Committed two hours before, ten minutes of work, and what came after so long. */
    private static HistoryCourse course(
            Instant at,
            @Nullable Boolean verificationFailed,
            @Nullable Duration promoted,
            @Nullable Duration failed,
            @Nullable Duration decided) {
        return new HistoryCourse(
                verificationFailed,
                true,
                MINUTE.multipliedBy(10),
                at.minus(Duration.ofHours(2)),
                promoted == null ? null : at.plus(promoted),
                failed == null ? null : at.plus(failed),
                decided == null ? null : at.plus(decided),
                null,
                decided == null ? null : at.plus(decided).plus(MINUTE.multipliedBy(4)),
                null);
    }

    private static HistoryEntry entry(Instant at, DeploymentStatus status, HistoryCourse course) {
        return new HistoryEntry(
                DeployId.of(Environment.PROD, at),
                status,
                at.plus(Duration.ofHours(1)),
                Strategy.FULL,
                null,
                "v1",
                null,
                Actor.person("1001", "Ada"),
                at,
                null,
                null,
                null,
                null,
                List.of(),
                null,
                course);
    }

    @Test
    @DisplayName("are those that a known history of 50 deployments comes to, and so are the library's")
    void of_a_known_history() throws Exception {
        Period period = new Period(START, START.plus(DAY.multipliedBy(50)));
        Figures figures = Figures.of(Environment.PROD, period, fifty().stream());

        assertThat(figures.outcomes())
                .containsAllEntriesOf(Map.of(
                        Outcome.PROMOTED, 42L, Outcome.ROLLED_BACK, 5L, Outcome.FAILED, 2L, Outcome.CANCELLED, 1L));
        assertThat(figures.successes()).isEqualTo(new Share(42, 49));
        assertThat(figures.verifications()).isEqualTo(new Share(42, 47));
        assertThat(figures.rollbacks()).isEqualTo(new Share(5, 49));
        assertThat(figures.worked()).isEqualTo(new Typical(42, MINUTE.multipliedBy(10), MINUTE.multipliedBy(10)));
        assertThat(figures.promotionsPerDay()).as("deployment frequency").isEqualTo(42 / 50.0);
        // all but 3, 13, 23, 33, 43, 10, 20 and 30: the sum is 1225 less 175, and the middle two are 25 and 26
        assertThat(figures.leadTime())
                .isEqualTo(new Typical(42, MINUTE.multipliedBy(120 + 25), Duration.ofSeconds(120 * 60 + 25 * 60 + 30)));
        assertThat(figures.changeFailures()).isEqualTo(new Share(7, 49));
        // five rollbacks of 4 minutes; after 10 and 20, which failed in a minute, the next day's came after 11 and 21
        // minutes
        Duration sum = MINUTE.multipliedBy(5 * 4).plus(DAY.multipliedBy(2)).plus(MINUTE.multipliedBy(10 + 20));
        assertThat(figures.restored())
                .isEqualTo(new Typical(7, Duration.ofMillis(sum.toMillis() / 7), MINUTE.multipliedBy(4)));

        assertAlike(fifty(), Environment.PROD, period);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    @DisplayName("are the library's for 2,000 deployments, of whichever part")
    void of_any_history(long seed) throws Exception {
        Period year = new Period(START, START.plus(DAY.multipliedBy(365)));
        List<HistoryEntry> entries = Stream.concat(
                        Histories.of(seed, Environment.PROD, year, 1000).stream(),
                        Histories.of(-seed, Environment.STAGING, year, 1000).stream())
                .sorted(Comparator.comparing(HistoryEntry::initiatedAt).reversed())
                .toList();
        assertAlike(entries, null, year);
        assertAlike(entries, Environment.PROD, new Period(START.plus(DAY.multipliedBy(100)), year.to()));
        assertAlike(entries, Environment.STAGING, new Period(START, START.plus(DAY.multipliedBy(30))));
        assertAlike(entries, new Environment("nowhere"), year);
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5, 6})
    @DisplayName(
            "are the library's for 2,000 entries with any parts, to the nanosecond, whether or not they go together")
    void of_any_entries(long seed) throws Exception {
        AnyRecord any = AnyRecord.ofOurTime(new Random(seed));
        List<HistoryEntry> entries =
                Stream.generate(() -> any.of(HistoryEntry.class)).limit(2000).toList();
        Instant first = Instant.ofEpochSecond(1_699_747_200L);
        assertAlike(entries, null, new Period(first, first.plus(DAY)));
        assertAlike(
                entries, Environment.PROD, new Period(first.plusNanos(123_456_789_012L), first.plusSeconds(70_000)));
    }

    private void assertAlike(List<HistoryEntry> entries, @Nullable Environment environment, Period period)
            throws Exception {
        assertThat(script(entries, environment, period)).isEqualTo(library(entries, environment, period));
    }

    @Test
    @DisplayName("are documented field by field")
    void are_documented() throws IOException {
        String doc = Files.readString(DOCS.resolve("statistics.md"));
        ObjectNode figures = (ObjectNode) library(fifty(), Environment.PROD, new Period(START, START.plus(DAY)));
        Set<String> told = new LinkedHashSet<>();
        doc.lines()
                .filter(line -> line.startsWith("| `")
                        && line.chars().filter(c -> c == '|').count() == 5)
                .forEach(line -> Stream.of(
                                line.substring(2, line.indexOf('|', 1)).split(",", -1))
                        .map(name -> name.replace("`", "").strip())
                        .forEach(told::add));
        assertThat(told).containsExactlyElementsOf(() -> figures.fieldNames());
        figures.withObject("/outcomes")
                .fieldNames()
                .forEachRemaining(name -> assertThat(doc).contains("`" + name + "`"));
    }
}
