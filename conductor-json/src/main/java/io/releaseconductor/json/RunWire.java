package io.releaseconductor.json;

import io.releaseconductor.deployment.RunCandidate;
import io.releaseconductor.deployment.RunConclusion;
import io.releaseconductor.deployment.RunStatus;
import io.releaseconductor.deployment.WorkflowRun;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Runs of workflows, and candidates for them. */
final class RunWire {

    /** The id and page of the deploy phase's run: the spec has them in the record itself, and nothing is written twice. */
    record Identity(@Nullable String id, @Nullable URI url) {}

    private RunWire() {}

    static void write(JsonOut out, WorkflowRun run) {
        out.id("id", run.id()).uri("url", run.url());
        writeState(out, run);
    }

    static void writeState(JsonOut out, WorkflowRun run) {
        out.word("status", run.status(), WireNames.RUN_STATUS)
                .word("conclusion", run.conclusion(), WireNames.RUN_CONCLUSION)
                .number("run_attempt", run.runAttempt())
                .flag("started", run.started())
                .text("version", run.version())
                .text("detail", run.detail());
    }

    static WorkflowRun read(JsonIn in) {
        return readState(in, in.filledId("id"), in.uri("url"));
    }

    static WorkflowRun readState(JsonIn in, String id, @Nullable URI url) {
        RunStatus status = in.word("status", WireNames.RUN_STATUS);
        RunConclusion conclusion = in.wordOrNull("conclusion", WireNames.RUN_CONCLUSION);
        if ((status == RunStatus.COMPLETED) != (conclusion != null)) {
            throw in.corrupt(
                    "conclusion",
                    "is " + (conclusion == null ? "missing" : "there")
                            + "; allowed: if and only if the status is completed");
        }
        return new WorkflowRun(
                id,
                url,
                status,
                conclusion,
                in.count("run_attempt", 1),
                in.flag("started"),
                in.textOrNull("version"),
                in.textOrNull("detail"));
    }

    static void write(JsonOut out, RunCandidate candidate) {
        out.id("run_id", candidate.runId())
                .uri("url", candidate.url())
                .text("title", candidate.title())
                .time("created_at", candidate.createdAt());
    }

    static RunCandidate readCandidate(JsonIn in) {
        return new RunCandidate(in.id("run_id"), in.uri("url"), in.text("title"), in.time("created_at"));
    }
}
