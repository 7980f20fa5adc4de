package io.releaseconductor.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.Conductor;
import io.releaseconductor.ShipRequest;
import io.releaseconductor.ShipResult;
import io.releaseconductor.chat.CardText;
import io.releaseconductor.check.CheckCatalog;
import io.releaseconductor.config.Secret;
import io.releaseconductor.config.Variables;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.examples.demo.app.Fault;
import io.releaseconductor.examples.demo.app.Installation;
import io.releaseconductor.examples.demo.app.Login;
import io.releaseconductor.examples.demo.app.SmallApplication;
import io.releaseconductor.examples.demo.app.Version;
import io.releaseconductor.examples.demo.traffic.Visitor;
import io.releaseconductor.memory.InMemoryStateStore;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Strategy;
import io.releaseconductor.spi.Authorizer;
import io.releaseconductor.testkit.FakeChat;
import io.releaseconductor.testkit.ManualClock;
import io.releaseconductor.testkit.RecordingAlerts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** All of the demo but its console and processes, with a clock that is turned by hand. */
@DisplayName("A canary of the demo that is judged by what its visitors got")
@Timeout(300)
class MetricStoriesTest {

    private static final Set<DeploymentStatus> OVER = Set.of(
            DeploymentStatus.PROMOTED,
            DeploymentStatus.ROLLED_BACK,
            DeploymentStatus.FAILED,
            DeploymentStatus.NEEDS_ATTENTION);

    private final ManualClock clock = new ManualClock(Instant.now().truncatedTo(ChronoUnit.SECONDS));
    private final FakeChat chat = new FakeChat(clock);
    private final InMemoryStateStore store = new InMemoryStateStore();

    @TempDir
    private Path directory;

    /** Comes to its end, or is left as it is after some minutes. */
    private Deployment shipped(int visits, int minutes, Fault... faults) throws IOException {
        Installation installation = new Installation(directory);
        installation.install(Version.good("v1"));
        Login login = new Login("ada@example.com", new Secret("right"));
        try (SmallApplication application = SmallApplication.start("prod", installation, login, clock, 0, 0);
                LocalPrometheus prometheus = new LocalPrometheus(List.of(application), clock);
                Conductor conductor = Conductor.builder()
                        .variables(variables(application, login))
                        .environment(GradualCanary.settings(Environment.PROD, variables(application, login))
                                .withBaselineVersion("v1"))
                        .workflows(new InstallingWorkflows(installation, clock, faults))
                        .chat(chat)
                        .alerts(new RecordingAlerts())
                        .authorizer(Authorizer.allowAll())
                        .checks(CheckCatalog.discover())
                        .metrics(prometheus.source())
                        .store(store)
                        .clock(clock)
                        .build()) {
            Visitor visitor = new Visitor(application.base(), 1);
            for (int second = 0; second < 60; second++) {
                pass(prometheus, visitor, visits);
            }
            ShipResult result = conductor.ship(ShipRequest.to(Environment.PROD, Actor.person("1", "Ada"))
                    .withStrategy(Strategy.CANARY)
                    .withVersion("v2")
                    .withDestination("releases"));
            Deployment d = ((ShipResult.Shipped) result).deployment();
            Instant end = clock.instant().plus(Duration.ofMinutes(minutes));
            while (!OVER.contains(d.status()) && clock.instant().isBefore(end)) {
                pass(prometheus, visitor, visits);
                conductor.runDue();
                d = store.find(d.id()).orElseThrow();
            }
            conductor.runDue();
            return d;
        }
    }

    /** A second. */
    private void pass(LocalPrometheus prometheus, Visitor visitor, int visits) {
        clock.advance(Duration.ofSeconds(1));
        for (int i = 0; i < visits; i++) {
            visitor.visit();
        }
        prometheus.scrape();
    }

    private static Variables variables(SmallApplication application, Login login) {
        Map<String, String> variables = new HashMap<>(Transcript.GENEROUS);
        variables.putAll(GradualCanary.VARIABLES);
        variables.put("FRONTEND_BASE_URL", application.canaryBase().toString());
        variables.put("VITE_API_BASE", application.canaryBase().toString());
        variables.put("SHIP_LOGIN_USER", login.email());
        variables.put("SHIP_LOGIN_PASSWORD", login.password().reveal());
        variables.put("SHIP_METRICS", "errors");
        return Variables.of(variables);
    }

    private String card() {
        return CardText.render(chat.lastMessage().orElseThrow().card());
    }

    @Test
    @DisplayName("is rolled back when it goes bad in its third minute, and its card says why")
    void late() throws Exception {
        Deployment d = shipped(10, 20, Fault.LATE_ERRORS);

        assertThat(d.status()).isEqualTo(DeploymentStatus.ROLLED_BACK);
        assertThat(d.wave()).isEqualTo(1);
        assertThat(card()).contains("Rollback because: errors_worse");
    }

    @Test
    @DisplayName("waits for a person where nobody visited it")
    void nobody() throws Exception {
        Deployment d = shipped(0, 4);

        assertThat(d.status()).isEqualTo(DeploymentStatus.VERIFIED);
        assertThat(d.wave()).isEqualTo(1);
        assertThat(card()).contains("➖ errors: nothing yet · cannot tell yet");
    }
}
