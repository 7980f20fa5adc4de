package io.releaseconductor.examples.bot;

import io.releaseconductor.Conductor;
import io.releaseconductor.EnvironmentSettings;
import io.releaseconductor.ShipRequest;
import io.releaseconductor.ShipResult;
import io.releaseconductor.check.Check;
import io.releaseconductor.check.CheckCatalog;
import io.releaseconductor.check.CheckContext;
import io.releaseconductor.check.CheckResult;
import io.releaseconductor.deployment.CancelOutcome;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.DispatchIntent;
import io.releaseconductor.deployment.DispatchOutcome;
import io.releaseconductor.deployment.LocateOutcome;
import io.releaseconductor.deployment.RunConclusion;
import io.releaseconductor.deployment.RunStatus;
import io.releaseconductor.deployment.StatusOutcome;
import io.releaseconductor.deployment.WorkflowRun;
import io.releaseconductor.examples.fakeprometheus.FakePrometheus;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Strategy;
import io.releaseconductor.prometheus.PrometheusMetrics;
import io.releaseconductor.prometheus.PrometheusOptions;
import io.releaseconductor.spi.Authorizer;
import io.releaseconductor.spi.ChatChannel;
import io.releaseconductor.spi.WorkflowDispatcher;
import io.releaseconductor.testkit.ThreadsAtOnce;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A shop of which Prometheus has the last hours, and to which somebody shipped in the meantime. */
final class ShopOfThePast implements AutoCloseable {

    private static final Duration SCRAPE = Duration.ofSeconds(15);
    private static final Duration KEPT = Duration.ofHours(6);

    final FakePrometheus prometheus = FakePrometheus.start();
    final Map<String, String> environment;
    private final DoctorWorld world;
    private final Terminal terminal;
    private final Instant end = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private final Past clock = new Past(end.minus(Duration.ofHours(3)));

    private static final class Past extends Clock {

        private Instant now;

        Past(Instant now) {
            this.now = now;
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    /** Both sides serve all the time, one request a second at the canary and nine beside it. */
    ShopOfThePast(Path folder) {
        world = new DoctorWorld(folder);
        environment = world.environment;
        terminal = new Terminal(environment);
        into(environment);
        Random random = new Random(1);
        long[] bad = new long[2];
        long[] all = new long[2];
        for (Instant at = end.minus(KEPT); !at.isAfter(end); at = at.plus(SCRAPE)) {
            for (int side = 0; side < 2; side++) {
                long requests = (side == 0 ? 1 : 9) * SCRAPE.toSeconds();
                all[side] += requests;
                for (long i = 0; i < requests; i++) {
                    bad[side] += random.nextInt(50) == 0 ? 1 : 0;
                }
                scrape(side, at, all[side], bad[side]);
            }
        }
    }

    private void scrape(int side, Instant at, long all, long bad) {
        Map<String, String> target = side == 0
                ? Map.of("job", "shop", "instance", "canary", "track", "canary")
                : Map.of("job", "shop", "instance", "stable");
        prometheus.scrape(
                target,
                at,
                "http_server_requests_seconds_count{uri=\"/cart\",status=\"200\"} " + (all - bad) + "\n"
                        + "http_server_requests_seconds_count{uri=\"/cart\",status=\"503\"} " + bad + "\n");
    }

    private void into(Map<String, String> environment) {
        environment.put("PROMETHEUS_URL", prometheus.url().toString());
        environment.put("PROMETHEUS_CANARY", "track=\"canary\"");
        environment.put("SHIP_METRICS", "errors");
        environment.put("SHIP_CANARY_WAVES", "10,100");
        environment.put("SHIP_CANARY_BAKE", "5m..10m");
        environment.put("SHIP_CANARY_LOOK_EVERY", "15s");
        environment.put("SHIP_FORMAT", "2");
    }

    /** A canary that nobody has promoted yet. */
    void shipped() {
        BotSettings settings = BotSettings.read(environment);
        PrometheusOptions options = PrometheusOptions.of(prometheus.url()).withSides("track=\"canary\"", null);
        try (OpenedState state = settings.state().value().open();
                Conductor conductor = Conductor.builder()
                        .environment(EnvironmentSettings.of(Environment.STAGING)
                                .withLinked(null)
                                .withBaselineVersion("v1"))
                        .variables(settings.variables())
                        .workflows(new Successful())
                        .chat(ChatChannel.NONE)
                        .alerts((alert, deployment) -> {})
                        .authorizer(Authorizer.allowAll())
                        .checks(CheckCatalog.of(new Passing()))
                        .metrics(PrometheusMetrics.of(Map.of(Environment.STAGING, options), clock))
                        .store(state.store())
                        .clock(clock)
                        .executor(new ThreadsAtOnce())
                        .build()) {
            ShipResult result = conductor.ship(ShipRequest.to(Environment.STAGING, Actor.person("1", "Ada"))
                    .withStrategy(Strategy.CANARY)
                    .withVersion("v2"));
            DeployId id = ((ShipResult.Shipped) result).deployment().id();
            for (int second = 0; second < 900; second++) {
                conductor.runDue();
                if (conductor.find(id).orElseThrow().status() == DeploymentStatus.VERIFIED) {
                    return;
                }
                clock.now = clock.now.plusSeconds(1);
            }
            throw new AssertionError(conductor.find(id));
        }
    }

    /** {@return what the bot prints that is started with these arguments} */
    String run(String... args) {
        return terminal.run(args);
    }

    /** {@return how the last one ended} */
    int exit() {
        return terminal.exit();
    }

    /** Another instance that served for a minute is known of only now. */
    void changeThePast() {
        Instant from = clock.now.minusSeconds(120);
        for (int scrape = 0; scrape < 4; scrape++) {
            prometheus.scrape(
                    Map.of("job", "shop", "instance", "late"),
                    from.plus(SCRAPE.multipliedBy(scrape)),
                    "http_server_requests_seconds_count{uri=\"/cart\",status=\"200\"} " + (scrape < 2 ? 5 : 7) + "\n");
        }
    }

    @Override
    public void close() {
        prometheus.close();
        world.close();
    }

    private static final class Passing implements Check {

        @Override
        public String id() {
            return "frontend";
        }

        @Override
        public CheckResult run(CheckContext context) {
            return CheckResult.pass("200 OK");
        }
    }

    private static final class Successful implements WorkflowDispatcher {

        @Override
        public DispatchOutcome dispatch(DispatchIntent intent) {
            return new DispatchOutcome.Started(WorkflowRun.queued("1", null).withVersion("v2"));
        }

        @Override
        public LocateOutcome locate(DispatchIntent intent) {
            return new LocateOutcome.NotFound(List.of());
        }

        @Override
        public StatusOutcome status(WorkflowRun run) {
            return new StatusOutcome.Seen(run.at(RunStatus.IN_PROGRESS).completed(RunConclusion.SUCCESS), null);
        }

        @Override
        public CancelOutcome cancel(WorkflowRun run, boolean force) {
            return new CancelOutcome.Accepted();
        }
    }
}
