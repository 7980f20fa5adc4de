package io.releaseconductor.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.releaseconductor.model.DeployId;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The reading of one record: whose it is, for whatever is wrong with it, and the fields in it that nobody asked for. */
final class Reading {

    /** Finds the id in a text that is no JSON any more. */
    private static final Pattern DEPLOY_ID =
            Pattern.compile("\"deploy_id\"\\s{0,9}:\\s{0,9}\"(ship-[a-z0-9-]{1,50})\"");

    private final String subject;
    private final JsonNode record;
    private final @Nullable DeployId deployId;
    private final Map<String, String> unknown = new HashMap<>();

    private Reading(String subject, JsonNode record, @Nullable DeployId deployId) {
        this.subject = subject;
        this.record = record;
        this.deployId = deployId;
    }

    /**
     * Begins to read.
     *
     * @param kind what it should be, such as {@code deployment}
     * @throws CorruptRecordException if the text is not JSON
     */
    static Reading of(String kind, String json) {
        try {
            JsonNode record = JsonText.parse(json);
            JsonNode text = record.get("deploy_id");
            DeployId id = text != null && text.isTextual() ? parse(text.textValue()) : null;
            return new Reading(subject(kind, id), record, id);
        } catch (JsonText.NotJsonException e) {
            Matcher matcher = DEPLOY_ID.matcher(json);
            DeployId id = matcher.find() ? parse(matcher.group(1)) : null;
            throw new CorruptRecordException(subject(kind, id), id, FieldPaths.RECORD, e.problem(), false);
        }
    }

    /**
     * Begins to read what is no deployment's.
     *
     * @param subject what it should be, and whose, such as {@code environment state of staging}
     * @throws CorruptRecordException if the text is not JSON
     */
    static Reading about(String subject, String json) {
        try {
            return new Reading(subject, JsonText.parse(json), null);
        } catch (JsonText.NotJsonException e) {
            throw new CorruptRecordException(subject, null, FieldPaths.RECORD, e.problem(), false);
        }
    }

    private static String subject(String kind, @Nullable DeployId id) {
        return kind + " " + (id == null ? "of unknown id" : id.value());
    }

    private static @Nullable DeployId parse(String text) {
        return DeployId.parse(text).orElse(null);
    }

    <T> T read(Function<JsonIn, T> reader) {
        return new JsonIn(record, FieldPaths.RECORD, this).read(reader);
    }

    CorruptRecordException corrupt(String path, String problem) {
        return new CorruptRecordException(subject, deployId, FieldPaths.shown(path), problem, false);
    }

    CorruptRecordException ofLaterVersion(String path, String problem) {
        return new CorruptRecordException(subject, deployId, FieldPaths.shown(path), problem, true);
    }

    void unknown(String path, JsonNode value) {
        unknown.put(path, JsonText.format(value));
    }

    /** A field that an earlier writer found no place for; one that stands in its place now is newer, and wins. */
    void carried(String path, JsonNode value) {
        unknown.putIfAbsent(path, JsonText.format(value));
    }

    Map<String, String> unknown() {
        return unknown;
    }
}
