package io.releaseconductor.redis;

import static io.releaseconductor.redis.Steps.after;
import static io.releaseconductor.redis.Steps.created;
import static io.releaseconductor.redis.Steps.lockedBy;
import static io.releaseconductor.redis.Steps.operation;
import static io.releaseconductor.redis.Steps.touched;
import static io.releaseconductor.testkit.Deployments.aDeployment;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.lock.Beginning;
import io.releaseconductor.lock.EnvironmentState;
import io.releaseconductor.lock.Lock;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.Environment;
import io.releaseconductor.redis.server.RedisProcess;
import io.releaseconductor.redis.server.Servers;
import io.releaseconductor.spi.CreateResult;
import io.releaseconductor.spi.SaveResult;
import io.releaseconductor.spi.UnreadableStates;
import io.releaseconductor.testkit.Deployments;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A lock whose record cannot be read")
class UnreadableLocksTest {

    private static final Environment STAGING = Environment.STAGING;

    private final RedisProcess server = Servers.alone();
    private final String prefix = UUID.randomUUID().toString();
    private final RedisStateStore store =
            RedisStateStore.open(RedisOptions.at(server.url()).withKeyPrefix(prefix));

    @AfterEach
    void close() {
        store.close();
    }

    private void spoil(String field, String text) {
        server.ask("HSET", "{" + prefix + "}:locks", field, text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{\"env\":",
                "{\"env\":\"staging\",\"format\":1,\"revision\":1}",
                "{\"env\":\"staging\",\"format\":2,\"revision\":1,\"lock\":{\"new\":true}}"
            })
    @DisplayName("binds all the same, and says whose it is and until when")
    void binds(String record) {
        Deployment d = created(store, aDeployment().initiated());
        EnvironmentState locked = lockedBy(store, STAGING, Deployments.GRACE);
        spoil("staging", record);

        SaveResult refused = begin(d, Deployments.ADA);
        assertThat(refused).isInstanceOf(SaveResult.Locked.class);
        Lock lock = ((SaveResult.Locked) refused).lock();
        assertThat(lock.until()).isEqualTo(Objects.requireNonNull(locked.lock()).until());
        assertThat(lock.words()).startsWith("staging is locked by 1002 until").endsWith("record cannot be read");
        assertThat(store.environmentState(STAGING).lock()).isEqualTo(lock);
        assertThat(store.environmentStates()).extracting(EnvironmentState::lock).containsExactly(lock);
        assertThat(begin(d, Deployments.GRACE)).isInstanceOf(SaveResult.Saved.class);
    }

    @Test
    @DisplayName("is reported at ERROR, once")
    void is_reported_once() {
        lockedBy(store, STAGING, Deployments.GRACE);
        spoil("staging", "{\"env\":\"s3cret\"}");
        try (LogOf log = new LogOf(UnreadableStates.class)) {
            store.environmentStates();
            store.environmentState(STAGING);
            assertThat(log.at(Level.ERROR))
                    .singleElement()
                    .asString()
                    .startsWith("The lock of staging cannot be read, and binds all the same.")
                    .contains("environment state of staging: format is missing")
                    .doesNotContain("s3cret");
        }
    }

    @Test
    @DisplayName("is replaced by the next lock, and by an unlock")
    void is_replaced() {
        lockedBy(store, STAGING, Deployments.GRACE);
        spoil("staging", "gone");
        EnvironmentState next = lockedBy(store, STAGING, Deployments.ADA);
        assertThat(store.environmentState(STAGING)).isEqualTo(next);

        spoil("staging", "gone");
        EnvironmentState unlocked = store.environmentState(STAGING).unlocked();
        assertThat(store.replaceEnvironmentState(unlocked)).isEqualTo(unlocked);
        assertThat(store.create(aDeployment().initiated(), operation())).isInstanceOf(CreateResult.Created.class);
    }

    @Test
    @DisplayName("binds everybody until somebody unlocks where its end cannot be read either")
    void binds_without_an_end() {
        Deployment d = created(store, aDeployment().initiated());
        lockedBy(store, null, Deployments.GRACE);
        spoil("*:until", "soon");

        assertThat(begin(d, Deployments.ADA)).isInstanceOf(SaveResult.Locked.class);
        EnvironmentState unlocked = store.environmentState(null).unlocked();
        assertThat(store.replaceEnvironmentState(unlocked)).isEqualTo(unlocked);
        assertThat(begin(d, Deployments.ADA)).isInstanceOf(SaveResult.Saved.class);
    }

    private SaveResult begin(Deployment d, Actor by) {
        return store.compareAndSet(touched(d), d.revision(), null, operation(), new Beginning(by, after(1)));
    }
}
