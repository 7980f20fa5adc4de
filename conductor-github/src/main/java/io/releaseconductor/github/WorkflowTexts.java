package io.releaseconductor.github;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The workflow files at GitHub, as far as the token may read contents. Each is asked for once for each commit. Thread-safe. See <a
 * href="https://docs.github.com/en/rest/repos/contents#get-repository-content">Get repository content</a>.
 */
final class WorkflowTexts {

    private static final int MAX_KEPT = 50;

    private final RepositoryApi api;
    private final Map<String, Optional<WorkflowText>> known = new RecentlyUsed<>(MAX_KEPT);

    WorkflowTexts(RepositoryApi api) {
        this.api = api;
    }

    /**
     * Reads a file.
     *
     * @param file its name
     * @param ref the commit that it is read at
     * @return what it says; empty where it may not be read, is not there or is no workflow
     */
    Optional<WorkflowText> read(String file, String ref) {
        String place = file + "@" + ref;
        synchronized (known) {
            Optional<WorkflowText> text = known.get(place);
            if (text != null) {
                return text;
            }
        }
        Reply reply = ask(file, ref);
        if (!(reply instanceof Reply.Answered answer) || answer.status() >= 500) {
            return Optional.empty();
        }
        Optional<WorkflowText> text = said(answer);
        synchronized (known) {
            known.put(place, text);
        }
        return text;
    }

    /**
     * What came of reading a file.
     *
     * @param text what it says, or null
     * @param status GitHub's status; 0 if it did not answer
     * @param fault why it is no workflow, or null
     */
    record Reading(
            @Nullable WorkflowText text,
            int status,
            @Nullable String fault) {}

    /**
     * Reads a file as it is now.
     *
     * @param file its name
     * @param ref the branch or tag that it is read at; empty for the default branch
     * @return what came of it
     */
    Reading fresh(String file, String ref) {
        if (!(ask(file, ref) instanceof Reply.Answered answer)) {
            return new Reading(null, 0, null);
        }
        WorkflowText text = said(answer).orElse(null);
        String fault = text == null && answer.status() == 200
                ? decoded(answer.body()).map(WorkflowText::trouble).orElse("it cannot be decoded")
                : null;
        return new Reading(text, answer.status(), fault);
    }

    private Reply ask(String file, String ref) {
        List<String> path = List.of("contents", ".github", "workflows", file);
        return ref.isEmpty() ? api.get(path, WorkflowTexts::isFile) : api.get(path, WorkflowTexts::isFile, "ref", ref);
    }

    private static Optional<WorkflowText> said(Reply.Answered answer) {
        return answer.status() == 200 ? decoded(answer.body()).map(WorkflowText::parse) : Optional.empty();
    }

    private static boolean isFile(JsonNode body) {
        return body.path("content").isTextual();
    }

    private static Optional<String> decoded(JsonNode body) {
        try {
            byte[] bytes = Base64.getMimeDecoder().decode(body.path("content").asText(""));
            return Optional.of(new String(bytes, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
