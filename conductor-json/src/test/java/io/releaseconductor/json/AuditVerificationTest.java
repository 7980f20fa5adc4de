package io.releaseconductor.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.audit.AuditEntry;
import io.releaseconductor.audit.AuditTrail;
import io.releaseconductor.audit.Occurrence;
import io.releaseconductor.config.Secret;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.DeployId;
import java.io.IOException;
import java.io.StringReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Exported audit trails")
class AuditVerificationTest {

    private static final Secret KEY = new Secret("a key that nobody else has");
    private static final Secret OTHER = new Secret("a key that somebody else has");
    private static final DeployId ONE = new DeployId("ship-prod-1699747200");
    private static final DeployId TWO = new DeployId("ship-staging-1699747100");
    private static final Instant AT = Instant.parse("2023-11-12T00:00:00Z");

    private static AuditTrail trail(DeployId id, String actor, int length) {
        List<AuditEntry> entries = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            AuditEntry last = entries.isEmpty() ? null : entries.get(i - 1);
            Occurrence told = new Occurrence(
                    AT.plusSeconds(i),
                    i == 0 ? "ship" : "verified",
                    i % 2 == 0 ? Actor.person("42", actor).withChat("discord") : null,
                    i % 3 == 0 ? "\"quoted\" – ü 🚀" : null,
                    i == 0 ? null : "verifying",
                    "verified",
                    i % 2 == 0 ? null : "5/5 checks passed");
            entries.add(AuditEntry.following(last, id, i + 1L, "node-1", told));
        }
        return new AuditTrail(id, entries, List.of());
    }

    private static List<String> lines(@Nullable Secret key, String actor) {
        try {
            StringBuilder text = new StringBuilder();
            AuditExport export = new AuditExport(text, key);
            export.add(trail(ONE, actor, 5));
            export.add(trail(TWO, actor, 3));
            assertThat(export.seal()).isEqualTo(8);
            return new ArrayList<>(Arrays.asList(text.toString().split("\n")));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static AuditVerification.Result verified(List<String> lines, @Nullable Secret key) {
        try {
            return AuditVerification.verify(new StringReader(String.join("\n", lines) + "\n"), key);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> problems(List<String> lines, @Nullable Secret key) {
        return verified(lines, key).problems().stream()
                .map(AuditVerification.Problem::toString)
                .toList();
    }

    @Test
    @DisplayName("are as they were, with a key and without")
    void are_as_they_were() {
        for (Secret key : Arrays.asList(KEY, null)) {
            AuditVerification.Result result = verified(lines(key, "Ada"), key);
            assertThat(result.problems()).isEmpty();
            assertThat(result.entries()).isEqualTo(8);
            assertThat(result.digests())
                    .containsEntry(ONE, trail(ONE, "Ada", 5).entries().get(4).digest())
                    .hasSize(2);
        }
    }

    @Test
    @DisplayName("show a line that was changed")
    void show_a_changed_line() {
        List<String> lines = lines(null, "Ada");
        lines.set(2, lines.get(2).replace("Ada", "Eve"));

        assertThat(problems(lines, null))
                .containsExactly(
                        "Line 3, " + ONE + ": Entry 3 was changed: its digest does not fit what it says.",
                        "Line 9: The lines before were changed after the export was written.");
    }

    @Test
    @DisplayName("show that a line was changed wherever one character of any line is another one")
    void show_any_changed_character() {
        Random random = new Random(1);
        for (int i = 0; i < 2_000; i++) {
            List<String> lines = lines(KEY, "Ada");
            int line = random.nextInt(lines.size());
            String text = lines.get(line);
            int at = random.nextInt(text.length());
            char other = (char) (' ' + random.nextInt(95));
            if (text.charAt(at) != other) {
                lines.set(line, text.substring(0, at) + other + text.substring(at + 1));
                assertThat(problems(lines, KEY))
                        .as("%s: %s", line, lines.get(line))
                        .isNotEmpty();
            }
        }
    }

    @Test
    @DisplayName("show lines that were cut out, at the line that follows, and lines that were cut off")
    void show_cut_lines() {
        for (int cut = 0; cut < 8; cut++) {
            List<String> lines = lines(null, "Ada");
            lines.remove(cut);
            boolean last = cut == 4 || cut == 7;

            assertThat(problems(lines, null))
                    .as("line %s", cut + 1)
                    .contains("Line 8: The export had 8 entries when it was written, and has 7.")
                    .hasSize(last ? 1 : 2);
            if (!last) {
                assertThat(problems(lines, null).get(0)).startsWith("Line " + (cut + 1) + ", ");
            }
        }
        List<String> lines = lines(null, "Ada");
        assertThat(problems(lines.subList(0, 6), null))
                .containsExactly("Line 7: The end of the export is missing: lines were cut off.");
        lines.add(lines.get(7));
        assertThat(problems(lines, null)).contains("Line 10: It comes after the end of the export.");
    }

    @Test
    @DisplayName("show lines in another order, and lines that are none")
    void show_other_orders() {
        List<String> lines = lines(null, "Ada");
        lines.add(1, lines.remove(2));
        lines.add(4, "nonsense");

        assertThat(problems(lines, null))
                .contains(
                        "Line 2, " + ONE + ": Entry 2 is missing before entry 3.",
                        "Line 3, " + ONE + ": Entry 2 comes after entry 3.")
                .anySatisfy(problem -> assertThat(problem).startsWith("Line 5: It is no line of an audit export: "));
    }

    @Test
    @DisplayName("show that all of them were written anew without the key, at each line, or with another key")
    void show_what_was_written_anew() {
        List<String> unsigned = lines(null, "Eve");
        assertThat(problems(unsigned, null)).isEmpty();
        assertThat(problems(unsigned, KEY))
                .hasSize(9)
                .startsWith("Line 1, " + ONE + ": Entry 1 is not signed.")
                .endsWith("Line 9: The end of the export is not signed.");

        assertThat(problems(lines(OTHER, "Eve"), KEY))
                .hasSize(9)
                .startsWith("Line 1, " + ONE
                        + ": Entry 1 is signed with another key, or was written anew without the key.");
    }

    @Test
    @DisplayName("show the line at which they were written anew, though what comes before it is genuine")
    void show_where_they_were_written_anew() {
        List<String> genuine = lines(KEY, "Ada");
        List<String> forged = lines(OTHER, "Ada");
        List<String> mixed = new ArrayList<>(genuine.subList(0, 5));
        mixed.addAll(forged.subList(5, 9));

        assertThat(problems(mixed, KEY).get(0)).startsWith("Line 6, " + TWO + ": Entry 1 is signed with another key");
    }
}
