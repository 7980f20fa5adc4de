package io.releaseconductor.github;

import com.fasterxml.jackson.databind.JsonNode;
import io.releaseconductor.Conductor;
import io.releaseconductor.config.ConfigurationException;
import io.releaseconductor.config.Problems;
import io.releaseconductor.config.Secret;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.PhaseProgress;
import io.releaseconductor.deployment.WorkflowRun;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Phase;
import io.releaseconductor.spi.HistoryQuery;
import io.releaseconductor.spi.StoreUnavailableException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes GitHub's webhook deliveries from whatever HTTP server there is. Each that tells anything of a run, whatever its event,
 * wakes the deployment that the run belongs to. A delivery only wakes: what it says of the run is not believed, the run is looked at
 * instead. So repeats, lost deliveries and deliveries in the wrong order do no harm, and looking at runs by and by goes on without
 * any.
 *
 * <p>Needs a secret and the events "Workflow runs" and, to notice at once that a reviewer is waited for and has answered, "Workflow
 * jobs" and "Deployment reviews". Takes either content type. Thread-safe. Answers from the state store, well within the 10 seconds
 * that GitHub waits. See <a href="https://docs.github.com/en/webhooks/webhook-events-and-payloads">Webhook events and
 * payloads</a>.
 */
public final class GitHubWebhook {

    /**
     * The largest body that is taken, in bytes. Those of workflow runs have a tenth of it. A server should stop reading a
     * request beyond it.
     */
    public static final int MAX_BODY_BYTES = 1024 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(GitHubWebhook.class);
    private static final int REMEMBERED = 1_000;
    private static final Pattern DELIVERY = Pattern.compile("[A-Za-z0-9-]{1,64}");

    private final Conductor conductor;
    private final WebhookSignature signature;
    private final RecentDeliveries recent = new RecentDeliveries(REMEMBERED);

    /**
     * What to respond to GitHub.
     *
     * @param status the HTTP status: 200 taken or of no interest, 400 no JSON object, 401 not signed with a secret of ours,
     *     413 too large, 500 a defect, 503 the state store cannot be reached
     * @param reason the body, plain text on one line; free of secrets. GitHub shows it under "Recent deliveries"
     */
    public record Answer(int status, String reason) {
        /** Requires the reason. */
        public Answer {
            Objects.requireNonNull(reason, "reason");
        }
    }

    private GitHubWebhook(Conductor conductor, List<Secret> secrets) {
        this.conductor = conductor;
        this.signature = new WebhookSignature(secrets);
    }

    /**
     * Makes a receiver.
     *
     * @param conductor whose deployments are woken
     * @param secret the secret that the webhook is configured with at GitHub
     * @param older secrets that still count, so that one can be exchanged without losing a delivery: give the new one and the
     *     old one here, change it at GitHub, and then drop the old one
     * @return the receiver
     * @throws ConfigurationException if a secret is blank
     */
    public static GitHubWebhook of(Conductor conductor, Secret secret, Secret... older) {
        Objects.requireNonNull(conductor, "conductor");
        List<Secret> secrets = new ArrayList<>(List.of(secret));
        secrets.addAll(Arrays.asList(older));
        Problems problems = new Problems();
        if (secrets.stream().anyMatch(s -> s.reveal().isBlank())) {
            problems.add("GitHub webhook: the secret is blank; allowed: the secret that the webhook is configured with,"
                    + " since without one anybody could send deliveries");
        }
        problems.throwIfAny();
        return new GitHubWebhook(conductor, secrets);
    }

    /**
     * Takes one delivery. Throws for nothing that comes from outside.
     *
     * @param header gives the value of a header by its name, whatever its case, or null if there is none: {@code
     *     exchange.getRequestHeaders()::getFirst}, {@code request::getHeader} and the like
     * @param body the body, byte by byte as it came, since that is what is signed
     * @return what to respond
     */
    public Answer receive(Function<String, @Nullable String> header, byte[] body) {
        if (body.length > MAX_BODY_BYTES) {
            return new Answer(413, "the body is larger than " + MAX_BODY_BYTES + " bytes");
        }
        if (!signature.matches(body, header.apply("X-Hub-Signature-256"))) {
            return new Answer(401, "not signed with the secret of this webhook");
        }
        JsonNode payload = DeliveryBody.read(body, header.apply("Content-Type"));
        if (payload == null) {
            return new Answer(400, "the body holds no JSON object");
        }
        String event = Objects.requireNonNullElse(header.apply("X-GitHub-Event"), "");
        if (event.equals("ping")) {
            return new Answer(200, "pong");
        }
        String delivery = header.apply("X-GitHub-Delivery");
        boolean known = delivery != null && DELIVERY.matcher(delivery).matches();
        if (known && recent.contains(delivery)) {
            return new Answer(200, "a repeat, carried out before");
        }
        Answer answer = carryOut(DeliveredRun.of(event, payload));
        if (known && answer.status() == 200) {
            recent.add(delivery);
        }
        return answer;
    }

    private Answer carryOut(@Nullable DeliveredRun run) {
        if (run == null) {
            return new Answer(200, "ignored: it is about no run that was dispatched");
        }
        try {
            List<Deployment> named = CorrelationKeys.deployments(run.title()).stream()
                    .flatMap(id -> conductor.find(id).stream())
                    .toList();
            return woken(named.isEmpty() ? watching(run) : named, run);
        } catch (StoreUnavailableException e) {
            return new Answer(503, "the state store cannot be reached");
        } catch (RuntimeException e) {
            LOG.error("a delivery could not be carried out", e);
            return new Answer(500, "the conductor could not carry it out; its log says why");
        }
    }

    /** Whose run it is; where it was started again, the last one in its environment also when it is settled. */
    private List<Deployment> watching(DeliveredRun run) {
        if (run.id().isEmpty()) {
            return List.of();
        }
        return conductor.environments().stream()
                .flatMap(environment -> Stream.concat(
                        conductor.holder(environment).stream(), run.again() ? newest(environment) : Stream.empty()))
                .filter(d -> watches(d, run.id()))
                .toList();
    }

    private Stream<Deployment> newest(Environment environment) {
        return conductor.history(HistoryQuery.newest(environment, 1)).entries().stream()
                .flatMap(entry -> conductor.find(entry.id()).stream());
    }

    private static boolean failed(Deployment d, String runId) {
        return watches(d, Phase.DEPLOY, runId)
                && d.deployPhase().run().filter(run -> !run.succeeded()).isPresent();
    }

    private static boolean watches(Deployment d, String runId) {
        return Arrays.stream(Phase.values()).anyMatch(phase -> watches(d, phase, runId));
    }

    private static boolean watches(Deployment d, Phase phase, String runId) {
        PhaseProgress progress = d.progress(phase);
        return progress != null
                && progress.run().map(WorkflowRun::id).filter(runId::equals).isPresent();
    }

    private Answer woken(List<Deployment> deployments, DeliveredRun run) {
        List<DeployId> ids = deployments.stream()
                .filter(d -> !run.created() || !watches(d, run.id()))
                .filter(d -> !d.settled() || (run.again() && failed(d, run.id())))
                .map(Deployment::id)
                .distinct()
                .toList();
        ids.forEach(conductor::wake);
        return new Answer(
                200,
                ids.isEmpty()
                        ? "ignored: no unsettled deployment has this run"
                        : "looking at "
                                + String.join(
                                        ", ", ids.stream().map(DeployId::value).toList()));
    }

    /** {@return a name without secrets} */
    @Override
    public String toString() {
        return "GitHubWebhook";
    }
}
