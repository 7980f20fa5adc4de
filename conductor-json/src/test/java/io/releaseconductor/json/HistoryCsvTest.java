package io.releaseconductor.json;

import static io.releaseconductor.testkit.Deployments.aDeployment;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.HistoryCourse;
import io.releaseconductor.deployment.HistoryEntry;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("History as CSV")
class HistoryCsvTest {

    /** What needs a column of its own, or has none: metrics and latencies are lists. */
    private static final String SHADOW = "shadow_";

    private static final Set<String> IN_COLUMNS = Set.of(
            "id",
            "status",
            "statusSince",
            "strategy",
            "ref",
            "version",
            "note",
            "initiatedBy",
            "initiatedAt",
            "decidedBy",
            "checks",
            "reason",
            "returnedTo",
            "verificationFailed",
            "mayHaveTakenEffect",
            "worked",
            "committedAt",
            "promotedAt",
            "failedAt",
            "rollbackAt",
            "rollbackReason",
            "rolledBackAt",
            "agreement");

    private static String csv(List<HistoryEntry> entries) throws IOException {
        StringBuilder text = new StringBuilder();
        HistoryCsv.write(entries.stream(), text);
        return text.toString();
    }

    private static HistoryEntry noted(String note) {
        Deployment d = aDeployment().at(DeploymentStatus.VERIFIED);
        return HistoryEntry.of(d.toBuilder()
                .request(d.request().toBuilder().note(note).build())
                .build());
    }

    /** The field of the note of a single entry, as it is written. */
    private static String field(String note) throws IOException {
        String marked = csv(List.of(noted("MARK")));
        int before = marked.indexOf("MARK");
        String text = csv(List.of(noted(note)));
        int after = marked.length() - before - "MARK".length();
        assertThat(text).startsWith(marked.substring(0, before));
        return text.substring(before, text.length() - after);
    }

    /** By the grammar of RFC 4180, which is all that there is to it. */
    private static List<List<String>> parsed(String csv) {
        List<List<String>> lines = new ArrayList<>();
        List<String> line = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < csv.length(); i++) {
            char c = csv.charAt(i);
            if (quoted) {
                if (c == '"' && i + 1 < csv.length() && csv.charAt(i + 1) == '"') {
                    field.append(c);
                    i++;
                } else if (c == '"') {
                    quoted = false;
                } else {
                    field.append(c);
                }
            } else if (c == '"') {
                assertThat(field).isEmpty();
                quoted = true;
            } else if (c == ',' || c == '\r') {
                line.add(field.toString());
                field.setLength(0);
                if (c == '\r') {
                    assertThat(csv.charAt(++i)).isEqualTo('\n');
                    lines.add(line);
                    line = new ArrayList<>();
                }
            } else {
                assertThat(c).isNotEqualTo('\n');
                field.append(c);
            }
        }
        assertThat(line).isEmpty();
        return lines;
    }

    @Test
    @DisplayName("has a header, a line for each entry, and nothing where nothing is known")
    void has_a_header() throws IOException {
        assertThat(csv(List.of())).isEqualTo(String.join(",", HistoryCsv.COLUMNS) + "\r\n");
        assertThat(csv(List.of(HistoryEntry.of(aDeployment().at(DeploymentStatus.INITIATED))))
                        .split("\r\n"))
                .containsExactly(
                        String.join(",", HistoryCsv.COLUMNS),
                        "ship-staging-1699747200,staging,full,initiated,2023-11-12T00:00:00Z,1001,Ada,"
                                + "2023-11-12T00:00:00Z,main,v2,,,,,,,,true,,,,,,,,,,,");
    }

    @Test
    @DisplayName("has a column for each part of an entry but lists, by its name in the JSON")
    void has_a_column_for_each_part() throws IOException {
        Set<String> components = new HashSet<>();
        for (Class<?> type : List.of(HistoryEntry.class, HistoryCourse.class)) {
            Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getName)
                    .forEach(components::add);
        }
        components.removeAll(Set.of("latencies", "metrics", "course"));
        assertThat(components).isEqualTo(IN_COLUMNS);

        DeploymentJson json = new DeploymentJson();
        Random random = new Random(3);
        for (int i = 0; i < 300; i++) {
            HistoryEntry entry = AnyRecord.ofOurTime(random).of(HistoryEntry.class);
            Map<String, Object> fields = new ObjectMapper()
                    .readValue(json.writeHistory(entry), new TypeReference<TreeMap<String, Object>>() {});
            Map<?, ?> shadow = (Map<?, ?>) fields.getOrDefault("shadow", Map.of());
            List<String> line = parsed(csv(List.of(entry))).get(1);
            assertThat(line).hasSameSizeAs(HistoryCsv.COLUMNS);
            for (int column = 0; column < line.size(); column++) {
                String name = HistoryCsv.COLUMNS.get(column);
                if (!name.equals("initiated_at") && !name.endsWith("_name")) {
                    String expected = String.valueOf(
                            name.startsWith(SHADOW)
                                    ? Objects.requireNonNullElse(shadow.get(name.substring(SHADOW.length())), "")
                                    : fields.getOrDefault(name, ""));
                    assertThat(line.get(column)).as(name).isIn(expected, "'" + expected);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "+1",
                "-1",
                "@SUM(A1)",
                "\t=1",
                "\r=1",
                "\n=1",
                "  =1",
                "\u00a0=1",
                "\u200b=1",
                "\u0000=1",
                "\uff1d1",
                "\uff0b1",
                "\uff0d1",
                "\uff201",
                "=cmd|' /C calc'!A0",
                "-",
                "\tx"
            })
    @DisplayName("turns what a spreadsheet would run into text")
    void turns_formulas_into_text(String note) throws IOException {
        assertThat(parsed(csv(List.of(noted(note)))).get(1).get(10)).isEqualTo("'" + note);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "plain, plain",
                "1=1, 1=1",
                "`a,b`, `\"a,b\"`",
                "`a;b`, `\"a;b\"`",
                "`say \"no\"`, `\"say \"\"no\"\"\"`",
                "` blank`, `\" blank\"`",
                "''=1, ''=1"
            })
    @DisplayName("leaves other text as it is, in quotes where that is needed")
    void leaves_other_text(String note, String field) throws IOException {
        assertThat(field(note)).isEqualTo(field);
    }

    @Test
    @DisplayName("holds lines within its lines, and every text as it was")
    void holds_lines() throws IOException {
        for (String note : List.of("a\nb", "a\r\nb", "\"", "\"\"", ",", "\u0000", "\ud83d\ude80 \u00dcber")) {
            List<List<String>> lines = parsed(csv(List.of(noted(note), noted("next"))));
            assertThat(lines).hasSize(3);
            assertThat(lines.get(1).get(10)).isEqualTo(note);
            assertThat(lines.stream().map(List::size).collect(Collectors.toSet()))
                    .containsExactly(HistoryCsv.COLUMNS.size());
        }
        assertThat(parsed(csv(List.of(noted("half \ud83d")))).get(1).get(10)).isEqualTo("half \ufffd");
    }
}
