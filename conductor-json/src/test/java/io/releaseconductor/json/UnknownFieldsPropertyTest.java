package io.releaseconductor.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.releaseconductor.deployment.Deployment;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;

@Label("Fields of a later version")
class UnknownFieldsPropertyTest {

    private static final String[] VALUES = {
        "null",
        "true",
        "1",
        "1.50",
        "-0.1E+400",
        "\"text\"",
        "[]",
        "[1,{\"deploy_id\":null}]",
        "{\"status\":{\"a\":\"b\"}}"
    };

    private final DeploymentJson json = new DeploymentJson();

    @Property(tries = 1000)
    @Label("are written back where they were, at every level")
    void are_written_back_where_they_were(@ForAll long seed) {
        Random random = new Random(seed);
        Deployment before = new AnyRecord(random)
                .deployment().toBuilder().extensions(Map.of()).build();
        ObjectNode record = (ObjectNode) parse(json.write(before));
        int added = add(record, false, random);
        Deployment read = json.read(record.toString());

        assertThat(read.extensions()).hasSize(added);
        assertThat(read.toBuilder().extensions(Map.of()).build()).isEqualTo(before);
        assertThat(parse(json.write(read))).isEqualTo(record);
    }

    @Property(tries = 500)
    @Label("are never lost, whatever becomes of the object that they were in")
    void are_never_lost(@ForAll long seed) {
        Random random = new Random(seed);
        AnyRecord any = new AnyRecord(random);
        ObjectNode record = (ObjectNode) parse(json.write(any.deployment()));
        add(record, false, random);
        Map<String, String> found = json.read(record.toString()).extensions();
        Deployment changed = any.deployment().toBuilder().extensions(found).build();

        Deployment read = json.read(json.write(changed));
        assertThat(read).isEqualTo(changed);
        assertThat(read.extensions()).isEqualTo(found);
    }

    private static JsonNode parse(String text) {
        try {
            return JsonText.parse(text);
        } catch (JsonText.NotJsonException e) {
            throw new AssertionError(text, e);
        }
    }

    /** Adds fields to objects at any level, and tells how many. */
    private static int add(JsonNode node, boolean keyed, Random random) {
        int added = 0;
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            added += add(field.getValue(), field.getKey().endsWith("verification_results"), random);
        }
        for (JsonNode element : node) {
            if (node.isArray()) {
                added += add(element, false, random);
            }
        }
        if (node instanceof ObjectNode object && !keyed && random.nextInt(3) == 0) {
            object.set("later/~" + random.nextInt(3), parse(VALUES[random.nextInt(VALUES.length)]));
            added++;
        }
        return added;
    }
}
