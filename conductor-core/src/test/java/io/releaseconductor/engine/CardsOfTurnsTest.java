package io.releaseconductor.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.TickedClock;
import io.releaseconductor.chat.Card;
import io.releaseconductor.chat.CardRenderer;
import io.releaseconductor.check.Check;
import io.releaseconductor.check.CheckContext;
import io.releaseconductor.check.CheckResult;
import io.releaseconductor.deployment.AdmissionRules;
import io.releaseconductor.deployment.CancelOutcome;
import io.releaseconductor.deployment.DeliveryOutcome;
import io.releaseconductor.deployment.DeployRequestBuilder;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentEvent;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.DispatchIntent;
import io.releaseconductor.deployment.DispatchOutcome;
import io.releaseconductor.deployment.EnvironmentProfile;
import io.releaseconductor.deployment.LatencyComparison;
import io.releaseconductor.deployment.LocateOutcome;
import io.releaseconductor.deployment.RiskyPaths;
import io.releaseconductor.deployment.RunConclusion;
import io.releaseconductor.deployment.RunStatus;
import io.releaseconductor.deployment.Samples;
import io.releaseconductor.deployment.StatusOutcome;
import io.releaseconductor.deployment.WorkflowRun;
import io.releaseconductor.memory.InMemoryStateStore;
import io.releaseconductor.metric.FailedRounds;
import io.releaseconductor.metric.MetricPlan;
import io.releaseconductor.model.Called;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Strategy;
import io.releaseconductor.model.Watch;
import io.releaseconductor.plan.Deadlines;
import io.releaseconductor.policy.AlertRules;
import io.releaseconductor.policy.ReleasePolicy;
import io.releaseconductor.spi.Authorizer;
import io.releaseconductor.spi.ChangeLog;
import io.releaseconductor.spi.ChatChannel;
import io.releaseconductor.spi.CreateResult;
import io.releaseconductor.spi.MetricSource;
import io.releaseconductor.spi.Refs;
import io.releaseconductor.spi.Retention;
import io.releaseconductor.spi.StateStore;
import io.releaseconductor.spi.WorkflowDispatcher;
import io.releaseconductor.window.DeploymentWindows;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("While a deployment is worked on, its card is rendered")
class CardsOfTurnsTest {

    private final TickedClock clock = new TickedClock();
    private final StateStore store = new InMemoryStateStore();
    private final Runs runs = new Runs();
    private final Channel channel = new Channel();
    private final List<Deployment> states = new ArrayList<>();
    private final List<Deployment> rendered = new ArrayList<>();
    private final ResolvedSettings staging = new ResolvedSettings(
            Environment.STAGING,
            Map.of(),
            ReleasePolicy.DEFAULT,
            Authorizer.allowAll(),
            null,
            "v1",
            true,
            Called.NOBODY,
            LatencyComparison.OFF,
            RiskyPaths.NONE,
            Duration.ofMinutes(2),
            Duration.ZERO,
            Stream.of("frontend", "api", "auth", "search", "media")
                    .<Check>map(Passing::new)
                    .toList(),
            EnvironmentProfile.NONE,
            MetricPlan.NONE,
            AdmissionRules.NONE,
            DeploymentWindows.ALWAYS_OPEN,
            FailedRounds.DEFAULT,
            Watch.OFF,
            AlertRules.DEFAULT,
            Duration.ZERO);
    private final Reconciler reconciler = new Reconciler(
            new EngineParts(
                    "node",
                    Map.of(staging.environment(), staging),
                    store,
                    runs,
                    channel,
                    (alert, deployment) -> {},
                    ChangeLog.NONE,
                    Refs.NONE,
                    Map.of(),
                    MetricSource.NONE,
                    List.of((before, event, after) -> states.add(after)),
                    List.of(),
                    clock,
                    new ThreadsAtOnce(),
                    Deadlines.DEFAULT,
                    Retention.DEFAULT,
                    Duration.ofSeconds(60)),
            this::render);

    private Card render(Deployment deployment) {
        rendered.add(deployment);
        return CardRenderer.render(deployment);
    }

    private static final class Runs implements WorkflowDispatcher {

        private boolean over;

        @Override
        public DispatchOutcome dispatch(DispatchIntent intent) {
            return new DispatchOutcome.Started(WorkflowRun.queued(intent.correlationKey(), null));
        }

        @Override
        public LocateOutcome locate(DispatchIntent intent) {
            return new LocateOutcome.NotFound(List.of());
        }

        @Override
        public StatusOutcome status(WorkflowRun run) {
            WorkflowRun atWork = run.at(RunStatus.IN_PROGRESS);
            return new StatusOutcome.Seen(over ? atWork.completed(RunConclusion.SUCCESS) : atWork, null);
        }

        @Override
        public CancelOutcome cancel(WorkflowRun run, boolean force) {
            return new CancelOutcome.Accepted();
        }
    }

    private static final class Channel implements ChatChannel {

        private final List<Card> shown = new ArrayList<>();

        @Override
        public DeliveryOutcome post(String destination, String key, Card card) {
            return update(key, card);
        }

        @Override
        public DeliveryOutcome update(String reference, Card card) {
            shown.add(card);
            return new DeliveryOutcome.Shown(reference);
        }

        private Card last() {
            return shown.get(shown.size() - 1);
        }
    }

    private record Passing(String id) implements Check {
        @Override
        public CheckResult run(CheckContext context) {
            return CheckResult.pass("OK");
        }
    }

    private Deployment ship() {
        Shipper shipper = reconciler.shipper();
        DeployRequestBuilder request = shipper.asking(staging, Strategy.CANARY, Samples.ADA);
        CreateResult created =
                shipper.ship(request.version("v2").destination("releases").build(), null, null);
        return ((CreateResult.Created) created).deployment();
    }

    private Deployment after(Duration span) {
        for (long second = 0; second < span.toSeconds(); second++) {
            reconciler.runDue();
            clock.tick(Duration.ofSeconds(1));
        }
        return store.holder(Environment.STAGING).orElse(states.get(states.size() - 1));
    }

    @Test
    void at_most_once_for_each_state_that_it_comes_to_and_shown_as_it_was_planned() {
        runs.over = true;
        ship();
        Deployment verified = after(Duration.ofMinutes(1));
        assertThat(verified.status()).isEqualTo(DeploymentStatus.VERIFIED);
        reconciler.writer().persist(verified, new DeploymentEvent.Promote(Samples.GRACE, clock.instant(), 1), null);
        Deployment promoted = after(Duration.ofMinutes(1));
        assertThat(promoted.status()).isEqualTo(DeploymentStatus.PROMOTED);

        assertThat(rendered.size()).isPositive().isLessThan(states.size());
        assertThat(rendered).doesNotHaveDuplicates();
        assertThat(channel.last()).isEqualTo(CardRenderer.render(promoted));
        assertThat(promoted.card().shown()).isEqualTo(channel.last().digest());
    }

    @Test
    void not_at_all_while_its_run_is_looked_at_without_any_news() {
        ship();
        after(Duration.ofSeconds(30));
        int before = rendered.size();
        int states = this.states.size();
        Deployment deploying = after(Duration.ofMinutes(3));

        assertThat(deploying.status()).isEqualTo(DeploymentStatus.DEPLOYING);
        assertThat(this.states.size()).as("each look is saved").isGreaterThan(states + 30);
        assertThat(rendered).hasSize(before);
    }
}
