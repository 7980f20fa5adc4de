package io.releaseconductor.jdbc.kills;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.jdbc.JdbcOptions;
import io.releaseconductor.jdbc.JdbcStateStore;
import io.releaseconductor.jdbc.kills.KillRun.Account;
import java.nio.file.Path;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Whatever is killed, nothing is lost, dispatched twice, decided twice or left taken")
class KillRunTest {

    private static final long SEED = 20_231_112;

    @TempDir
    private Path folder;

    @Test
    @DisplayName("where one node has a file: 3 kills")
    void a_file() throws Exception {
        onAFile(3);
    }

    @Test
    @Tag("long")
    @DisplayName("where one node has a file: 200 kills")
    void a_file_200_times() throws Exception {
        onAFile(200);
    }

    @Test
    @DisplayName("where three nodes share a PostgreSQL that is killed as well: 2 kills of nodes, 1 of the server")
    void a_server() throws Exception {
        onAServer(2, 1);
    }

    @Test
    @Tag("long")
    @DisplayName("where three nodes share a PostgreSQL that is killed as well: 60 kills of nodes, 15 of the server")
    void a_server_75_times() throws Exception {
        onAServer(60, 15);
    }

    private void onAFile(int kills) throws Exception {
        Path file = folder.resolve("state");
        try (KillRun run = new KillRun(file.toString(), folder, SEED)) {
            run.start(1);
            for (int i = 0; i < kills; i++) {
                run.killOne();
            }
            run.settle();
            try (JdbcStateStore store = JdbcStateStore.inFile(file)) {
                sound(run.account(store));
            }
        }
    }

    private void onAServer(int kills, int serverKills) throws Exception {
        try (KilledServer server = KilledServer.start(folder.resolve("server"));
                KillRun run = new KillRun(server.url(), folder, SEED)) {
            run.start(3);
            for (int i = 0; i < kills; i++) {
                run.killOne();
                if ((i + 1) % (kills / serverKills) == 0) {
                    server.killAndStart();
                }
            }
            run.settle();
            try (JdbcStateStore store = JdbcStateStore.open(JdbcOptions.at(server.url()))) {
                sound(run.account(store));
            }
        }
    }

    private static void sound(Account account) {
        System.out.println(account);
        SoftAssertions all = new SoftAssertions();
        all.assertThat(account.lost()).as("lost").isEmpty();
        all.assertThat(account.dispatchedTwice()).as("dispatched twice").isEmpty();
        all.assertThat(account.decidedTwice()).as("decided twice").isEmpty();
        all.assertThat(account.left()).as("places left taken").isEmpty();
        all.assertAll();
        assertThat(account.shipped()).as("shipped").isPositive();
    }
}
