package io.releaseconductor.checks.scripts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.releaseconductor.check.CheckResult;
import io.releaseconductor.check.CheckStatus;
import io.releaseconductor.check.Finding;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a script says in JSON. What is not understood of it is told among the details, and changes nothing else. */
final class ScriptJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final int MOST_DETAILS = 20;
    private static final int LONGEST_LABEL = 80;
    private static final int LONGEST_VALUE = 200;
    private static final long LONGEST_LATENCY = Duration.ofHours(1).toMillis();
    private static final String MASK = "***";

    private final JsonNode json;
    private final ScriptText texts;
    private final List<Finding> findings = new ArrayList<>();

    private ScriptJson(JsonNode json, ScriptText texts) {
        this.json = json;
        this.texts = texts;
    }

    /** The last line if it is an object, or all of it if that is one, on as many lines as it takes. */
    static Optional<ScriptJson> in(String output, ScriptText texts) {
        String all = output.strip();
        String last = all.substring(Math.max(all.lastIndexOf('\n'), all.lastIndexOf('\r')) + 1);
        return Stream.of(last, all)
                .flatMap(text -> object(text).stream())
                .findFirst()
                .map(json -> new ScriptJson(json, texts));
    }

    private static Optional<JsonNode> object(String text) {
        if (!text.startsWith("{") || !text.endsWith("}")) {
            return Optional.empty();
        }
        try {
            return Optional.of(MAPPER.readTree(text));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** The message, or an empty text. */
    String message() {
        JsonNode message = json.path("message");
        return message.isValueNode() && !message.isNull() ? line(message, CheckResult.MAX_TEXT_LENGTH) : "";
    }

    /** The result with all else that it says. */
    CheckResult addTo(CheckResult result) {
        details();
        CheckResult said = result;
        if (json.path("message").isContainerNode()) {
            notUnderstood("message", "a text");
        }
        String error = read("error", "a text", ScriptJson::isText, this::text);
        String hint = read("hint", "a text", ScriptJson::isText, this::text);
        String kind = read("kind", "a text", ScriptJson::isText, this::text);
        Duration latency = read(
                "latency_ms",
                "a number from 0 to " + LONGEST_LATENCY,
                node -> node.isNumber() && node.asDouble() >= 0 && node.asDouble() <= LONGEST_LATENCY,
                node -> Duration.ofMillis(Math.round(node.asDouble())));
        URI link = read("link", "an http or https URL", node -> link(node) != null, this::link);
        String answeredBy = read("answered_by", "a text", ScriptJson::isText, node -> line(node, LONGEST_LABEL));
        Boolean critical = read("critical", "true or false", JsonNode::isBoolean, JsonNode::booleanValue);
        Boolean unanswered = read("unanswered", "true or false", JsonNode::isBoolean, JsonNode::booleanValue);
        if (answeredBy != null) {
            findings.add(Finding.answeredBy(answeredBy));
        }
        said = said.withFindings(findings).withHint(hint).withLink(link);
        said = error == null ? said : said.withError(error);
        said = kind == null ? said : said.withKind(kind);
        said = latency == null ? said : said.withLatency(latency);
        said = Boolean.TRUE.equals(critical) ? said.asCritical() : said;
        return Boolean.TRUE.equals(unanswered) ? said.asUnanswered() : said;
    }

    private <T> @Nullable T read(
            String field,
            String allowed,
            Function<JsonNode, Boolean> isAllowed,
            Function<JsonNode, @Nullable T> reading) {
        JsonNode node = json.path(field);
        if (node.isMissingNode() || node.isNull()) {
            return null;
        }
        if (!isAllowed.apply(node)) {
            notUnderstood(field, allowed);
            return null;
        }
        return reading.apply(node);
    }

    private void notUnderstood(String field, String allowed) {
        findings.add(new Finding(
                field, CheckStatus.NO_DATA, "not understood: " + line(json.path(field), LONGEST_VALUE), allowed));
    }

    private static boolean isText(JsonNode node) {
        return node.isTextual() && !node.textValue().isBlank();
    }

    private String text(JsonNode node) {
        return line(node, CheckResult.MAX_TEXT_LENGTH);
    }

    private String line(JsonNode node, int maxLength) {
        return texts.line(node.isTextual() ? node.textValue() : node.toString(), maxLength);
    }

    /** Not one with a secret in it, which would lead nowhere without. */
    private @Nullable URI link(JsonNode node) {
        try {
            URI link = URI.create(text(node));
            boolean web = "http".equalsIgnoreCase(link.getScheme()) || "https".equalsIgnoreCase(link.getScheme());
            return node.isTextual()
                            && web
                            && link.getHost() != null
                            && link.getRawUserInfo() == null
                            && !link.toString().contains(MASK)
                    ? link
                    : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private void details() {
        JsonNode details = json.path("details");
        if (details.isMissingNode() || details.isNull()) {
            return;
        }
        if (!details.isObject()) {
            notUnderstood("details", "an object, from labels to values");
            return;
        }
        details.properties().stream().limit(MOST_DETAILS).forEach(field -> {
            String label = texts.line(field.getKey(), LONGEST_LABEL);
            findings.add(detail(label.isEmpty() ? "–" : label, field.getValue()));
        });
        int more = details.size() - MOST_DETAILS;
        if (more > 0) {
            findings.add(new Finding("And more", CheckStatus.NO_DATA, more + " of " + details.size(), null));
        }
    }

    private Finding detail(String label, JsonNode value) {
        if (!value.isObject() || !value.has("value")) {
            return new Finding(label, CheckStatus.NO_DATA, line(value, LONGEST_VALUE), null);
        }
        JsonNode expected = value.path("expected");
        return new Finding(
                label,
                status(value.path("status")),
                line(value.path("value"), LONGEST_VALUE),
                expected.isValueNode() && !expected.isNull() ? line(expected, LONGEST_VALUE) : null);
    }

    private static CheckStatus status(JsonNode node) {
        return Stream.of(CheckStatus.values())
                .filter(status -> status.wireName().equals(node.asText().toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElse(CheckStatus.NO_DATA);
    }
}
