package io.releaseconductor.jdbc;

import static io.releaseconductor.testkit.Deployments.aDeployment;
import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.lock.Beginning;
import io.releaseconductor.lock.EnvironmentState;
import io.releaseconductor.lock.Lock;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spi.CreateResult;
import io.releaseconductor.spi.SaveResult;
import io.releaseconductor.testkit.Deployments;
import io.releaseconductor.testkit.ManualClock;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A lock in the database whose record cannot be read")
class UnreadableLocksTest {

    private static final Environment STAGING = Environment.STAGING;
    private static final Instant UNTIL = ManualClock.START.plusSeconds(60);

    private final JdbcDataSource source = new JdbcDataSource();
    private final Deployment deployment = aDeployment().initiated();
    private JdbcStateStore store = JdbcStateStore.over(source);

    @BeforeEach
    void lock() {
        source.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        store = JdbcStateStore.over(source);
        store.create(deployment, "ship");
        lockedBy(Deployments.GRACE);
    }

    private EnvironmentState lockedBy(Actor owner) {
        EnvironmentState next = store.environmentState(STAGING)
                .locked(new Lock(STAGING, owner, "load test", ManualClock.START, UNTIL, null));
        assertThat(store.replaceEnvironmentState(next)).isEqualTo(next);
        return next;
    }

    private void spoil(String record) throws SQLException {
        try (Connection connection = source.getConnection();
                PreparedStatement statement = connection.prepareStatement("UPDATE conductor_lock SET record = ?")) {
            statement.setString(1, record);
            statement.executeUpdate();
        }
    }

    private SaveResult begin(Actor by) {
        return store.compareAndSet(
                deployment.withRevision(2), 1, null, "begin " + by.id(), new Beginning(by, ManualClock.START));
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
    void binds(String record) throws Exception {
        spoil(record);

        SaveResult refused = begin(Deployments.ADA);
        assertThat(refused).isInstanceOf(SaveResult.Locked.class);
        Lock lock = ((SaveResult.Locked) refused).lock();
        assertThat(lock.until()).isEqualTo(UNTIL);
        assertThat(lock.words()).startsWith("staging is locked by 1002 until").endsWith("record cannot be read");
        assertThat(store.environmentState(STAGING).lock()).isEqualTo(lock);
        assertThat(store.environmentStates()).extracting(EnvironmentState::lock).containsExactly(lock);
        assertThat(begin(Deployments.GRACE)).isInstanceOf(SaveResult.Saved.class);
    }

    @Test
    @DisplayName("is replaced by the next lock, and by an unlock")
    void is_replaced() throws Exception {
        spoil("gone");
        EnvironmentState next = lockedBy(Deployments.ADA);
        assertThat(store.environmentState(STAGING)).isEqualTo(next);

        spoil("gone");
        EnvironmentState unlocked = store.environmentState(STAGING).unlocked();
        assertThat(store.replaceEnvironmentState(unlocked)).isEqualTo(unlocked);
        assertThat(begin(Deployments.GRACE)).isInstanceOf(SaveResult.Saved.class);
        assertThat(store.create(aDeployment().to(Environment.PROD).initiated(), "another"))
                .isInstanceOf(CreateResult.Created.class);
    }
}
