package io.releaseconductor.json;

import static io.releaseconductor.json.Samples.tree;
import static io.releaseconductor.testkit.Deployments.aDeployment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.HistoryEntry;
import io.releaseconductor.lock.EnvironmentState;
import io.releaseconductor.memory.InMemoryStateStore;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spi.HistoryPage;
import io.releaseconductor.spi.HistoryQuery;
import io.releaseconductor.spi.StateStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("docs/state.md")
class StateDocTest {

    private static final Pattern SECTION =
            Pattern.compile("^### `(\\w+)`$(.*?)(?=^##|\\z)", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern ROW =
            Pattern.compile("^\\| `(\\w+)` \\| [^|]+ \\| ([^|]+) \\| [^|]+ \\|$", Pattern.MULTILINE);
    private static final Pattern JSON = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL);
    private static final int RECORDS = 1_000;

    private final DeploymentJson json = new DeploymentJson();
    private final Map<String, Map<String, String>> documented = new TreeMap<>();
    private String doc;

    @BeforeEach
    void readTheDoc() throws IOException {
        doc = Files.readString(Path.of("..", "docs", "state.md"));
        Matcher section = SECTION.matcher(doc);
        while (section.find()) {
            Map<String, String> fields = new TreeMap<>();
            Matcher row = ROW.matcher(section.group(2));
            while (row.find()) {
                assertThat(fields.put(row.group(1), row.group(2)))
                        .as(row.group())
                        .isNull();
            }
            documented.put(section.group(1), fields);
        }
    }

    @Test
    @DisplayName("has every field that is written, and no other")
    void has_every_field_that_is_written() {
        Map<String, Set<String>> written = new TreeMap<>();
        forEachObject((kind, object) ->
                object.fieldNames().forEachRemaining(written.computeIfAbsent(kind, k -> new TreeSet<>())::add));

        Map<String, Set<String>> told = new TreeMap<>();
        documented.forEach((kind, fields) -> told.put(kind, fields.keySet()));
        written.get("record").add(DeploymentWire.CARRIED);
        assertThat(told).isEqualTo(written);
    }

    @Test
    @DisplayName("knows which fields are always there")
    void knows_which_fields_are_always_there() {
        Map<String, Map<String, Boolean>> alwaysThere = new TreeMap<>();
        forEachObject((kind, object) -> documented
                .get(kind)
                .forEach((field, when) -> alwaysThere
                        .computeIfAbsent(kind, k -> new TreeMap<>())
                        .merge(
                                field,
                                when.equals("or null") ? object.has(field) : object.hasNonNull(field),
                                Boolean::logicalAnd)));

        alwaysThere.forEach((kind, fields) -> fields.forEach((field, always) -> assertThat(always)
                .as("%s of %s is there %s", field, kind, documented.get(kind).get(field))
                .isEqualTo(Set.of("always", "or null", "written")
                        .contains(documented.get(kind).get(field)))));
    }

    @Test
    @DisplayName("says always of what nobody can do without")
    void says_always_of_what_nobody_can_do_without() {
        Random random = new Random(1);
        for (int i = 0; i < 40; i++) {
            ObjectNode record = tree(json.write(plain(new AnyRecord(random).deployment())));
            walk(
                    "record",
                    record,
                    (kind, object) -> documented.get(kind).forEach((field, when) -> {
                        if (when.equals("always")) {
                            JsonNode taken = object.remove(field);
                            assertThatExceptionOfType(CorruptRecordException.class)
                                    .as("%s without %s", kind, field)
                                    .isThrownBy(() -> json.read(record.toString()));
                            object.set(field, taken);
                        }
                    }));
            assertThat(json.read(record.toString())).isNotNull();
        }
    }

    @Test
    @DisplayName("shows examples that are read and written back as they are")
    void shows_examples_that_are_read() {
        List<String> examples = JSON.matcher(doc).results().map(r -> r.group(1)).toList();
        assertThat(examples).hasSize(3);
        assertThat(examples.get(0)).isEqualTo(Samples.SPEC);

        Deployment full = json.read(examples.get(1));
        assertThat(full).isEqualTo(aDeployment().linkedTo(Environment.PROD).promoted());
        assertThat(tree(json.write(full))).isEqualTo(tree(examples.get(1)));
        assertThat(json.writeHistory(json.readHistory(examples.get(2))) + "\n").isEqualTo(examples.get(2));
    }

    @Test
    @DisplayName("shows the message of a corrupt record as it is")
    void shows_the_message_of_a_corrupt_record() {
        ObjectNode record = tree(json.write(aDeployment().promoted()));
        record.withObject("/phases/deploy/run").put("status", "sleeping");
        assertThatExceptionOfType(CorruptRecordException.class)
                .isThrownBy(() -> json.read(record.toString()))
                .satisfies(e -> assertThat(doc).contains("```\n" + e.getMessage() + "\n```"));
    }

    @Test
    @DisplayName("is right about the size of settled deployments")
    void is_right_about_the_size() {
        assertThat(doc).contains("1.5 to 3 kB");
        for (Deployment settled :
                List.of(aDeployment().promoted(), aDeployment().canary().rolledBack())) {
            assertThat(json.write(settled).getBytes(StandardCharsets.UTF_8)).hasSizeBetween(1500, 3100);
        }
    }

    @Test
    @DisplayName("exports history by code that works")
    void exports_history_by_code_that_works() throws IOException {
        StateStore store = new InMemoryStateStore();
        for (int i = 0; i < 1100; i++) {
            store.create(aDeployment().to(new Environment("e" + i)).initiated(), "op" + i);
        }
        StringBuilder lines = new StringBuilder();
        export(store, lines);
        assertThat(lines.toString().lines()).hasSize(1100).doesNotHaveDuplicates();
    }

    static void export(StateStore store, Appendable to) throws IOException {
        DeploymentJson json = new DeploymentJson();
        HistoryQuery query = HistoryQuery.newest(HistoryQuery.MAX_LIMIT);
        HistoryPage page;
        do {
            page = store.history(query);
            json.exportHistory(page.entries(), to);
            query = query.after(page.next());
        } while (page.next() != null);
    }

    private static Deployment plain(Deployment deployment) {
        return deployment.toBuilder().extensions(Map.of()).build();
    }

    private void forEachObject(BiConsumer<String, ObjectNode> visitor) {
        Random random = new Random(0);
        for (DeploymentStatus status : DeploymentStatus.values()) {
            walk("record", tree(json.write(aDeployment().at(status))), visitor);
        }
        for (int i = 0; i < RECORDS; i++) {
            AnyRecord any = new AnyRecord(random);
            walk("record", tree(json.write(plain(any.deployment()))), visitor);
            walk("history", tree(json.writeHistory(any.of(HistoryEntry.class))), visitor);
        }
        EnvironmentStateJson states = new EnvironmentStateJson();
        for (int i = 0; i < RECORDS; i++) {
            walk("environment_state", tree(states.write(new AnyRecord(random).of(EnvironmentState.class))), visitor);
        }
        EvidenceJsonTest.some().forEach(evidence -> walk("evidence", tree(json.writeEvidence(evidence)), visitor));
    }

    private static void walk(String kind, ObjectNode object, BiConsumer<String, ObjectNode> visitor) {
        boolean keyed = kind.equals("results");
        if (!keyed) {
            visitor.accept(kind, object);
        }
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            String child = keyed ? "check" : kindOf(kind, field.getKey());
            if (field.getValue() instanceof ObjectNode inner) {
                walk(child, inner, visitor);
            }
            if (field.getValue().isArray()) {
                field.getValue().forEach(element -> {
                    if (element instanceof ObjectNode inner) {
                        walk(child, inner, visitor);
                    }
                });
            }
        }
    }

    private static String kindOf(String parent, String field) {
        if (parent.equals("phases")) {
            return "phase";
        }
        return switch (field) {
            case "rollback_verification" -> "verification";
            case "verification_results", "rollback_verification_results" -> "results";
            case "cancel_wish", "hold", "other_holds", "hold_lifted", "begun" -> "decision";
            case "waves" -> "wave";
            case "hold_reasons" -> "hold_reason";
            case "shadows" -> "shadow";
            case "rules" -> "metric_rule";
            case "approvals", "fully" -> "approval";
            case "links" -> "team_link";
            case "others" -> "commit";
            case "max_latencies" -> "max_latency";
            case "checks" -> "usual_latency";
            case "latencies" -> "latency";
            case "by", "owner", "ended_by" -> "actor";
            case "answers" -> "answer";
            case "overrides" -> "override";
            case "alerts" -> "alert";
            case "strands" -> "strand";
            case "counted_waves" -> "counted_wave";
            case "counted_metrics" -> "counted_metric";
            case "candidates" -> "candidate";
            case "findings" -> "finding";
            case "triggers" -> parent.equals("policy") ? "triggers" : "rule";
            case "criteria", "fired" -> "rule";
            case "end" -> "watch_end";
            case "notes" -> "environment_note";
            default -> field;
        };
    }
}
