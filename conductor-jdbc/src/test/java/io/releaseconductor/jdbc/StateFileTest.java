package io.releaseconductor.jdbc;

import static io.releaseconductor.testkit.Deployments.aDeployment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.releaseconductor.config.ConfigurationException;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.spi.SaveResult;
import io.releaseconductor.spi.StoreUnavailableException;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("State in a file")
class StateFileTest {

    private static final int KILLS = 5;
    private static final int WRITES_BEFORE_A_KILL = 40;

    @TempDir
    private Path folder;

    private final Deployment d = aDeployment().initiated();

    @Test
    @DisplayName("is there again when it is opened again, in a folder that is made")
    void is_there_again() {
        Path file = folder.resolve("a").resolve("b").resolve("state");
        JdbcStateStore store = JdbcStateStore.inFile(file);
        store.create(d, "ship");
        store.close();

        JdbcStateStore again = JdbcStateStore.inFile(file);
        assertThat(again.find(d.id())).contains(d);
        assertThat(again.forgets()).isFalse();
        again.close();
        assertThat(file.resolveSibling("state.mv.db")).isRegularFile();
    }

    @Test
    @DisplayName("may be named as it is found in the folder")
    void may_be_named_in_full() {
        JdbcStateStore store = JdbcStateStore.inFile(folder.resolve("state.mv.db"));
        store.create(d, "ship");
        store.close();

        JdbcStateStore again = JdbcStateStore.inFile(folder.resolve("state"));
        assertThat(again.find(d.id())).contains(d);
        again.close();
    }

    @Test
    @DisplayName("is refused to a second process, which is told why")
    void is_refused_to_a_second_process() throws Exception {
        Path file = folder.resolve("state");
        try (Writer writer = new Writer(file)) {
            writer.readWrites(1);

            assertThatExceptionOfType(ConfigurationException.class)
                    .isThrownBy(() -> JdbcStateStore.inFile(file))
                    .withMessageContaining(
                            "The state file " + file + ".mv.db is in use by another process, and only one may use"
                                    + " it at a time. End the other one");
        }
    }

    @Test
    @DisplayName("has everything that was answered before the process was killed, and is free at once")
    void survives_kills() throws Exception {
        Path file = folder.resolve("state");
        long written = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            try (Writer writer = new Writer(file)) {
                written = writer.readWrites(WRITES_BEFORE_A_KILL);
            }
            JdbcStateStore store = JdbcStateStore.inFile(file);
            assertThat(store.find(d.id()).orElseThrow().revision())
                    .as("revision after kill " + kill)
                    .isGreaterThanOrEqualTo(written);
            assertThat(store.holder(d.environment())).map(Deployment::id).contains(d.id());
            store.close();
        }
        assertThat(written).isGreaterThanOrEqualTo((KILLS - 1L) * WRITES_BEFORE_A_KILL);
    }

    @Test
    @DisplayName("has no claims of an earlier process, and keeps those of another store in this one")
    void ends_claims() {
        Path file = folder.resolve("state");
        Instant due = Objects.requireNonNull(d.dueAt());
        JdbcStateStore store = JdbcStateStore.inFile(file);
        store.create(d, "ship");
        assertThat(store.claimDue(due, Duration.ofMinutes(1), 10)).hasSize(1);
        JdbcStateStore beside = JdbcStateStore.inFile(file);
        assertThat(beside.claimDue(due, Duration.ofMinutes(1), 10)).isEmpty();
        beside.close();
        store.close();

        JdbcStateStore again = JdbcStateStore.inFile(file);
        assertThat(again.claimDue(due, Duration.ofMinutes(1), 10)).hasSize(1);
        again.close();
        assertThat(folder).isDirectoryNotContaining("glob:**trace*");
    }

    @Test
    @DisplayName("is refused where it cannot be, with the reason")
    void is_refused_where_it_cannot_be() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> JdbcStateStore.inFile(file.resolve("state")))
                .withMessageContaining("The folder " + file + " of the state file cannot be made");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> JdbcStateStore.inFile(folder.resolve("a;b")))
                .withMessageContaining("has a semicolon in its path");
    }

    @Test
    @DisplayName("is refused if the file is something else")
    void is_refused_if_damaged() throws Exception {
        Files.writeString(folder.resolve("state.mv.db"), "This is no database. ".repeat(1000));

        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> JdbcStateStore.inFile(folder.resolve("state")))
                .withMessageContaining("is damaged")
                .withMessageContaining("Restore it from a backup");
    }

    @Test
    @DisplayName("says that the store is closed, and not that it is empty")
    void says_that_it_is_closed() {
        JdbcStateStore store = JdbcStateStore.inFile(folder.resolve("state"));
        store.create(d, "ship");
        store.close();

        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> store.find(d.id()))
                .withMessageContaining("Connection pool has been disposed");
    }

    @Test
    @DisplayName("needs H2, and says so where it is missing")
    void needs_h2() throws Exception {
        try (URLClassLoader without = withoutH2()) {
            Class<?> store = without.loadClass(JdbcStateStore.class.getName());

            assertThatExceptionOfType(Exception.class)
                    .isThrownBy(() -> store.getMethod("inFile", Path.class).invoke(null, folder.resolve("state")))
                    .havingCause()
                    .withMessageContaining("conductor-jdbc needs H2 2.3.232, and none is on the class path")
                    .withMessageContaining("declare com.h2database:h2:2.3.232 in the application itself");
        }
    }

    private static URLClassLoader withoutH2() {
        URL[] urls = Arrays.stream(System.getProperty("java.class.path").split(System.getProperty("path.separator")))
                .filter(entry -> !entry.matches(".*h2-[0-9.]+\\.jar"))
                .map(StateFileTest::url)
                .toArray(URL[]::new);
        return new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
    }

    private static URL url(String entry) {
        try {
            return Path.of(entry).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A process that writes one revision after the other and says so, until it is killed. */
    private static final class Writer implements AutoCloseable {

        private final Process process;
        private final BufferedReader answers;

        Writer(Path file) throws IOException {
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    WriterMain.class.getName(),
                    file.toString()));
            process =
                    new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
            answers = process.inputReader();
        }

        /** Reads so many answers, and says which revision was answered last. */
        long readWrites(int count) throws IOException {
            long last = 0;
            for (int i = 0; i < count; i++) {
                last = Long.parseLong(answers.readLine());
            }
            return last;
        }

        @Override
        public void close() {
            process.destroyForcibly().onExit().join();
        }
    }

    /** The process. */
    static final class WriterMain {

        private WriterMain() {}

        public static void main(String[] arguments) {
            JdbcStateStore store = JdbcStateStore.inFile(Path.of(arguments[0]));
            Deployment d = aDeployment().initiated();
            store.create(d, "ship");
            Deployment current = store.find(d.id()).orElseThrow();
            while (true) {
                Deployment next = current.withRevision(current.revision() + 1);
                SaveResult result = store.compareAndSet(next, current.revision(), null, "write " + next.revision());
                if (!(result instanceof SaveResult.Saved)) {
                    throw new IllegalStateException(result.toString());
                }
                current = next;
                System.out.println(current.revision());
            }
        }
    }
}
