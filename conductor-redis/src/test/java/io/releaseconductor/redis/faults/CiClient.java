package io.releaseconductor.redis.faults;

import io.releaseconductor.deployment.CancelOutcome;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentEvent;
import io.releaseconductor.deployment.DispatchIntent;
import io.releaseconductor.deployment.DispatchOutcome;
import io.releaseconductor.deployment.LocateOutcome;
import io.releaseconductor.deployment.RunConclusion;
import io.releaseconductor.deployment.RunStatus;
import io.releaseconductor.deployment.StatusOutcome;
import io.releaseconductor.deployment.WorkflowRun;
import io.releaseconductor.spi.DeploymentListener;
import io.releaseconductor.spi.WorkflowDispatcher;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a node reaches the CI service. It tells it of decisions too, which has the test see them in one place. */
final class CiClient implements WorkflowDispatcher, DeploymentListener {

    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final Duration AGAIN = Duration.ofMillis(500);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(LIMIT)
            .build();
    private final URI base;

    CiClient(int port) {
        this.base = URI.create("http://127.0.0.1:" + port + "/");
    }

    @Override
    public DispatchOutcome dispatch(DispatchIntent intent) {
        try {
            String said = ask("dispatch", intent.correlationKey());
            return said.equals("busy")
                    ? new DispatchOutcome.NotSent("The CI service is busy.", again())
                    : new DispatchOutcome.Started(WorkflowRun.queued(said, null));
        } catch (ConnectException e) {
            return new DispatchOutcome.NotSent("The CI service cannot be reached.", again());
        } catch (IOException e) {
            return new DispatchOutcome.Unknown("The answer was lost.");
        }
    }

    @Override
    public LocateOutcome locate(DispatchIntent intent) {
        try {
            String said = ask("locate", intent.correlationKey());
            if (said.equals("none")) {
                return new LocateOutcome.NotFound(List.of());
            }
            return said.contains(" ")
                    ? new LocateOutcome.Undecidable("Several runs carry the key: " + said, List.of())
                    : new LocateOutcome.Found(WorkflowRun.queued(said, null));
        } catch (IOException e) {
            return new LocateOutcome.Unavailable("The CI service cannot be reached.", again());
        }
    }

    @Override
    public StatusOutcome status(WorkflowRun run) {
        try {
            WorkflowRun working = run.at(RunStatus.IN_PROGRESS);
            return switch (ask("status", run.id())) {
                case "working" -> new StatusOutcome.Seen(working, again());
                case "failed" -> new StatusOutcome.Seen(working.completed(RunConclusion.FAILURE), null);
                default -> new StatusOutcome.Seen(working.completed(RunConclusion.SUCCESS), null);
            };
        } catch (IOException e) {
            return new StatusOutcome.Unavailable("The CI service cannot be reached.", again());
        }
    }

    @Override
    public CancelOutcome cancel(WorkflowRun run, boolean force) {
        return new CancelOutcome.TooLate();
    }

    @Override
    public void changed(@Nullable Deployment before, @Nullable DeploymentEvent event, Deployment after) {
        boolean promoted = before != null && before.promotion() == null && after.promotion() != null;
        boolean rolledBack = before != null && before.rollback() == null && after.rollback() != null;
        String what = promoted
                ? "promote"
                : rolledBack ? "rollback" : event instanceof DeploymentEvent.Verified v ? "verified " + v.phase() : "";
        if (!what.isEmpty()) {
            try {
                ask("changed", after.id() + " " + what + " @" + after.revision());
            } catch (IOException e) {
                // Only a second witness: the record and the CI service's log are there without it.
            }
        }
    }

    private String ask(String path, String body) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(LIMIT)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IOException("status " + answer.statusCode());
            }
            return answer.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static Instant again() {
        return Instant.now().plus(AGAIN);
    }
}
