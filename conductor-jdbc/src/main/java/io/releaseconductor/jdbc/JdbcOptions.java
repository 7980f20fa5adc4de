package io.releaseconductor.jdbc;

import io.releaseconductor.config.ConfigurationException;
import io.releaseconductor.config.Problems;
import io.releaseconductor.config.Secret;
import io.releaseconductor.config.VariableReader;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How the store reaches and uses its database. Prints no password.
 *
 * @param url where the database is, which may hold a password: {@code jdbc:postgresql://…}, {@code jdbc:h2:…} or {@code jdbc:sqlite:…}; null
 *     if a data source is given
 * @param user the user, if the URL has none; null for none
 * @param password the user's password, if the URL has none; null for none
 * @param tablePrefix what the names of its tables begin with: 1 to 30 lower-case letters, digits and {@code _}, the first a letter. Two
 *     installations in one database need two prefixes
 * @param connectLimit how long connecting may take, 1 s to 30 s
 * @param callLimit how long an answer may take, 1 s to 30 s
 * @param poolLimit how long to wait for a free connection, 250 ms to 30 s
 * @param poolSize how many connections at most, 1 to 100
 */
public record JdbcOptions(
        @Nullable Secret url,
        @Nullable String user,
        @Nullable Secret password,
        String tablePrefix,
        Duration connectLimit,
        Duration callLimit,
        Duration poolLimit,
        int poolSize) {

    private static final Pattern PREFIX = Pattern.compile("[a-z][a-z0-9_]{0,29}");
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration SHORTEST_FOR_POOL = Duration.ofMillis(250);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final int MOST_CONNECTIONS = 100;

    /** For a data source that is given: tables that begin with {@code conductor_}. The rest does not matter then. */
    public static final JdbcOptions DEFAULT = new JdbcOptions(
            null, null, null, "conductor_", Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(5), 8);

    /**
     * Validates.
     *
     * @throws ConfigurationException naming each value that is not allowed
     */
    public JdbcOptions {
        Objects.requireNonNull(tablePrefix, "tablePrefix");
        Problems problems = new Problems();
        check(url, problems);
        if (!PREFIX.matcher(tablePrefix).matches()) {
            problems.add("tablePrefix: \"" + tablePrefix
                    + "\" is not allowed; allowed: 1 to 30 lower-case letters, digits and _, the first a letter");
        }
        check("connectLimit", connectLimit, SHORTEST, problems);
        check("callLimit", callLimit, SHORTEST, problems);
        check("poolLimit", poolLimit, SHORTEST_FOR_POOL, problems);
        if (poolSize < 1 || poolSize > MOST_CONNECTIONS) {
            problems.add("poolSize: " + poolSize + " is not allowed; allowed: 1 to " + MOST_CONNECTIONS);
        }
        problems.throwIfAny();
    }

    /**
     * A database at a URL, the rest by default: prefix {@code conductor_}, 5 seconds to connect and for a free connection, 10 for an answer, 8
     * connections.
     *
     * @param url where the database is
     * @return the options
     * @throws ConfigurationException if the URL is not allowed
     */
    public static JdbcOptions at(String url) {
        return new JdbcOptions(
                new Secret(url),
                null,
                null,
                DEFAULT.tablePrefix,
                DEFAULT.connectLimit,
                DEFAULT.callLimit,
                DEFAULT.poolLimit,
                DEFAULT.poolSize);
    }

    /**
     * Reads {@code JDBC_URL} and, where the defaults should not hold, {@code JDBC_USER}, {@code JDBC_PASSWORD}, {@code JDBC_TABLE_PREFIX},
     * {@code JDBC_CONNECT_TIMEOUT_MS}, {@code JDBC_TIMEOUT_MS}, {@code JDBC_POOL_TIMEOUT_MS} and {@code JDBC_POOL_SIZE}. What is not allowed
     * is noted as a problem.
     *
     * @param variables where to read
     * @return the options, or empty if {@code JDBC_URL} is not set or something is not allowed
     */
    public static Optional<JdbcOptions> from(VariableReader variables) {
        variables.claim(JdbcVariables.FAMILY);
        Optional<Secret> url = variables.secret("JDBC_URL");
        Optional<String> user = variables.text("JDBC_USER");
        Optional<Secret> password = variables.secret("JDBC_PASSWORD");
        String prefix = variables.text("JDBC_TABLE_PREFIX", DEFAULT.tablePrefix);
        Duration connect = variables.millis("JDBC_CONNECT_TIMEOUT_MS", DEFAULT.connectLimit, SHORTEST, LONGEST);
        Duration call = variables.millis("JDBC_TIMEOUT_MS", DEFAULT.callLimit, SHORTEST, LONGEST);
        Duration pool = variables.millis("JDBC_POOL_TIMEOUT_MS", DEFAULT.poolLimit, SHORTEST_FOR_POOL, LONGEST);
        int size = variables.integer("JDBC_POOL_SIZE", DEFAULT.poolSize, 1, MOST_CONNECTIONS);
        if (url.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new JdbcOptions(
                    url.get(), user.orElse(null), password.orElse(null), prefix, connect, call, pool, size));
        } catch (ConfigurationException e) {
            e.problems().forEach(problem -> variables.problems().add(named(problem)));
            return Optional.empty();
        }
    }

    private static String named(String problem) {
        return problem.replaceFirst("^url:", "JDBC_URL:").replaceFirst("^tablePrefix:", "JDBC_TABLE_PREFIX:");
    }

    /**
     * The same for a user that is not in the URL.
     *
     * @param newUser the user
     * @param newPassword the user's password
     * @return the changed options
     */
    public JdbcOptions withUser(String newUser, Secret newPassword) {
        return new JdbcOptions(url, newUser, newPassword, tablePrefix, connectLimit, callLimit, poolLimit, poolSize);
    }

    /**
     * The same with another prefix.
     *
     * @param prefix what the names of the tables begin with
     * @return the changed options
     * @throws ConfigurationException if the prefix is not allowed
     */
    public JdbcOptions withTablePrefix(String prefix) {
        return new JdbcOptions(url, user, password, prefix, connectLimit, callLimit, poolLimit, poolSize);
    }

    /**
     * The same with other time limits.
     *
     * @param newConnectLimit how long connecting may take, 1 s to 30 s
     * @param newCallLimit how long an answer may take, 1 s to 30 s
     * @param newPoolLimit how long to wait for a free connection, 250 ms to 30 s
     * @return the changed options
     * @throws ConfigurationException if a limit is not allowed
     */
    public JdbcOptions withLimits(Duration newConnectLimit, Duration newCallLimit, Duration newPoolLimit) {
        return new JdbcOptions(url, user, password, tablePrefix, newConnectLimit, newCallLimit, newPoolLimit, poolSize);
    }

    /**
     * The same with another number of connections.
     *
     * @param newPoolSize how many at most, 1 to 100
     * @return the changed options
     * @throws ConfigurationException if the number is not allowed
     */
    public JdbcOptions withPoolSize(int newPoolSize) {
        return new JdbcOptions(url, user, password, tablePrefix, connectLimit, callLimit, poolLimit, newPoolSize);
    }

    /**
     * Where the database is, for people.
     *
     * @return the URL without what may be secret; empty if a data source is given
     */
    public String address() {
        return url == null ? "" : JdbcUrl.withoutSettings(url.reveal());
    }

    /** Without user and password. */
    @Override
    public String toString() {
        return "JdbcOptions[url=" + address() + ", tablePrefix=" + tablePrefix + ", connectLimit=" + connectLimit
                + ", callLimit=" + callLimit + ", poolLimit=" + poolLimit + ", poolSize=" + poolSize + "]";
    }

    private static void check(@Nullable Secret url, Problems problems) {
        if (url != null && !JdbcUrl.isAllowed(url.reveal())) {
            problems.add("url: the value, which is not shown since it may hold a password, is not allowed; allowed: "
                    + JdbcUrl.ALLOWED);
        }
    }

    private static void check(String name, Duration limit, Duration shortest, Problems problems) {
        Objects.requireNonNull(limit, name);
        if (limit.compareTo(shortest) < 0 || limit.compareTo(LONGEST) > 0) {
            problems.add(name + ": " + limit + " is not allowed; allowed: " + shortest + " to " + LONGEST);
        }
    }
}
