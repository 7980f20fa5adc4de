package io.releaseconductor.jdbc;

import io.releaseconductor.config.ClientLibrary;
import io.releaseconductor.config.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.h2.jdbcx.JdbcDataSource;

/** A file that H2 keeps, with the simple pool that H2 brings. */
final class StateFile {

    static final ClientLibrary H2 =
            new ClientLibrary("conductor-jdbc", "H2", "com.h2database:h2", "2.3.232", "org.h2.", null, "h2.version");

    private static final String SUFFIX = ".mv.db";

    /**
     * A commit is in the file when it is answered (WRITE_DELAY). The operating system locks the file, so a process that is killed leaves no lock
     * behind (FILE_LOCK). Whoever closes the store closes the file, not the end of the JVM, which may come first (DB_CLOSE_ON_EXIT).
     */
    private static final String SETTINGS =
            ";WRITE_DELAY=0;FILE_LOCK=FS;DB_CLOSE_ON_EXIT=FALSE;LOCK_TIMEOUT=10000;TRACE_LEVEL_FILE=0";

    private static final int MOST_CONNECTIONS = 16;
    private static final int LOGIN_SECONDS = 10;

    /** How many stores of this process have a file. */
    private static final Map<Path, Integer> OPEN = new ConcurrentHashMap<>();

    private final JdbcConnectionPool pool;
    private final Path file;
    private final boolean first;
    private final AtomicBoolean closed = new AtomicBoolean();

    private StateFile(JdbcConnectionPool pool, Path file) {
        this.pool = pool;
        this.file = file;
        this.first = OPEN.merge(file, 1, Integer::sum) == 1;
    }

    /** The file that is made: H2 puts its own ending behind the name. */
    static Path of(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        return absolute.toString().endsWith(SUFFIX)
                ? absolute
                : absolute.resolveSibling(absolute.getFileName() + SUFFIX);
    }

    static StateFile open(Path file, Troubles troubles) {
        return ClientLibrary.fitting(StateFile.class, List.of(H2), () -> connected(of(file), troubles));
    }

    private static StateFile connected(Path file, Troubles troubles) {
        String path = file.toString();
        if (path.contains(";")) {
            throw new ConfigurationException(
                    List.of("the state file " + path + " has a semicolon in its path; allowed: a path without one"));
        }
        makeFolder(file);
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:file:" + path.substring(0, path.length() - SUFFIX.length()) + SETTINGS);
        source.setUser("conductor");
        source.setPassword("");
        JdbcConnectionPool pool = JdbcConnectionPool.create(source);
        pool.setMaxConnections(MOST_CONNECTIONS);
        pool.setLoginTimeout(LOGIN_SECONDS);
        // whatever is wrong with the file is said now
        try (Connection connection = pool.getConnection()) {
            connection.getMetaData();
            return new StateFile(pool, file);
        } catch (SQLException e) {
            pool.dispose();
            throw refused(troubles.unavailable(e));
        }
    }

    private static void makeFolder(Path file) {
        Path folder = file.getParent();
        if (folder != null) {
            try {
                Files.createDirectories(folder);
            } catch (IOException e) {
                throw refused(new IllegalStateException(
                        "The folder " + folder + " of the state file cannot be made: " + e
                                + ". Make it, or name another one.",
                        e));
            }
        }
    }

    /** What is thrown when it is opened and cannot be used. */
    static ConfigurationException refused(RuntimeException cause) {
        ConfigurationException refused = new ConfigurationException(List.of(String.valueOf(cause.getMessage())));
        refused.initCause(cause);
        return refused;
    }

    /** Whether no other store of this process had the file open when it was opened. */
    boolean isFirst() {
        return first;
    }

    DataSource dataSource() {
        return pool;
    }

    void close() {
        if (closed.compareAndSet(false, true)) {
            OPEN.computeIfPresent(file, (path, stores) -> stores == 1 ? null : stores - 1);
        }
        pool.dispose();
    }
}
