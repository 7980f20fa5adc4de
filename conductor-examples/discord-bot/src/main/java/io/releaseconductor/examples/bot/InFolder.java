package io.releaseconductor.examples.bot;

import io.releaseconductor.config.ConfigurationException;
import io.releaseconductor.config.Problems;
import io.releaseconductor.jdbc.JdbcStateStore;
import io.releaseconductor.spi.StateStore;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * State in a file in a folder of this machine's, for one bot at a time.
 *
 * @param folder the folder
 */
record InFolder(Path folder) implements StateKeeping {

    static final String VARIABLE = "SHIP_STATE";

    private static final String FILE = "conductor";
    private static final String ALONE =
            "one bot at a time keeps its state there. End the other one, or name another folder; several bots share a"
                    + " database (JDBC_URL) or Redis (REDIS_URL)";

    /** Where the variable says, or in the home of the user that runs the bot. */
    static InFolder read(@Nullable String named, Problems problems) {
        String home = System.getProperty("user.home", "").strip();
        if (named == null && (home.isEmpty() || home.equals("?"))) {
            problems.add(VARIABLE + " is not set, and the user that runs the bot has no home to keep state in; name a"
                    + " folder that stays when the bot is started again");
        }
        try {
            Path folder = named == null ? Path.of(home, ".release-conductor", "bot") : Path.of(named);
            return new InFolder(folder.toAbsolutePath().normalize());
        } catch (InvalidPathException e) {
            problems.add(VARIABLE + ": \"" + named + "\" is not allowed; allowed: the path of a folder");
            return new InFolder(Path.of("").toAbsolutePath());
        }
    }

    @Override
    public String words() {
        return "in " + folder + ", for one bot at a time";
    }

    @Override
    public OpenedState open() {
        FolderLock lock = FolderLock.take(folder, VARIABLE)
                .orElseThrow(() -> new ConfigurationException(
                        List.of(VARIABLE + ": the folder " + folder + " is in use by another process, and " + ALONE)));
        try {
            JdbcStateStore store = JdbcStateStore.inFile(folder.resolve(FILE));
            return new OpenedState(store, () -> {
                store.close();
                lock.close();
            });
        } catch (ConfigurationException e) {
            lock.close();
            throw named(e);
        }
    }

    private static ConfigurationException named(ConfigurationException e) {
        ConfigurationException named = new ConfigurationException(
                e.problems().stream().map(problem -> VARIABLE + ": " + problem).toList());
        named.initCause(e);
        return named;
    }

    @Override
    public void examine(Report report, Consumer<StateStore> inFlight) {
        if (!Files.exists(folder)) {
            examineParent(report);
            return;
        }
        try {
            Optional<FolderLock> lock = FolderLock.take(folder, VARIABLE);
            if (lock.isEmpty()) {
                report.told(
                        "State is in use, so a bot runs with it, and what is in flight is not looked at: " + folder);
                return;
            }
            lock.get().close();
        } catch (ConfigurationException e) {
            e.problems().forEach(problem -> report.bad(problem, null));
            return;
        }
        try (OpenedState opened = open()) {
            inFlight.accept(opened.store());
            report.good("State: in " + folder);
        } catch (ConfigurationException e) {
            e.problems().forEach(problem -> report.bad(problem, null));
        }
    }

    /** It is made when the bot starts, and not by a look. */
    private void examineParent(Report report) {
        Path there = folder;
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        if (Files.isDirectory(there) && Files.isWritable(there)) {
            report.good("State: " + folder + " is made when the bot starts");
        } else {
            report.bad(
                    VARIABLE + ": the folder " + folder + " cannot be made, since " + there + " cannot be written in",
                    "name a folder that this user may write in");
        }
    }
}
