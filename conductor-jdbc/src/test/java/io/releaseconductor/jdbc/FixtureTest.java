package io.releaseconductor.jdbc;

import static io.releaseconductor.testkit.Deployments.aDeployment;
import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.HistoryEntry;
import io.releaseconductor.lock.EnvironmentState;
import io.releaseconductor.lock.Lock;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spi.Claim;
import io.releaseconductor.spi.CreateResult;
import io.releaseconductor.spi.HistoryQuery;
import io.releaseconductor.spi.SaveResult;
import io.releaseconductor.spi.StateStore;
import io.releaseconductor.testkit.Deployments;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Tables of version 1, made by the version of the library that introduced them,")
class FixtureTest {

    private static final DeployId OLD = Fixture.old().id();
    private static final DeployId PROMOTED = Fixture.promoted().id();
    private static final DeployId IN_FLIGHT = Fixture.inFlight().id();

    @TempDir
    private Path folder;

    private Path copied(String name) throws IOException {
        Path copy = folder.resolve(name);
        Files.write(copy, read(name));
        return copy;
    }

    private static byte[] read(String name) throws IOException {
        try (InputStream in = FixtureTest.class.getResourceAsStream("/fixtures/" + name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        }
    }

    @Test
    @DisplayName("are read, and gone on with, in a file")
    void in_a_file() throws Exception {
        try (JdbcStateStore store = JdbcStateStore.inFile(copied("tables-1.mv.db"))) {
            goesOn(store);
        }
    }

    @Test
    @DisplayName("are read, and gone on with, in an SQLite")
    void in_sqlite() throws Exception {
        try (JdbcStateStore store = JdbcStateStore.open(JdbcOptions.at("jdbc:sqlite:" + copied("tables-1.db")))) {
            goesOn(store);
        }
    }

    @Test
    @DisplayName("are read, and gone on with, in a PostgreSQL")
    void in_postgresql() throws Exception {
        String database = Postgres.newDatabase();
        Postgres.execute(database, new String(read("tables-1-postgresql.sql"), StandardCharsets.UTF_8));
        goesOn(JdbcStateStore.over(Postgres.at(database, "postgres")));
    }

    private static void goesOn(StateStore store) {
        assertThat(store.history(HistoryQuery.newest(10)).entries())
                .extracting(HistoryEntry::id)
                .containsExactly(IN_FLIGHT, PROMOTED, OLD);
        assertThat(store.find(OLD)).isEmpty();
        assertThat(store.find(PROMOTED)).map(Deployment::status).contains(DeploymentStatus.PROMOTED);
        Deployment held = store.holder(Environment.STAGING).orElseThrow();
        assertThat(held.id()).isEqualTo(IN_FLIGHT);
        assertThat(held.status()).isEqualTo(DeploymentStatus.VERIFIED);
        assertThat(held.request().version()).isEqualTo("v2");
        assertThat(held.revision()).isEqualTo(2);

        assertThat(store.claimDue(Objects.requireNonNull(held.dueAt()), Duration.ofSeconds(30), 10))
                .extracting(Claim::deployment)
                .extracting(Deployment::id)
                .containsExactly(IN_FLIGHT);
        assertThat(store.created("ship " + IN_FLIGHT)).map(Deployment::id).contains(IN_FLIGHT);
        assertThat(store.compareAndSet(held, 1, null, "move " + IN_FLIGHT)).isInstanceOf(SaveResult.Saved.class);
        assertThat(store.compareAndSet(held.withRevision(3), 2, null, "another"))
                .isInstanceOf(SaveResult.Saved.class);
        assertThat(store.create(
                        aDeployment()
                                .to(Environment.PROD)
                                .at(Fixture.FIRST.plus(Duration.ofDays(9)))
                                .initiated(),
                        "new"))
                .isInstanceOf(CreateResult.Created.class);
        locks(store);
    }

    /** The table for it came later, without a version of its own. */
    private static void locks(StateStore store) {
        EnvironmentState locked = EnvironmentState.unlocked(Environment.STAGING)
                .locked(new Lock(
                        Environment.STAGING,
                        Deployments.GRACE,
                        "",
                        Fixture.FIRST,
                        Fixture.FIRST.plus(Duration.ofDays(9)),
                        null));
        assertThat(store.replaceEnvironmentState(locked)).isEqualTo(locked);
        assertThat(store.environmentStates()).containsExactly(locked);
    }
}
