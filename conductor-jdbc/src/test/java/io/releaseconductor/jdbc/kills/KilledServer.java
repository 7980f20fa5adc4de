package io.releaseconductor.jdbc.kills;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** A PostgreSQL that keeps what it commits, and is killed and started again on the same files and the same port. */
final class KilledServer implements AutoCloseable {

    private final Path data;
    private final EmbeddedPostgres server;

    private KilledServer(Path data, EmbeddedPostgres server) {
        this.data = data;
        this.server = server;
    }

    /** Starts one, or skips the test with the reason why it cannot run here. */
    static KilledServer start(Path data) {
        try {
            return new KilledServer(
                    data,
                    EmbeddedPostgres.builder()
                            .setDataDirectory(data)
                            .setCleanDataDirectory(false)
                            // the embedded one would not wait for its log otherwise, and forget what it had answered
                            .setServerConfig("synchronous_commit", "on")
                            .start());
        } catch (IOException | RuntimeException e) {
            return Assumptions.abort("PostgreSQL cannot run here: " + e);
        }
    }

    String url() {
        return server.getJdbcUrl("postgres", "postgres");
    }

    /** All of its processes at once, as a loss of power would, but for the disk. */
    void killAndStart() throws IOException, InterruptedException {
        long pid = Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
        ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
        Path programs = Path.of(postmaster.info().command().orElseThrow()).resolveSibling("pg_ctl");
        List<ProcessHandle> all = postmaster.descendants().toList();
        postmaster.destroyForcibly();
        all.forEach(ProcessHandle::destroyForcibly);
        postmaster.onExit().join();
        all.forEach(each -> each.onExit().join());
        // with the options of the last start
        List<String> command = new ArrayList<>(List.of(programs.toString(), "-D", data.toString(), "-w", "restart"));
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(0, List.of("unshare", "-U"));
        }
        Process start = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(data.resolveSibling("server.log").toFile())
                .start();
        if (start.waitFor() != 0) {
            throw new IllegalStateException(Files.readString(data.resolveSibling("server.log")));
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
