package io.releaseconductor.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.releaseconductor.ActionResult;
import io.releaseconductor.Conductor;
import io.releaseconductor.EnvironmentSettings;
import io.releaseconductor.check.CheckCatalog;
import io.releaseconductor.config.Variables;
import io.releaseconductor.deployment.CancelOutcome;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.DispatchIntent;
import io.releaseconductor.deployment.DispatchOutcome;
import io.releaseconductor.deployment.LocateOutcome;
import io.releaseconductor.deployment.RunConclusion;
import io.releaseconductor.deployment.RunStatus;
import io.releaseconductor.deployment.StatusOutcome;
import io.releaseconductor.deployment.WorkflowRun;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.policy.PromoteThresholds;
import io.releaseconductor.policy.ReleasePolicy;
import io.releaseconductor.policy.RollbackTriggers;
import io.releaseconductor.spi.Authorizer;
import io.releaseconductor.spi.StateStore;
import io.releaseconductor.spi.WorkflowDispatcher;
import io.releaseconductor.testkit.Deployments;
import io.releaseconductor.testkit.FakeChat;
import io.releaseconductor.testkit.FakeCheck;
import io.releaseconductor.testkit.ManualClock;
import io.releaseconductor.testkit.ThreadsAtOnce;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Records as the version before waves and frozen policies wrote them, in every status, of deployments that were under way. */
@DisplayName("A record of the version before waves")
class UpgradeTest {

    private static final int MOST_SECONDS = 4 * 3600;

    private final DeploymentJson json = new DeploymentJson();

    static Stream<String> records() throws IOException {
        return lines("/records-of-format-1.jsonl");
    }

    /** As nodes of that version wrote them which worked by turns with nodes of this one, on the same Redis. */
    static Stream<String> recordsByTurns() throws IOException {
        return lines("/records-carried-along.jsonl");
    }

    private static Stream<String> lines(String resource) throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(UpgradeTest.class.getResourceAsStream(resource)), StandardCharsets.UTF_8))) {
            return lines.lines().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("records")
    @DisplayName("is read, and written back as it was, so that nodes of that version go on with it")
    void is_written_back_as_it_was(String record) {
        assertThat(json.write(json.read(record))).isEqualTo(record);
    }

    @ParameterizedTest
    @MethodSource("records")
    @DisplayName("is finished, under the policy that the node has which changes it first")
    void is_finished(String record) {
        Deployment found = json.read(record);
        Deployment end = finished(found);

        if (!found.settled()) {
            assertThat(end.request().policy()).isEqualTo(POLICY.frozen());
            assertThat(end.request().checks()).containsExactly("api");
        }
    }

    @ParameterizedTest
    @MethodSource("recordsByTurns")
    @DisplayName("keeps the policy and the checks that it was shipped under, wherever a node of that version put them")
    void is_carried_along(String record) throws IOException {
        Deployment found = json.read(record);
        ObjectMapper jackson = new ObjectMapper();

        assertThat(found.extensions()).isEmpty();
        assertThat(jackson.readTree(json.write(found))).isEqualTo(jackson.readTree(record));
        Deployment end = finished(found);
        assertThat(end.request().policy()).isEqualTo(found.request().policy()).isNotNull();
        assertThat(end.request().checks()).containsExactly("frontend", "api", "auth", "search", "media");
    }

    /** Lets it go on until it is settled. */
    private static Deployment finished(Deployment found) {
        ManualClock clock = new ManualClock(found.statusSince().plusSeconds(3600));
        StateStore store = new ThroughJsonStore();
        store.create(Deployment.initiate(found.id(), found.request()), "before");
        store.compareAndSet(found.toBuilder().revision(2).build(), 1, null, "since");
        Runs runs = new Runs();
        Conductor conductor = conductor(store, runs, clock);
        for (int second = 0; second < MOST_SECONDS && !now(store, found.id()).settled(); second++) {
            conductor.runDue();
            decide(conductor, now(store, found.id()));
            clock.advance(Duration.ofSeconds(1));
        }
        Deployment end = now(store, found.id());

        assertThat(end.settled()).as("%s", end).isTrue();
        assertThat(runs.sent).doesNotHaveDuplicates();
        return end;
    }

    private static final ReleasePolicy POLICY = new ReleasePolicy(
            false,
            true,
            new PromoteThresholds(Map.of(), 1, 80),
            new RollbackTriggers(true, true, true, true, 0, false));

    private static Deployment now(StateStore store, DeployId id) {
        return store.find(id).orElseThrow();
    }

    private static void decide(Conductor conductor, Deployment d) {
        ActionResult result = null;
        if (d.status() == DeploymentStatus.VERIFIED) {
            result = conductor.promote(d.id(), Deployments.GRACE);
        } else if (d.status() == DeploymentStatus.NEEDS_ATTENTION) {
            result = conductor.giveUp(d.id(), Deployments.GRACE);
        }
        assertThat(result == null || result instanceof ActionResult.Done)
                .as("%s", result)
                .isTrue();
    }

    private static Conductor conductor(StateStore store, WorkflowDispatcher workflows, ManualClock clock) {
        return Conductor.builder()
                .variables(Variables.of(Map.of()))
                .environment(EnvironmentSettings.of(Environment.STAGING)
                        .withLinked(null)
                        .withPolicy(POLICY))
                .environment(EnvironmentSettings.of(Environment.PROD).withPolicy(POLICY))
                .workflows(workflows)
                .chat(new FakeChat(clock))
                .authorizer(Authorizer.allowAll())
                .checks(CheckCatalog.of(FakeCheck.passing("api")))
                .store(store)
                .clock(clock)
                .executor(new ThreadsAtOnce())
                .build();
    }

    /** Every run that is known succeeds, unless it was to be cancelled. */
    private static final class Runs implements WorkflowDispatcher {

        private final List<String> sent = new ArrayList<>();
        private final Set<String> cancelled = new HashSet<>();

        @Override
        public DispatchOutcome dispatch(DispatchIntent intent) {
            sent.add(intent.correlationKey());
            return new DispatchOutcome.Started(WorkflowRun.queued("9" + sent.size(), null));
        }

        @Override
        public LocateOutcome locate(DispatchIntent intent) {
            return new LocateOutcome.Found(WorkflowRun.queued("77", null));
        }

        @Override
        public StatusOutcome status(WorkflowRun run) {
            RunConclusion how = cancelled.contains(run.id()) ? RunConclusion.CANCELLED : RunConclusion.SUCCESS;
            return new StatusOutcome.Seen(run.at(RunStatus.IN_PROGRESS).completed(how), null);
        }

        @Override
        public CancelOutcome cancel(WorkflowRun run, boolean force) {
            cancelled.add(run.id());
            return new CancelOutcome.Accepted();
        }
    }
}
