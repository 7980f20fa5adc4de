package io.releaseconductor.json;

import static io.releaseconductor.testkit.Deployments.aDeployment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.releaseconductor.deployment.Agreement;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.HistoryCourse;
import io.releaseconductor.deployment.HistoryEntry;
import io.releaseconductor.deployment.Shadow;
import io.releaseconductor.policy.Recommendation;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Exported history")
class HistoryLinesTest {

    private final DeploymentJson json = new DeploymentJson();
    private final List<HistoryEntry> entries = Arrays.stream(DeploymentStatus.values())
            .map(status -> HistoryEntry.of(aDeployment().at(status)))
            .toList();

    @Test
    @DisplayName("has one line per entry, and is read back as it was")
    void has_one_line_per_entry() throws IOException {
        StringBuilder lines = new StringBuilder();
        json.exportHistory(entries, lines);

        assertThat(lines.toString().split("\n")).hasSize(DeploymentStatus.values().length);
        assertThat(lines).endsWith("}\n");
        assertThat(json.importHistory(new StringReader(lines.toString()))).isEqualTo(entries);
        StringBuilder streamed = new StringBuilder();
        json.exportHistory(entries.stream(), streamed);
        assertThat(streamed.toString()).isEqualTo(lines.toString());
    }

    @Test
    @DisplayName("may be empty, have blank lines, other line ends, or none at the end")
    void may_have_blank_lines() {
        String line = json.writeHistory(entries.get(0));
        assertThat(json.importHistory(new StringReader(""))).isEmpty();
        assertThat(json.importHistory(new StringReader("\n" + line + "\r\n\n  \n" + line)))
                .containsExactly(entries.get(0), entries.get(0));
    }

    @Test
    @DisplayName("of a later version is read without what this one does not know")
    void of_a_later_version_is_read() {
        String line = json.writeHistory(entries.get(0));
        assertThat(json.readHistory(line.replaceFirst("}$", ",\"later\":{\"a\":1}}")))
                .isEqualTo(entries.get(0));
    }

    @Test
    @DisplayName(
            "tells how a deployment went, and reads an entry of an older version as one of which nobody recorded that")
    void tells_how_a_deployment_went() {
        Instant at = Instant.parse("2023-11-12T00:00:00.123456789Z");
        HistoryCourse course = new HistoryCourse(
                false,
                true,
                Duration.ofMillis(83_001),
                at,
                at.plusSeconds(1),
                at.plusSeconds(2),
                at,
                "too slow",
                at,
                new Agreement(
                        Agreement.Kind.DIFFERED,
                        new Shadow(2, 3, false, Recommendation.PROMOTE, at, "all criteria met")));
        HistoryEntry entry = with(course);
        String line = json.writeHistory(entry);

        assertThat(line)
                .endsWith(",\"verification_failed\":false,\"may_have_taken_effect\":true,\"worked_ms\":83001,"
                        + "\"committed_at\":\"2023-11-12T00:00:00.123456789Z\",\"promoted_at\":\"2023-11-12T00:00:01.123456789Z\","
                        + "\"failed_at\":\"2023-11-12T00:00:02.123456789Z\",\"rollback_at\":\"2023-11-12T00:00:00.123456789Z\","
                        + "\"rollback_reason\":\"too slow\",\"rolled_back_at\":\"2023-11-12T00:00:00.123456789Z\","
                        + "\"agreement\":\"differed\",\"shadow\":{\"wave\":2,\"waves\":3,\"would\":\"promote\","
                        + "\"at\":\"2023-11-12T00:00:00.123456789Z\",\"why\":\"all criteria met\"}}");
        assertThat(json.readHistory(line)).isEqualTo(entry);
        assertThat(json.readHistory(line.replaceFirst(",\"verification_failed.*", "}")))
                .isEqualTo(with(HistoryCourse.UNKNOWN));
    }

    private HistoryEntry with(HistoryCourse course) {
        HistoryEntry any = entries.get(0);
        return new HistoryEntry(
                any.id(),
                any.status(),
                any.statusSince(),
                any.strategy(),
                any.ref(),
                any.version(),
                any.note(),
                any.initiatedBy(),
                any.initiatedAt(),
                any.decidedBy(),
                any.checks(),
                any.reason(),
                any.returnedTo(),
                any.latencies(),
                any.metrics(),
                course);
    }

    @Test
    @DisplayName("names the line that is corrupt, after giving those before it")
    void names_the_line_that_is_corrupt() {
        String line = json.writeHistory(entries.get(0));
        String corrupt = line.replace("\"initiated\"", "\"begun\"");
        List<HistoryEntry> read = new java.util.ArrayList<>();
        assertThatExceptionOfType(CorruptRecordException.class)
                .isThrownBy(() -> json.importHistory(new StringReader(line + "\n\n" + corrupt + "\n" + line))
                        .forEach(read::add))
                .withMessageStartingWith("history, line 3, entry "
                        + entries.get(0).id() + ": status is \"begun\"; allowed: initiated, ");
        assertThat(read).hasSize(1);
    }

    @Test
    @DisplayName("that cannot be read says where it stopped")
    void that_cannot_be_read_says_where_it_stopped() {
        Reader broken = new Reader() {
            @Override
            public int read(char[] buffer, int offset, int length) throws IOException {
                throw new IOException("disk on fire");
            }

            @Override
            public void close() {}
        };
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> json.importHistory(broken).toList())
                .withMessage("history, line 1: cannot be read");
    }
}
