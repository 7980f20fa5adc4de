package io.releaseconductor.examples.fakediscord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What Discord refuses where a thread is begun from a message, and what it answers where it is not. */
final class ThreadRules {

    private static final Set<String> FIELDS = Set.of("name", "auto_archive_duration", "rate_limit_per_user");
    private static final Set<Integer> MINUTES = Set.of(60, 1440, 4320, 10080);

    private ThreadRules() {}

    static List<String> problems(JsonNode body) {
        List<String> problems = new ArrayList<>();
        body.fieldNames().forEachRemaining(name -> {
            if (!FIELDS.contains(name)) {
                problems.add("thread: unknown field " + name);
            }
        });
        int length = body.path("name").asText().strip().length();
        if (length < 1 || length > 100) {
            problems.add("name: " + length + " characters, allowed 1 to 100");
        }
        JsonNode minutes = body.path("auto_archive_duration");
        if (!minutes.isMissingNode() && !MINUTES.contains(minutes.asInt())) {
            problems.add("auto_archive_duration: " + minutes + ", allowed " + MINUTES);
        }
        return problems;
    }

    static ObjectNode json(FakeThread thread) {
        ObjectNode json = Json.object()
                .put("id", thread.id())
                .put("type", 11)
                .put("guild_id", FakeDiscord.GUILD)
                .put("parent_id", thread.channel())
                .put("owner_id", FakeDiscord.APPLICATION)
                .put("name", thread.name());
        json.putObject("thread_metadata")
                .put("archived", thread.archived())
                .put("locked", thread.locked())
                .put("auto_archive_duration", 1440)
                .put("archive_timestamp", "2023-11-12T00:00:00+00:00");
        return json;
    }
}
