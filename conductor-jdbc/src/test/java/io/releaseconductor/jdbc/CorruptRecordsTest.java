package io.releaseconductor.jdbc;

import static io.releaseconductor.testkit.Deployments.aDeployment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.json.DeploymentJson;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spi.Claim;
import io.releaseconductor.spi.CreateResult;
import io.releaseconductor.spi.HistoryQuery;
import io.releaseconductor.spi.StoreUnavailableException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A record in the database that cannot be read")
class CorruptRecordsTest {

    private static final Duration LEASE = Duration.ofSeconds(30);

    private final JdbcDataSource source = new JdbcDataSource();
    /** The first to be claimed. */
    private final Deployment bad = aDeployment().to(Environment.PROD).initiated();

    private final Deployment good = aDeployment().to(Environment.STAGING).initiated();
    private final Instant due = good.statusSince().plusSeconds(1);
    private JdbcStateStore store = JdbcStateStore.over(source);

    @BeforeEach
    void createBoth() {
        source.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        store = JdbcStateStore.over(source);
        store.create(bad, "ship bad");
        store.create(good, "ship good");
    }

    private void write(String column, String text) throws SQLException {
        try (Connection connection = source.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "UPDATE conductor_deployment SET " + column + " = ? WHERE id = ?")) {
            statement.setString(1, text);
            statement.setString(2, bad.id().value());
            statement.executeUpdate();
        }
    }

    private List<Deployment> claimed(JdbcStateStore by, Instant now, int limit) {
        return by.claimDue(now, LEASE, limit).stream().map(Claim::deployment).toList();
    }

    @Test
    @DisplayName("is set aside for ten minutes, while the others go on")
    void is_set_aside() throws Exception {
        write("record", "{");

        assertThat(claimed(store, due, 1)).containsExactly(good);
        assertThat(claimed(store, due.plusSeconds(599), 10)).containsExactly(good);
        write("record", new DeploymentJson().write(bad));
        assertThat(claimed(store, due.plusSeconds(599), 10)).isEmpty();
        assertThat(claimed(store, due.plusSeconds(600), 10)).containsExactly(bad);
    }

    @Test
    @DisplayName("is left to the nodes that can read it, if a later version wrote it")
    void is_left_to_others() throws Exception {
        String record = new DeploymentJson().write(bad);
        String later = record.replaceFirst("\"format\":\\d+", "\"format\":999");
        assertThat(later).isNotEqualTo(record);
        write("record", later);

        assertThat(claimed(store, due, 1)).containsExactly(good);
        write("record", record);
        JdbcStateStore newer = JdbcStateStore.over(source);
        assertThat(claimed(store, due, 10)).isEmpty();
        assertThat(claimed(newer, due, 10)).containsExactly(bad);
    }

    @Test
    @DisplayName("keeps its place, and is told of by name")
    void keeps_its_place() throws Exception {
        write("record", "{");

        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> store.find(bad.id()))
                .withMessageContaining("The record of " + bad.id() + " in the database cannot be read");
        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() ->
                        store.create(aDeployment().to(Environment.PROD).at(due).initiated(), "another"));
        assertThat(store.create(aDeployment().to(new Environment("dev")).initiated(), "elsewhere"))
                .isInstanceOf(CreateResult.Created.class);
    }

    @Test
    @DisplayName("is left out of the history, if it is an entry of that")
    void is_left_out_of_history() throws Exception {
        write("entry", "{");

        assertThat(store.history(HistoryQuery.newest(10)).entries())
                .extracting(entry -> entry.id())
                .containsExactly(good.id());
    }
}
