package io.releaseconductor.github;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.deployment.DispatchIntent;
import io.releaseconductor.deployment.DispatchOutcome;
import io.releaseconductor.deployment.LocateOutcome;
import io.releaseconductor.deployment.RunCandidate;
import io.releaseconductor.deployment.WorkflowRun;
import io.releaseconductor.examples.fakegithub.Call;
import io.releaseconductor.examples.fakegithub.FakeRun;
import io.releaseconductor.examples.fakegithub.FakeWorkflow;
import io.releaseconductor.examples.fakegithub.Fault;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Phase;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A run whose id is not known")
class RunLocatorTest {

    private static final String FILE = "client-deploy.yml";

    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    private DispatchIntent lost() {
        DispatchIntent intent = bench.deploy(1);
        bench.fake.failNext(Call.DISPATCH, Fault.drop(true));
        assertThat(bench.workflows.dispatch(intent)).isInstanceOf(DispatchOutcome.Unknown.class);
        return intent;
    }

    private void withoutKeys() {
        bench.fake.add(FakeWorkflow.asInSpec(FILE, "Client Deploy"));
        bench.reconfigure(o -> o.withWorkflow(Environment.STAGING, Phase.DEPLOY, WorkflowFile.of(FILE)));
    }

    @Test
    @DisplayName("is found once the lagging list shows it")
    void lagging_lists() {
        bench.fake.lag(Duration.ofSeconds(20));
        DispatchIntent intent = lost();
        assertThat(bench.workflows.locate(intent)).isInstanceOf(LocateOutcome.NotFound.class);

        bench.clock.advance(Duration.ofSeconds(20));
        assertThat(bench.workflows.locate(intent))
                .isInstanceOfSatisfying(
                        LocateOutcome.Found.class,
                        found -> assertThat(found.run().id())
                                .isEqualTo(bench.fake.runs().get(0).id()));
    }

    @Test
    @DisplayName("is found behind hundreds of newer ones, page by page, and no further back than clocks may differ")
    void paged_lists() {
        DispatchIntent intent = lost();
        for (int i = 0; i < 250; i++) {
            bench.fake.startRun(FILE, "Nightly " + i, "somebody");
        }
        bench.fake.forget();
        assertThat(bench.workflows.locate(intent)).isInstanceOf(LocateOutcome.Found.class);
        assertThat(bench.fake.count(Call.LIST)).isEqualTo(3);

        bench.clock.advance(Duration.ofHours(1));
        for (int i = 0; i < 40; i++) {
            bench.fake.startRun(FILE, "Later " + i, "somebody");
        }
        bench.fake.forget();
        bench.workflows.locate(bench.deploy(2));
        assertThat(bench.fake.count(Call.LIST))
                .as("the old ones are of no interest")
                .isEqualTo(1);
    }

    @Test
    @DisplayName("is found though our clock is ahead of GitHub's")
    void clocks_differ() {
        DispatchIntent here = lost();
        DispatchIntent ahead = new DispatchIntent(
                here.deployment(),
                here.attempt(),
                here.environment(),
                here.strategy(),
                here.rollout(),
                here.reach(),
                here.lastWave(),
                here.ref(),
                here.version(),
                here.method(),
                here.intendedAt().plus(Duration.ofMinutes(3)),
                here.validUntil().plus(Duration.ofMinutes(3)),
                null);

        assertThat(bench.workflows.locate(ahead)).isInstanceOf(LocateOutcome.Found.class);
    }

    @Test
    @DisplayName("shown twice because a list shifted between two pages is still one")
    void shifted_pages() {
        DispatchIntent intent = lost();
        for (int i = 0; i < 99; i++) {
            bench.fake.startRun(FILE, "Nightly", "somebody");
        }
        FakeRun ours = bench.fake.runs().get(0);
        bench.fake.failNext(Call.LIST, new Fault(true, false, good -> {
            bench.fake.startRun(FILE, "Nightly", "somebody");
            return good;
        }));
        assertThat(bench.workflows.locate(intent))
                .isInstanceOfSatisfying(
                        LocateOutcome.Found.class,
                        found -> assertThat(found.run().id()).isEqualTo(ours.id()));
    }

    @Test
    @DisplayName("is never adopted without its key: those that may be meant are handed to a person")
    void candidates() {
        withoutKeys();
        bench.fake.addRef("other", "0000000000000000000000000000000000000001");
        bench.fake.startRun(FILE, "long before", "conductor-bot");
        bench.clock.advance(Duration.ofMinutes(10));
        WorkflowRun watched = bench.start(7);
        DispatchIntent intent = lost();
        bench.fake.startRun(FILE, "by somebody else", "somebody");
        bench.fake.startRun(FILE, "Deploy ship-staging-1/deploy/1", "conductor-bot");
        FakeRun ours = bench.fake.runs().get(2);

        assertThat(bench.workflows.locate(intent))
                .isInstanceOfSatisfying(LocateOutcome.Undecidable.class, undecidable -> {
                    assertThat(undecidable.reason()).contains(FILE, "does not show the key");
                    assertThat(undecidable.candidates())
                            .extracting(RunCandidate::runId)
                            .containsExactly(ours.id());
                    assertThat(undecidable.candidates())
                            .extracting(RunCandidate::runId)
                            .doesNotContain(watched.id());
                });
        bench.clock.advance(Duration.ofHours(1));
        bench.fake.startRun(FILE, "long after", "conductor-bot");
        assertThat(bench.workflows.locate(intent))
                .isInstanceOfSatisfying(
                        LocateOutcome.Undecidable.class,
                        undecidable -> assertThat(undecidable.candidates()).hasSize(1));
    }

    @Test
    @DisplayName(
            "without its key is waited for while the list may lag, so that the person has something to choose from")
    void candidates_lag() {
        withoutKeys();
        bench.fake.lag(Duration.ofSeconds(10));
        DispatchIntent intent = lost();
        assertThat(bench.workflows.locate(intent)).isInstanceOf(LocateOutcome.NotFound.class);

        bench.clock.advance(Duration.ofSeconds(10));
        assertThat(bench.workflows.locate(intent))
                .isInstanceOfSatisfying(
                        LocateOutcome.Undecidable.class,
                        undecidable -> assertThat(undecidable.candidates()).hasSize(1));
        bench.fake.delete(bench.fake.runs().get(0).id());
        bench.clock.advance(Duration.ofSeconds(30));
        assertThat(bench.workflows.locate(intent)).isInstanceOf(LocateOutcome.Undecidable.class);
    }

    @Test
    @DisplayName("whose title is shown by a workflow that is not known to show keys is still left to a person")
    void by_chance() {
        withoutKeys();
        DispatchIntent intent = lost();
        bench.fake.startRun(FILE, "Deploy " + intent.correlationKey(), "conductor-bot");

        assertThat(bench.workflows.locate(intent))
                .isInstanceOfSatisfying(
                        LocateOutcome.Undecidable.class,
                        undecidable -> assertThat(undecidable.candidates()).hasSize(2));
    }
}
