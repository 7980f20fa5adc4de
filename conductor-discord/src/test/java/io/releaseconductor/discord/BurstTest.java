package io.releaseconductor.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.releaseconductor.EnvironmentSettings;
import io.releaseconductor.ShipRequest;
import io.releaseconductor.ShipResult;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.Rollback;
import io.releaseconductor.examples.fakediscord.FakeDiscord;
import io.releaseconductor.examples.fakediscord.FakeInteraction;
import io.releaseconductor.examples.fakediscord.FakePerson;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.testkit.FakeCheck;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("While every check hangs and 100 deployments run")
@Timeout(120)
class BurstTest {

    private static final int MANY = 100;

    @Test
    @DisplayName("100 clicks of 100 people are acknowledged in full, with one decision each")
    void a_burst_of_clicks() {
        List<Environment> environments =
                IntStream.range(0, MANY).mapToObj(i -> new Environment("e" + i)).toList();
        try (Node.World world = new Node.World(Clock.systemUTC())) {
            world.checks.clear();
            for (String id : List.of("frontend", "api", "auth")) {
                world.checks.add(FakeCheck.hanging(id).limit(Duration.ofSeconds(60)));
            }
            world.variables = Map.of("SHIP_AUTO_ROLLBACK", "false", "SHIP_VERIFICATION_TIMEOUT_MS", "60000");
            world.callLimit = Duration.ofSeconds(20);
            world.permissions = DiscordPermissions.none().permit(Permit.EVERYONE);
            world.with = builder -> {
                environments.forEach(
                        e -> builder.environment(EnvironmentSettings.of(e).withBaselineVersion("1.4.1")));
                return builder;
            };
            Node node = world.start();
            node.conductor.start();
            List<DeployId> ids = environments.stream().map(e -> ship(node, e)).toList();
            await().atMost(Duration.ofSeconds(60)).until(() -> ids.stream().allMatch(id -> isVerifying(world, id)));

            Map<DeployId, FakeInteraction> clicks = new LinkedHashMap<>();
            for (int i = 0; i < MANY; i++) {
                DeployId id = ids.get(i);
                clicks.put(id, world.discord.press(person(i), world.card(id), "ship_rollback_" + id, -1));
            }
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> clicks.values().stream().allMatch(FakeInteraction::acknowledged));
            List<FakeInteraction> forms = new ArrayList<>();
            for (int i = 0; i < MANY; i++) {
                DeployId id = ids.get(i);
                forms.add(world.discord.submit(
                        person(i), world.card(id), Objects.requireNonNull(clicks.get(id)), "reason", "No. " + i, -1));
            }
            await().atMost(Duration.ofSeconds(10)).until(() -> forms.stream().allMatch(FakeInteraction::acknowledged));
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> ids.stream().allMatch(id -> world.now(id).rollback() != null));

            for (int i = 0; i < MANY; i++) {
                Rollback rollback = Objects.requireNonNull(world.now(ids.get(i)).rollback());
                assertThat(rollback.decision().by().name()).isEqualTo("Person " + i);
                assertThat(rollback.reason()).isEqualTo("No. " + i);
            }
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> forms.stream().allMatch(form -> form.answer().contains("Taken: the rollback of ")));
            assertThat(world.discord.refusals()).isEmpty();
        }
    }

    private static FakePerson person(int number) {
        return new FakePerson("55555555555555" + (1000 + number), "Person " + number, Set.of());
    }

    private static DeployId ship(Node node, Environment environment) {
        ShipResult result = node.conductor.ship(
                ShipRequest.to(environment, Actor.person("1", "Ada")).withDestination(FakeDiscord.CHANNEL));
        return ((ShipResult.Shipped) result).deployment().id();
    }

    private static boolean isVerifying(Node.World world, DeployId id) {
        Deployment d = world.now(id);
        return d.status() == DeploymentStatus.VERIFYING && d.card().reference() != null;
    }
}
