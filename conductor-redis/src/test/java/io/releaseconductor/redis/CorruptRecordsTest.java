package io.releaseconductor.redis;

import static io.releaseconductor.redis.Steps.LEASE;
import static io.releaseconductor.redis.Steps.after;
import static io.releaseconductor.redis.Steps.created;
import static io.releaseconductor.redis.Steps.environment;
import static io.releaseconductor.redis.Steps.operation;
import static io.releaseconductor.redis.Steps.touched;
import static io.releaseconductor.testkit.Deployments.aDeployment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.HistoryEntry;
import io.releaseconductor.json.DeploymentJson;
import io.releaseconductor.redis.server.RedisProcess;
import io.releaseconductor.redis.server.Servers;
import io.releaseconductor.spi.Claim;
import io.releaseconductor.spi.HistoryQuery;
import io.releaseconductor.spi.Retention;
import io.releaseconductor.spi.StoreUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

@DisplayName("A record that cannot be read")
class CorruptRecordsTest {

    private final RedisProcess server = Servers.alone();
    private final String prefix = UUID.randomUUID().toString();
    private final RedisStateStore store =
            RedisStateStore.open(RedisOptions.at(server.url()).withKeyPrefix(prefix));

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    @DisplayName("is reported with its id by whatever would have to answer with it")
    void is_reported() {
        Deployment d = created(store, aDeployment().to(environment(1)).initiated());
        spoil(d, "{\"deploy_id\":");
        Deployment late = aDeployment().to(environment(1)).at(after(9)).initiated();

        for (ThrowingCallable call : List.<ThrowingCallable>of(
                () -> store.find(d.id()),
                () -> store.holder(d.environment()),
                () -> store.create(late, operation()),
                () -> store.compareAndSet(touched(touched(d)), 2, null, operation()))) {
            assertThatThrownBy(call)
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessageContaining("The record of " + d.id())
                    .hasMessageContaining("cannot be read");
        }
    }

    @Test
    @DisplayName("is reported when it is the record of another deployment")
    void is_reported_when_it_is_anothers() {
        Deployment d = created(store, aDeployment().to(environment(1)).initiated());
        Deployment other = created(store, aDeployment().to(environment(2)).initiated());
        spoil(d, new DeploymentJson().write(other));

        assertThatThrownBy(() -> store.find(d.id())).hasMessageContaining("it is the record of " + other.id());
        assertThat(store.find(other.id())).contains(other);
    }

    @Test
    @DisplayName("is set aside, and the others go on")
    void is_set_aside() {
        List<Deployment> all = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            all.add(created(store, aDeployment().to(environment(i)).at(after(i)).initiated()));
        }
        spoil(all.get(0), "");
        spoil(all.get(1), "[]");
        spoil(all.get(2), "{}");

        assertThat(claimed(10, 2)).containsExactly(all.get(3), all.get(4));
        assertThat(claimed(10, 2)).containsExactly(all.get(5));
        assertThat(claimed(100, 10)).containsExactly(all.get(3), all.get(4), all.get(5));
        assertThat(aside())
                .contains(
                        all.get(0).id().value(),
                        all.get(1).id().value(),
                        all.get(2).id().value());
    }

    @Test
    @DisplayName("is worked on again within ten minutes of being mended")
    void is_worked_on_again_once_mended() {
        Deployment d = created(store, aDeployment().to(environment(1)).initiated());
        spoil(d, "gone");
        assertThat(claimed(0, 1)).isEmpty();
        spoil(d, new DeploymentJson().write(d));

        assertThat(claimed(599, 1)).isEmpty();
        assertThat(claimed(600, 1)).containsExactly(d);
        assertThat(aside()).isEqualTo("[]");
    }

    @Test
    @DisplayName("since a later version wrote it is left to nodes of that version, and the others go on here")
    void is_left_to_a_later_version() {
        List<Deployment> all = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            all.add(created(store, aDeployment().to(environment(i)).at(after(i)).initiated()));
        }
        Deployment later = all.get(0);
        for (Deployment d : all.subList(0, 3)) {
            spoil(d, new DeploymentJson().write(d).replaceFirst("\"format\":1,", "\"format\":3,"));
        }

        try (LogOf log = new LogOf(RedisStateStore.class)) {
            assertThat(claimed(10, 1)).containsExactly(all.get(3));
            assertThat(claimed(11, 1)).isEmpty();
            assertThat(log.at(Level.ERROR)).isEmpty();
            assertThat(log.at(Level.WARN))
                    .hasSize(3)
                    .first()
                    .asString()
                    .startsWith("Left to nodes of a later version for PT10M: The record of " + later.id());
        }
        assertThat(aside()).isEqualTo("[]");

        spoil(later, new DeploymentJson().write(later));
        assertThat(claimed(12, 1)).isEmpty();
        try (RedisStateStore ofAnotherNode =
                RedisStateStore.open(RedisOptions.at(server.url()).withKeyPrefix(prefix))) {
            assertThat(ofAnotherNode.claimDue(after(12), LEASE, 1))
                    .singleElement()
                    .satisfies(claim -> assertThat(claim.deployment()).isEqualTo(later));
        }
        assertThat(claimed(660, 1)).containsExactly(later);
    }

    @Test
    @DisplayName("keeps its environment's place, and is not cleaned up")
    void keeps_its_place() {
        Deployment d = created(store, aDeployment().to(environment(1)).initiated());
        spoil(d, "gone");
        assertThat(claimed(0, 1)).isEmpty();

        assertThat(store.purge(after(1_000_000_000), Retention.DEFAULT)).isZero();
        assertThatThrownBy(() -> store.holder(d.environment())).isInstanceOf(StoreUnavailableException.class);
    }

    @Test
    @DisplayName("can be given up by removing it, which frees the place")
    void can_be_given_up() {
        Deployment d = created(store, aDeployment().to(environment(1)).initiated());
        spoil(d, "gone");
        assertThat(claimed(0, 1)).isEmpty();
        server.ask("HDEL", "{" + prefix + "}:deployments", d.id().value());

        assertThat(store.find(d.id())).isEmpty();
        assertThat(store.holder(d.environment())).isEmpty();
        assertThat(claimed(600, 1)).isEmpty();
        created(store, aDeployment().to(environment(1)).at(after(700)).initiated());
    }

    @Test
    @DisplayName("is reported in the log, with its id, and nothing of what stands in it")
    void is_reported_in_the_log() {
        Deployment d = created(store, aDeployment().to(environment(1)).initiated());
        spoil(d, "{\"deploy_id\": \"s3cret\"}");
        Logger logger = (Logger) LoggerFactory.getLogger(RedisStateStore.class);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.addAppender(log);
        claimed(0, 1);
        logger.detachAppender(log);

        assertThat(log.list).hasSize(1).allSatisfy(event -> {
            assertThat(event.getLevel()).isEqualTo(Level.ERROR);
            assertThat(event.getFormattedMessage())
                    .startsWith("Set aside for PT10M: The record of " + d.id())
                    .doesNotContain("s3cret");
        });
    }

    @Test
    @DisplayName("of the history is left out, and the pages go on")
    void of_the_history_is_left_out() {
        List<Deployment> all = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            all.add(created(store, aDeployment().to(environment(i)).at(after(i)).initiated()));
        }
        server.ask("HSET", "{" + prefix + "}:history", all.get(1).id().value(), "nonsense");
        server.ask("HDEL", "{" + prefix + "}:history", all.get(2).id().value());

        assertThat(store.history(HistoryQuery.newest(10)).entries()).containsExactly(HistoryEntry.of(all.get(0)));
        String next = store.history(HistoryQuery.newest(2)).next();
        assertThat(store.history(HistoryQuery.newest(2).after(next)).entries())
                .containsExactly(HistoryEntry.of(all.get(0)));
    }

    private List<Deployment> claimed(long seconds, int limit) {
        return store.claimDue(after(seconds), LEASE, limit).stream()
                .map(Claim::deployment)
                .toList();
    }

    private void spoil(Deployment d, String record) {
        server.ask("HSET", "{" + prefix + "}:deployments", d.id().value(), record);
    }

    private String aside() {
        return server.ask("HKEYS", "{" + prefix + "}:aside").toString();
    }
}
