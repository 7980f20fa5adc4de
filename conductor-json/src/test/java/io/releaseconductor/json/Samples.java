package io.releaseconductor.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The spec's record, and trees to compare texts by. */
final class Samples {

    /** The spec's "Deploy State Schema", with one of its four statuses and null for {@code None}. */
    static final String SPEC = """
            {
              "deploy_id": "ship-staging-1699747200",
              "env": "staging",
              "strategy": "full",
              "status": "promoted",
              "initiated_by": "discord_user_id",
              "initiated_at": 1699747200,
              "workflow_run_id": 123456,
              "workflow_run_url": "https://github.com/.../runs/123",
              "verification_results": {
                "frontend": {"status": "pass", "latency_ms": 45},
                "api": {"status": "pass", "latency_ms": 32},
                "auth": {"status": "pass"},
                "search": {"status": "warning", "latency_ms": 850},
                "media": {"status": "pass"}
              },
              "promoted_at": 1699747500,
              "promoted_by": "discord_user_id",
              "rolled_back_at": null,
              "rolled_back_by": null
            }
            """;

    private static final JsonMapper MAPPER = new JsonMapper();

    private Samples() {}

    static ObjectNode tree(String json) {
        try {
            return (ObjectNode) MAPPER.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode value(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The spec's record with some fields set, by {@code name=JSON}; {@code name=} takes the field out. */
    static String specWith(String... changes) {
        ObjectNode tree = tree(SPEC);
        for (String change : changes) {
            int equals = change.indexOf('=');
            String name = change.substring(0, equals);
            String json = change.substring(equals + 1);
            if (json.isEmpty()) {
                tree.remove(name);
            } else {
                tree.set(name, value(json));
            }
        }
        return tree.toString();
    }
}
