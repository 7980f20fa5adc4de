package io.releaseconductor.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.releaseconductor.deployment.Deployment;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;

@Label("A record that was mutilated")
class CorruptRecordPropertyTest {

    private static final String SECRET = "hunter2-S3cr3t";
    private static final String[] NOISE = {
        "",
        "{",
        "}",
        "[",
        "]",
        "\"",
        ",",
        ":",
        "null",
        "0",
        "-",
        "1e999999999999",
        "\\",
        "\u0000",
        "nul",
        "9".repeat(2000),
        "[".repeat(2000),
        "NaN",
        "//",
        "ship-"
    };
    private static final String[] VALUES = {
        "null",
        "true",
        "0",
        "-1",
        "1.5",
        "1e400",
        "99999999999999999999999",
        "\"\"",
        "\" \"",
        "\"" + SECRET + "\"",
        "\"ship-prod-1\"",
        "\"prod\"",
        "\"completed\"",
        "\"2023-11-12T00:00:00Z\"",
        "[]",
        "[null]",
        "[\"" + SECRET + "\"]",
        "{}",
        "{\"" + SECRET + "\":\"" + SECRET + "\"}"
    };

    private final DeploymentJson json = new DeploymentJson();

    @Property(tries = 1000)
    @Label("as a text is reported, or read as a whole")
    void as_a_text_is_reported_or_read_as_a_whole(@ForAll long seed) {
        Random random = new Random(seed);
        String text = json.write(new AnyRecord(random).deployment());
        for (int i = random.nextInt(3); i >= 0; i--) {
            int from = random.nextInt(text.length() + 1);
            int to = random.nextBoolean() ? from : Math.min(text.length(), from + random.nextInt(40));
            text = text.substring(0, from) + NOISE[random.nextInt(NOISE.length)] + text.substring(to);
        }
        reportedOrWhole(text);
    }

    @Property(tries = 1000)
    @Label("as a tree is reported, or read as a whole; and what stands in it is not told")
    void as_a_tree_is_reported_or_read_as_a_whole(@ForAll long seed) throws JsonText.NotJsonException {
        Random random = new Random(seed);
        JsonNode tree = JsonText.parse(json.write(new AnyRecord(random).deployment()));
        for (int i = random.nextInt(3); i >= 0; i--) {
            mutilate(tree, random);
        }
        reportedOrWhole(tree.toString());
    }

    @Property(tries = 500)
    @Label("by cutting its end off is reported, with its id as soon as that is there")
    void cut_off_is_reported(@ForAll long seed) {
        Random random = new Random(seed);
        Deployment deployment = new AnyRecord(random).deployment();
        String text = json.write(deployment);
        int end = random.nextInt(text.length());
        assertThatExceptionOfType(CorruptRecordException.class)
                .isThrownBy(() -> json.read(text.substring(0, end)))
                .satisfies(e -> assertThat(e.field()).isEmpty())
                .satisfies(e -> assertThat(e.deployId().isPresent()).isEqualTo(end >= text.indexOf(',')));
    }

    @Property(tries = 500)
    @Label("of the history is reported, or read as a whole")
    void of_the_history_is_reported_or_read_as_a_whole(@ForAll long seed) throws JsonText.NotJsonException {
        Random random = new Random(seed);
        JsonNode tree = JsonText.parse(
                json.writeHistory(new AnyRecord(random).of(io.releaseconductor.deployment.HistoryEntry.class)));
        mutilate(tree, random);
        try {
            json.readHistory(tree.toString());
        } catch (CorruptRecordException e) {
            assertReported(e);
        }
    }

    @Example
    @Label("that says of a time before that nothing was counted then is read as if it said nothing of it")
    void of_nothing_at_a_time_before() {
        String text = LongStream.iterate(0, seed -> seed + 1)
                .mapToObj(seed -> json.write(new AnyRecord(new Random(seed)).deployment()))
                .filter(written -> written.contains("\"the_hour\":["))
                .findFirst()
                .orElseThrow();
        int from = text.indexOf("\"the_hour\":[");
        int to = text.indexOf(']', from) + 1;
        for (String nothing : List.of("[]", "[0,0]")) {
            reportedOrWhole(text.substring(0, from) + "\"the_hour\":" + nothing + text.substring(to));
        }
    }

    private void reportedOrWhole(String text) {
        Deployment read;
        try {
            read = json.read(text);
        } catch (CorruptRecordException e) {
            assertReported(e);
            return;
        }
        assertThat(json.read(json.write(read))).isEqualTo(read);
    }

    private static void assertReported(CorruptRecordException e) {
        assertThat(e).hasNoCause();
        assertThat(e.getMessage())
                .contains(e.deployId().map(id -> " " + id + ": ").orElse(" of unknown id: "))
                .hasSizeLessThan(500)
                .doesNotContain(SECRET, "jackson", "Exception");
        assertThat(e.problem()).isNotBlank();
    }

    private static void mutilate(JsonNode tree, Random random) throws JsonText.NotJsonException {
        List<JsonNode> containers = new ArrayList<>();
        collect(tree, containers);
        JsonNode container = containers.get(random.nextInt(containers.size()));
        if (container.isEmpty()) {
            return;
        }
        int at = random.nextInt(container.size());
        JsonNode value = JsonText.parse(VALUES[random.nextInt(VALUES.length)]);
        boolean remove = random.nextInt(3) == 0;
        if (container instanceof ArrayNode list) {
            if (remove) {
                list.remove(at);
            } else {
                list.set(at, value);
            }
        } else {
            ObjectNode object = (ObjectNode) container;
            String name = new ArrayList<>(object.properties()).get(at).getKey();
            if (remove) {
                object.remove(name);
            } else {
                object.set(name, value);
            }
        }
    }

    private static void collect(JsonNode node, List<JsonNode> containers) {
        if (node.isContainerNode()) {
            containers.add(node);
            node.forEach(child -> collect(child, containers));
        }
    }
}
