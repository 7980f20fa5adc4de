package io.releaseconductor.jdbc;

import static io.releaseconductor.testkit.Deployments.aDeployment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.spi.Claim;
import io.releaseconductor.spi.CreateResult;
import io.releaseconductor.spi.HistoryQuery;
import io.releaseconductor.spi.SaveResult;
import io.releaseconductor.spi.StoreUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("When a connection ends while the JDBC store commits")
class LostCommitTest {

    private final AtomicInteger lost = new AtomicInteger();
    private final Deployment d = aDeployment().initiated();
    private final Deployment next = d.withRevision(2);

    private JdbcStateStore store(boolean afterEffect) {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        return JdbcStateStore.over(Overridden.losingCommits(source, lost, afterEffect));
    }

    private void assertUnknown(ThrowingCallable call) {
        lost.set(1);
        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(call)
                .withMessageStartingWith("Whether it was written is not known")
                .withMessageContaining("a repeated write is recognised");
    }

    @ParameterizedTest(name = "took effect: {0}")
    @ValueSource(booleans = {true, false})
    @DisplayName("it says that nobody knows, and a repeated creation is made once")
    void creation(boolean afterEffect) {
        JdbcStateStore store = store(afterEffect);
        store.find(d.id());

        assertUnknown(() -> store.create(d, "ship"));
        assertThat(store.find(d.id()).isPresent()).isEqualTo(afterEffect);
        assertThat(store.create(d, "ship")).isEqualTo(new CreateResult.Created(d));
        assertThat(store.history(HistoryQuery.newest(10)).entries()).hasSize(1);
    }

    @ParameterizedTest(name = "took effect: {0}")
    @ValueSource(booleans = {true, false})
    @DisplayName("it says that nobody knows, and a repeated save is made once")
    void save(boolean afterEffect) {
        JdbcStateStore store = store(afterEffect);
        store.create(d, "ship");

        assertUnknown(() -> store.compareAndSet(next, 1, null, "save"));
        assertThat(store.compareAndSet(next, 1, null, "save")).isEqualTo(new SaveResult.Saved(next));
        assertThat(store.find(d.id())).contains(next);
    }

    @ParameterizedTest(name = "took effect: {0}")
    @ValueSource(booleans = {true, false})
    @DisplayName("a claim that nobody was told of ends with its lease")
    void claim(boolean afterEffect) {
        JdbcStateStore store = store(afterEffect);
        store.create(d, "ship");
        Duration lease = Duration.ofSeconds(30);

        assertUnknown(() -> store.claimDue(d.statusSince(), lease, 1));
        List<Claim> meanwhile = store.claimDue(d.statusSince().plusSeconds(29), lease, 1);
        assertThat(meanwhile.isEmpty()).isEqualTo(afterEffect);
        assertThat(store.claimDue(d.statusSince().plusSeconds(60), lease, 1)).hasSize(1);
    }
}
