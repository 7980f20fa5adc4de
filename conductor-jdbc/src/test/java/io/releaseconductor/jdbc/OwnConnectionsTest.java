package io.releaseconductor.jdbc;

import static io.releaseconductor.testkit.Deployments.aDeployment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.releaseconductor.config.Secret;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.spi.StoreUnavailableException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A database that is given by its URL")
class OwnConnectionsTest {

    @TempDir
    private Path folder;

    private final Deployment d = aDeployment().initiated();

    private void keeps(JdbcOptions options) {
        JdbcStateStore store = JdbcStateStore.open(options);
        store.create(d, "ship");
        store.close();
        JdbcStateStore again = JdbcStateStore.open(options);
        assertThat(again.find(d.id())).contains(d);
        again.close();
        assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> again.find(d.id()));
    }

    @Test
    @DisplayName("may be a PostgreSQL, with user and password beside the URL")
    void postgresql() throws Exception {
        String database = Postgres.newDatabase();
        String user = "user_" + database;
        Postgres.execute(
                database, "CREATE USER " + user + " PASSWORD 's3cret'", "GRANT ALL ON SCHEMA public TO " + user);
        keeps(JdbcOptions.at("jdbc:postgresql://localhost:" + Postgres.server().getPort() + "/" + database)
                .withUser(user, new Secret("s3cret")));
    }

    @Test
    @DisplayName("may be an SQLite, whose journal is then as it should be")
    void sqlite() {
        keeps(JdbcOptions.at("jdbc:sqlite:" + folder.resolve("state.db")));
        assertThat(folder.resolve("state.db")).isRegularFile();
    }

    @Test
    @DisplayName("may be an H2, and what its URL says wins")
    void h2() {
        keeps(JdbcOptions.at("jdbc:h2:file:" + folder.resolve("state") + ";LOCK_TIMEOUT=5000"));
    }

    @Test
    @DisplayName("need not be there when the store is opened, and is named when it is asked, without the password")
    void unreachable() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        JdbcOptions options = JdbcOptions.at("jdbc:postgresql://localhost:" + port + "/team?password=s3cret")
                .withLimits(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofMillis(250));
        JdbcStateStore store = JdbcStateStore.open(options);

        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> store.find(d.id()))
                .withMessageContaining("The database jdbc:postgresql://localhost:" + port
                        + "/team cannot be reached: the connection is refused")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("s3cret"));
        store.close();
    }
}
