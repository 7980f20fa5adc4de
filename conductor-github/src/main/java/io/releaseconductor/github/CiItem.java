package io.releaseconductor.github;

import com.fasterxml.jackson.databind.JsonNode;
import io.releaseconductor.model.OneLine;

/**
 * One thing that has to be green at a commit: a run of a workflow, a check run of an app, or a status.
 *
 * @param name its name, as GitHub has it
 * @param state how it stands
 * @param word GitHub's word for that
 */
record CiItem(String name, State state, String word) {

    /** How it stands. GitHub's words are open sets: new ones are not understood, and so not green. */
    enum State {
        GREEN,
        RUNNING,
        FAILED,
        NOT_UNDERSTOOD
    }

    private static final int MAX_NAME = 40;

    /** One of a run or a check run. */
    static CiItem of(JsonNode run) {
        String status = RepositoryApi.text(run, "status");
        String conclusion = RepositoryApi.text(run, "conclusion");
        String name = RepositoryApi.text(run, "name");
        return switch (status) {
            case "requested", "queued", "waiting", "pending", "in_progress" -> new CiItem(name, State.RUNNING, status);
            case "completed" -> new CiItem(name, ended(conclusion), conclusion);
            default -> new CiItem(name, State.NOT_UNDERSTOOD, status);
        };
    }

    /** What was cancelled has shown nothing of the commit, and does not go on by itself. */
    private static State ended(String conclusion) {
        return switch (conclusion) {
            case "success", "neutral", "skipped" -> State.GREEN;
            case "failure", "timed_out", "startup_failure", "action_required", "cancelled", "stale" -> State.FAILED;
            default -> State.NOT_UNDERSTOOD;
        };
    }

    static CiItem ofStatus(JsonNode status) {
        String word = RepositoryApi.text(status, "state");
        State state = switch (word) {
            case "success" -> State.GREEN;
            case "pending" -> State.RUNNING;
            case "failure", "error" -> State.FAILED;
            default -> State.NOT_UNDERSTOOD;
        };
        return new CiItem(RepositoryApi.text(status, "context"), state, word);
    }

    /** {@return its name, fit to be shown} */
    String shownName() {
        return shown(name);
    }

    static String shown(String name) {
        String line = OneLine.cut(OneLine.of(Messages.shown(name)), MAX_NAME);
        return line.isEmpty() ? "one without a name" : line;
    }
}
