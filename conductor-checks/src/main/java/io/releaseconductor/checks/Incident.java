package io.releaseconductor.checks;

import com.fasterxml.jackson.databind.JsonNode;
import io.releaseconductor.config.Masking;
import io.releaseconductor.model.OneLine;
import io.releaseconductor.model.Times;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An incident, as one of the services that keep them tells of it.
 *
 * @param state whether it is open
 * @param words what people are told of it
 */
record Incident(State state, String words) {

    enum State {
        OPEN,
        OVER,
        UNCLEAR
    }

    private static final int LONGEST_NAME = 80;

    /** The last three are incident.io's: what is learned from, was none, or became part of another. */
    private static final Set<String> OVER = Set.of(
            "resolved",
            "completed",
            "postmortem",
            "closed",
            "canceled",
            "cancelled",
            "scheduled",
            "learning",
            "declined",
            "merged");

    private static final List<String> STATUSES = List.of("status", "incident_status", "state");
    private static final List<String> ENDS = List.of("resolved_at", "closed_at", "ended_at");
    private static final List<String> NAMES = List.of("name", "title", "summary", "message", "description");
    private static final List<String> BEGINNINGS =
            List.of("started_at", "created_at", "declared_at", "createdAt", "created", "started");

    /** Of an entry of a list, with what takes secrets out of what is told of it. */
    static Incident of(JsonNode entry, Masking masking) {
        // JSON:API keeps all but the id there
        JsonNode attributes = entry.path("attributes");
        JsonNode node = attributes.isObject() ? attributes : entry;
        @Nullable String name = nameOf(node, masking);
        return new Incident(state(node, name), (name == null ? "one without a name" : name) + since(node));
    }

    private static State state(JsonNode node, @Nullable String name) {
        Optional<JsonNode> status = first(node, STATUSES);
        if (status.isPresent()) {
            String word = word(status.get());
            return word.isEmpty() ? State.UNCLEAR : OVER.contains(word) ? State.OVER : State.OPEN;
        }
        if (first(node, ENDS).filter(end -> instant(end).isPresent()).isPresent()) {
            return State.OVER;
        }
        return name == null ? State.UNCLEAR : State.OPEN;
    }

    /** What a status says, in letters only; empty if it says nothing. */
    private static String word(JsonNode status) {
        JsonNode said =
                status.isObject() ? first(status, List.of("category", "name")).orElse(status) : status;
        return said.isTextual() ? said.textValue().toLowerCase(Locale.ROOT).replaceAll("[-_\\s]", "") : "";
    }

    /** What it is called, on one line; null if that is not told. */
    static @Nullable String nameOf(JsonNode node, Masking masking) {
        return NAMES.stream()
                .map(node::path)
                .filter(JsonNode::isTextual)
                .map(name -> OneLine.of(name.textValue()))
                .filter(name -> !name.isBlank())
                .findFirst()
                .map(name -> OneLine.cut(masking.mask(name), LONGEST_NAME))
                .orElse(null);
    }

    private static String since(JsonNode node) {
        return BEGINNINGS.stream()
                .map(node::path)
                .flatMap(beginning -> instant(beginning).stream())
                .findFirst()
                .map(at -> " (since " + Times.format(at) + ")")
                .orElse("");
    }

    private static Optional<Instant> instant(JsonNode node) {
        try {
            return node.isTextual()
                    ? Optional.of(DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(node.textValue(), Instant::from))
                    : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<JsonNode> first(JsonNode node, List<String> fields) {
        return fields.stream()
                .map(node::path)
                .filter(field -> !field.isMissingNode() && !field.isNull())
                .findFirst();
    }
}
