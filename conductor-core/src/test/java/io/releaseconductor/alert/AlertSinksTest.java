package io.releaseconductor.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.releaseconductor.deployment.Alert;
import io.releaseconductor.deployment.AlertKind;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.Samples;
import io.releaseconductor.health.HealthContributor;
import io.releaseconductor.health.PartHealth;
import io.releaseconductor.model.Called;
import io.releaseconductor.model.Rollout;
import io.releaseconductor.spi.AlertSink;
import io.releaseconductor.spi.NodeAlert;
import io.releaseconductor.spi.NotDeliveredException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Several alert sinks")
class AlertSinksTest {

    private static final Deployment D = Samples.initiated(Samples.request(Rollout.FULL));

    private final Map<String, List<String>> arrived = new LinkedHashMap<>();
    private final Map<String, Exception> troubles = new LinkedHashMap<>();

    private final class Recorded implements AlertSink {
        private final String name;

        Recorded(String name) {
            this.name = name;
            arrived.put(name, new ArrayList<>());
        }

        private void take(String id) throws Exception {
            Exception trouble = troubles.get(name);
            if (trouble != null) {
                throw trouble;
            }
            arrived.get(name).add(id);
        }

        @Override
        public void send(Alert alert, Deployment deployment) throws Exception {
            take(alert.id());
        }

        @Override
        public void send(NodeAlert alert) throws Exception {
            take(alert.id());
        }
    }

    private final Map<String, AlertSink> sinks = new LinkedHashMap<>();

    /** A node, which remembers nothing of what another one did. */
    private AlertSinks node() {
        for (String name : List.of("log", "chat", "webhook")) {
            sinks.computeIfAbsent(name, Recorded::new);
        }
        return AlertSinks.of(sinks);
    }

    private static Alert alert(String... deliveredTo) {
        return new Alert(
                "a:1",
                AlertKind.DEPLOYMENT_FAILED,
                "It failed",
                Samples.START,
                null,
                0,
                null,
                Called.NOBODY,
                List.of(deliveredTo));
    }

    private static @Nullable NotDeliveredException sent(AlertSinks node, Alert alert) {
        return catchThrowableOfType(NotDeliveredException.class, () -> node.send(alert, D));
    }

    @Test
    void are_all_told() {
        assertThat(sent(node(), alert())).isNull();

        assertThat(arrived.values()).allMatch(ids -> ids.equals(List.of("a:1")));
    }

    @Test
    void of_which_one_fails_are_told_all_the_same_and_says_who_has_it() {
        troubles.put("chat", new NotDeliveredException("the channel is gone"));
        troubles.put("webhook", new IllegalStateException("broken"));
        NotDeliveredException problem = sent(node(), alert());

        assertThat(problem).hasMessage("chat: the channel is gone; webhook: IllegalStateException: broken");
        assertThat(problem.deliveredTo()).containsExactly("log");
    }

    @Test
    void are_not_told_again_by_another_node_what_they_have_had() {
        troubles.put("chat", new NotDeliveredException("away"));
        NotDeliveredException problem = sent(node(), alert());
        troubles.clear();
        assertThat(sent(node(), alert(problem.deliveredTo().toArray(String[]::new))))
                .isNull();

        assertThat(arrived.values()).allMatch(ids -> ids.equals(List.of("a:1")));
    }

    @Test
    void are_told_again_only_where_the_mark_was_lost_with_the_node() {
        troubles.put("webhook", new NotDeliveredException("away"));
        AlertSinks node = node();
        sent(node, alert());
        troubles.clear();
        assertThat(sent(node, alert()))
                .as("the node remembers, though nothing is recorded")
                .isNull();
        assertThat(arrived.get("log")).hasSize(1);

        sent(node(), alert());
        assertThat(arrived.get("log")).hasSize(2);
    }

    @Test
    void of_which_one_hangs_are_marked_once_it_is_interrupted() throws InterruptedException {
        CountDownLatch called = new CountDownLatch(1);
        sinks.put("log", new Recorded("log"));
        sinks.put("chat", (alert, d) -> {
            called.countDown();
            new CountDownLatch(1).await();
        });
        AlertSinks node = node();
        List<NotDeliveredException> problems = new ArrayList<>();
        Thread caller = new Thread(() -> problems.add(sent(node, alert())));
        caller.start();
        called.await();
        caller.interrupt();
        caller.join();

        assertThat(problems.get(0)).hasMessage("chat: it did not come back in time; webhook: no time was left for it");
        assertThat(problems.get(0).deliveredTo()).containsExactly("log");
    }

    @Test
    void remember_what_was_told_of_a_node() throws NotDeliveredException {
        troubles.put("chat", new NotDeliveredException("away"));
        AlertSinks node = node();
        NodeAlert stalled =
                new NodeAlert("n1:stalled:1", NodeAlert.Kind.STALLED, "n1", "It stands still", Samples.START, null);
        assertThat(catchThrowableOfType(NotDeliveredException.class, () -> node.send(stalled)))
                .hasMessage("chat: away");
        troubles.clear();
        node.send(stalled);

        assertThat(arrived.values()).allMatch(ids -> ids.equals(List.of("n1:stalled:1")));
    }

    @Test
    void are_as_ill_as_the_worst_of_them() {
        record Ill(PartHealth health) implements AlertSink, HealthContributor {
            @Override
            public void send(Alert alert, Deployment deployment) {}
        }
        assertThat(node().health()).isEqualTo(PartHealth.well("Alert sinks"));
        sinks.put("pager", new Ill(PartHealth.impaired("Pager", "slow")));
        sinks.put("webhook", new Ill(PartHealth.down("Webhook", "gone")));

        assertThat(node().health()).isEqualTo(PartHealth.down("Alert sinks", "webhook: gone"));
    }

    @Test
    void have_names_that_can_be_recorded() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AlertSinks.of(Map.of("Chat", new LogAlerts())))
                .withMessage(
                        "alert sinks: the names [Chat] are not allowed; allowed: small letters, digits and dashes, a letter"
                                + " first, at most 32");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AlertSinks.of(Map.of()))
                .withMessage("alert sinks: 0 are not allowed; allowed: 1 to 8");
    }
}
