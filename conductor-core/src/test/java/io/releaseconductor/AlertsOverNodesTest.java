package io.releaseconductor;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.alert.AlertSinks;
import io.releaseconductor.check.CheckResult;
import io.releaseconductor.deployment.Alert;
import io.releaseconductor.deployment.AlertKind;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spi.AlertSink;
import io.releaseconductor.spi.NotDeliveredException;
import io.releaseconductor.spi.StoreUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Of three nodes that alert through several sinks,")
class AlertsOverNodesTest {

    private final World world = new World();
    private final StoreWithTroubles store = new StoreWithTroubles(world.store);
    private final Map<String, List<String>> arrived = new LinkedHashMap<>();
    private final Set<String> away = new LinkedHashSet<>();
    private Runnable onceArrived = () -> {};

    private AlertSink sink(String name) {
        List<String> ids = arrived.computeIfAbsent(name, key -> new ArrayList<>());
        return (alert, deployment) -> {
            if (away.contains(name)) {
                throw new NotDeliveredException("away");
            }
            ids.add(alert.id());
            onceArrived.run();
        };
    }

    /** One that remembers nothing of what another node, or it itself before a restart, has told. */
    private Conductor node(String id) {
        return world.byHandWith(EnvironmentSettings.of(Environment.STAGING)
                        .withLinked(null)
                        .withBaselineVersion("v1"))
                .store(store)
                .alerts(AlertSinks.of(Map.of("webhook", sink("webhook"), "chat", sink("chat"), "log", sink("log"))))
                .nodeId(id)
                .build();
    }

    private List<Conductor> nodes() {
        return List.of(node("n1"), node("n2"), node("n3"));
    }

    private DeployId shipped(Conductor node) {
        world.onceDeployed("api", CheckResult.fail("Connection refused"));
        return World.shipped(node.ship(World.toStaging())).id();
    }

    /** Lets one node after the other work, a second each. */
    private Deployment runUntil(List<Conductor> nodes, DeployId id, Predicate<Deployment> reached) {
        for (int second = 0; second < 3_600 && !reached.test(world.now(id)); second++) {
            world.clock.tick(Duration.ofSeconds(1));
            try {
                nodes.get(second % nodes.size()).runDue();
            } catch (StoreUnavailableException e) {
                assertThat(store.down).isTrue();
            }
        }
        return world.now(id);
    }

    private static boolean isTold(Deployment d) {
        return d.alerts().stream().noneMatch(Alert::isPending) && !d.alerts().isEmpty();
    }

    @Test
    @DisplayName("each tells each sink once, also where one sink is away and another node goes on")
    void one_sink_away() {
        List<Conductor> nodes = nodes();
        away.add("webhook");
        DeployId id = shipped(nodes.get(0));
        Deployment failing = runUntil(nodes, id, d -> d.alerts().stream().anyMatch(alert -> alert.failures() >= 4));
        Alert pending = failing.alerts().get(0);
        assertThat(pending.kind()).isEqualTo(AlertKind.ROLLBACK_TRIGGERED);
        assertThat(pending.deliveredTo()).containsExactlyInAnyOrder("chat", "log");
        assertThat(arrived.get("webhook")).isEmpty();

        away.clear();
        Deployment told = runUntil(nodes, id, d -> isTold(d) && d.status().settled());
        List<String> all = told.alerts().stream().map(Alert::id).toList();
        assertThat(arrived.values()).allSatisfy(ids -> assertThat(ids).containsExactlyInAnyOrderElementsOf(all));
        assertThat(told.alerts()).allMatch(alert -> alert.deliveredTo().isEmpty());
    }

    @Test
    @DisplayName("one that dies between the send and the mark, and nothing else, has an alert told twice, with its id")
    void dies_before_the_mark() {
        List<Conductor> nodes = new ArrayList<>(nodes());
        DeployId id = shipped(nodes.get(0));
        onceArrived = () -> store.down = arrived.values().stream().noneMatch(List::isEmpty);
        runUntil(nodes, id, d -> store.down);
        // all nodes are started anew
        onceArrived = () -> {};
        store.down = false;
        nodes.clear();
        nodes.addAll(nodes());
        Deployment told = runUntil(nodes, id, d -> isTold(d) && d.status().settled());

        String first = told.alerts().get(0).id();
        assertThat(arrived.values()).allSatisfy(ids -> {
            assertThat(ids).contains(first);
            assertThat(ids.stream().filter(first::equals)).hasSizeBetween(1, 2);
            assertThat(new LinkedHashSet<>(ids))
                    .containsExactlyInAnyOrderElementsOf(
                            told.alerts().stream().map(Alert::id).toList());
        });
        assertThat(arrived.values().stream().flatMap(List::stream).filter(first::equals))
                .hasSize(6);
    }
}
