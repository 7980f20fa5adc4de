package io.releaseconductor.github;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.Conductor;
import io.releaseconductor.EnvironmentSettings;
import io.releaseconductor.ShipRequest;
import io.releaseconductor.ShipResult;
import io.releaseconductor.chat.CardRenderer;
import io.releaseconductor.check.Check;
import io.releaseconductor.check.CheckCatalog;
import io.releaseconductor.config.Secret;
import io.releaseconductor.config.Variables;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.examples.fakegithub.FakeGitHub;
import io.releaseconductor.examples.fakegithub.FakeRun;
import io.releaseconductor.examples.fakegithub.Received;
import io.releaseconductor.examples.fakegithub.RunScript;
import io.releaseconductor.examples.fakegithub.ServerKind;
import io.releaseconductor.memory.InMemoryStateStore;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.plan.Deadlines;
import io.releaseconductor.plan.Planner;
import io.releaseconductor.policy.ReleasePolicy;
import io.releaseconductor.policy.RollbackTriggers;
import io.releaseconductor.spi.Authorizer;
import io.releaseconductor.spi.ChatChannel;
import io.releaseconductor.testkit.ManualClock;
import io.releaseconductor.testkit.ThreadsAtOnce;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * How many requests a deployment costs, counted at the fake in virtual time, for runs of 8 to 12 minutes with 8 steps; next to it
 * the list polled every ten seconds, as the usual "trigger and wait" does.
 */
@DisplayName("The calls that a deployment costs")
class CallCountTest {

    private static final int RUNS = 30;
    private static final long SEED = 20_261_124L;
    private static final int STEPS = 8;

    /** What one deployment cost. */
    private record Cost(int all, int counted, Duration noticedAfter) {}

    private static List<RunScript> scripts() {
        Random random = new Random(SEED);
        List<RunScript> scripts = new ArrayList<>();
        for (int i = 0; i < RUNS; i++) {
            long total = 480_000 + random.nextLong(240_001);
            long[] cuts = random.longs(STEPS - 1, 1, total).sorted().toArray();
            Duration[] steps = new Duration[STEPS];
            long before = 0;
            for (int step = 0; step < STEPS; step++) {
                long cut = step < cuts.length ? cuts[step] : total;
                steps[step] = Duration.ofMillis(cut - before);
                before = cut;
            }
            scripts.add(RunScript.success(Duration.ofMillis(2_000 + random.nextLong(20_000)), steps));
        }
        return scripts;
    }

    @Test
    @DisplayName("stay within the aims, with webhook and without")
    void stay_within_the_aims(TestReporter reporter) {
        List<Cost> polled = measure(false);
        List<Cost> woken = measure(true);
        List<Cost> lists = scripts().stream().map(CallCountTest::pollTheList).toList();
        Map<String, String> figures = new LinkedHashMap<>();
        figures.put("with webhook", describe(woken));
        figures.put("without webhook", describe(polled));
        figures.put("list every 10 s", describe(lists));
        reporter.publishEntry(figures);
        figures.forEach((how, figure) -> System.out.println(how + ": " + figure));

        assertThat(max(woken, Cost::all)).isLessThanOrEqualTo(6);
        assertThat(max(polled, Cost::all)).isLessThanOrEqualTo(72);
        assertThat(max(polled, Cost::counted)).isLessThanOrEqualTo(14);
        assertThat(percentile95(polled)).isLessThanOrEqualTo(10_000);
        assertThat(max(lists, Cost::counted)).as("what is to be better than").isGreaterThan(12);
    }

    private static List<Cost> measure(boolean webhook) {
        List<Cost> costs = new ArrayList<>();
        for (RunScript script : scripts()) {
            costs.add(deploy(script, webhook));
        }
        return costs;
    }

    private static Cost deploy(RunScript script, boolean webhook) {
        ManualClock clock = new ManualClock();
        try (FakeGitHub fake = FakeGitHub.start(ServerKind.GITHUB_COM, clock)) {
            fake.accept(Planted.TOKEN);
            fake.script(script);
            GitHubOptions options = GitHubHarness.options(fake);
            GitHubWorkflows workflows = GitHubHarness.adapter(webhook ? options.wokenByWebhook() : options, clock);
            workflows.check();
            fake.forget();
            try (Conductor conductor = conductor(workflows, clock)) {
                ShipResult shipped = conductor.ship(ShipRequest.to(Environment.STAGING, Actor.person("1", "Ada")));
                DeployId id = ((ShipResult.Shipped) shipped).deployment().id();
                conductor.runDue();
                FakeRun run = fake.runs().get(0);
                Instant begins = run.createdAt().plus(script.queued());
                Instant ends = run.createdAt().plus(script.total());
                GitHubWebhook hook = GitHubWebhook.of(conductor, new Secret(WebhookWorld.SECRET));
                Set<String> delivered = new HashSet<>();
                // Each a second after what it tells.
                List<Instant> deliveries =
                        List.of(run.createdAt().plusSeconds(1), begins.plusSeconds(1), ends.plusSeconds(1));
                while (status(conductor, id) == DeploymentStatus.INITIATED
                        || status(conductor, id) == DeploymentStatus.DEPLOYING) {
                    clock.set(nextMoment(
                            conductor.find(id).orElseThrow(), clock.instant(), webhook ? deliveries : List.of()));
                    if (webhook) {
                        deliver(hook, run, "requested", run.createdAt(), clock, delivered);
                        deliver(hook, run, "in_progress", begins, clock, delivered);
                        deliver(hook, run, "completed", ends, clock, delivered);
                    }
                    conductor.runDue();
                }
                return new Cost(
                        fake.received().size(),
                        (int) fake.received().stream().filter(Received::counted).count(),
                        Duration.between(ends, clock.instant()));
            }
        }
    }

    /** When the conductor is due, or a delivery comes. */
    private static Instant nextMoment(Deployment d, Instant now, List<Instant> deliveries) {
        Instant due = new Planner(
                        Deadlines.DEFAULT, of -> CardRenderer.render(of).digest())
                .next(d, now)
                .dueAt();
        return Stream.concat(Stream.ofNullable(due), deliveries.stream())
                .filter(at -> at.isAfter(now))
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    private static DeploymentStatus status(Conductor conductor, DeployId id) {
        return conductor.find(id).map(Deployment::status).orElseThrow();
    }

    private static void deliver(
            GitHubWebhook hook,
            FakeRun run,
            String action,
            Instant happened,
            ManualClock clock,
            Set<String> delivered) {
        if (clock.instant().isBefore(happened.plusSeconds(1)) || !delivered.add(action)) {
            return;
        }
        byte[] body = ("{\"action\":\"" + action + "\",\"workflow_run\":{\"id\":" + run.id() + ",\"display_title\":\""
                        + run.title() + "\",\"event\":\"workflow_dispatch\"}}")
                .getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers = WebhookWorld.headers("workflow_run", body);
        assertThat(hook.receive(name -> WebhookWorld.lookUp(headers, name), body)
                        .status())
                .isEqualTo(200);
    }

    private static Conductor conductor(GitHubWorkflows workflows, ManualClock clock) {
        ReleasePolicy byHand = ReleasePolicy.DEFAULT
                .withAutoRollback(false)
                .withTriggers(RollbackTriggers.DEFAULT.withMinChecksPassing(0));
        return Conductor.builder()
                .variables(Variables.of(Map.of()))
                .environment(EnvironmentSettings.of(Environment.STAGING)
                        .withPolicy(byHand)
                        .withLinked(null))
                .workflows(workflows)
                .chat(ChatChannel.NONE)
                .alerts((alert, deployment) -> {})
                .authorizer(Authorizer.allowAll())
                .checks(CheckCatalog.of(new Check[0]))
                .store(new InMemoryStateStore())
                .executor(new ThreadsAtOnce())
                .clock(clock)
                .build();
    }

    /** A dispatch, then the list of runs every ten seconds until the run is completed there. */
    private static Cost pollTheList(RunScript script) {
        ManualClock clock = new ManualClock();
        try (FakeGitHub fake = FakeGitHub.start(ServerKind.GITHUB_COM, clock)) {
            fake.accept(Planted.TOKEN);
            fake.script(script);
            GitHubOptions options = GitHubHarness.options(fake);
            RepositoryApi api = new RepositoryApi(
                    options, GitHubAuth.token(new Secret(Planted.TOKEN)), SharedClient.get(), clock, Pause.SLEEP);
            api.post(
                    List.of("actions", "workflows", "client-deploy.yml", "dispatches"),
                    "{\"ref\":\"main\",\"inputs\":{\"environment\":\"staging\"}}",
                    Instant.MAX);
            FakeRun run = fake.runs().get(0);
            String status = "";
            // Each time another address, so that nothing is spared: the usual pollers send no conditional requests.
            for (int poll = 1; !status.equals("completed"); poll++) {
                clock.advance(Duration.ofSeconds(10));
                Reply reply = api.get(
                        List.of("actions", "workflows", "client-deploy.yml", "runs"),
                        body -> true,
                        "poll",
                        Integer.toString(poll));
                status = ((Reply.Answered) reply)
                        .body()
                        .path("workflow_runs")
                        .path(0)
                        .path("status")
                        .asText();
            }
            return new Cost(
                    fake.received().size(),
                    (int) fake.received().stream().filter(Received::counted).count(),
                    Duration.between(run.createdAt().plus(script.total()), clock.instant()));
        }
    }

    private static long max(List<Cost> costs, ToLongFunction<Cost> of) {
        return costs.stream().mapToLong(of).max().orElseThrow();
    }

    private static long percentile95(List<Cost> costs) {
        long[] sorted = costs.stream()
                .mapToLong(c -> c.noticedAfter().toMillis())
                .sorted()
                .toArray();
        return sorted[(int) Math.ceil(0.95 * sorted.length) - 1];
    }

    private static String describe(List<Cost> costs) {
        long[] all = costs.stream().mapToLong(Cost::all).sorted().toArray();
        long[] counted = costs.stream().mapToLong(Cost::counted).sorted().toArray();
        return "requests: median " + all[all.length / 2] + ", at most " + all[all.length - 1] + "; counted: median "
                + counted[counted.length / 2] + ", at most " + counted[counted.length - 1] + "; noticed after (95 %): "
                + percentile95(costs) + " ms, at most "
                + max(costs, c -> c.noticedAfter().toMillis()) + " ms; "
                + Arrays.stream(all).sum() / all.length + " on average";
    }
}
