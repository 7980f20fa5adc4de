package io.releaseconductor.redis;

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
 * How Redis is reached and what it has to confirm. Prints no password.
 *
 * @param url where Redis is, which may hold a password: {@code redis://[user:password@]host[:port][/database]},
 *     {@code redis-cluster://…host,host,…} or {@code redis-sentinel://…host,host,…[/database]#master}, each also with
 *     {@code rediss} for TLS; null if a client is given
 * @param password the password, if the URL has none; null if Redis asks for none
 * @param keyPrefix what this installation's keys begin with, in braces: 1 to 64 letters, digits, {@code . _ : -}
 * @param connectLimit how long connecting may take, 1 ms to 30 s
 * @param callLimit how long the answer to a command may take, 1 ms to 30 s
 * @param poolLimit how long to wait for a free connection, 1 ms to 30 s
 * @param poolSize how many connections at most (to each server of a cluster), 1 to 1000
 * @param replicas how many replicas have to have each creation and save before it counts, 0 to 100
 * @param replicaLimit how long to wait for them, 1 ms to 30 s, shorter than {@code callLimit}
 */
public record RedisOptions(
        @Nullable Secret url,
        @Nullable Secret password,
        String keyPrefix,
        Duration connectLimit,
        Duration callLimit,
        Duration poolLimit,
        int poolSize,
        int replicas,
        Duration replicaLimit) {

    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final int MOST_CONNECTIONS = 1000;
    private static final int MOST_REPLICAS = 100;
    private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9._:-]{1,64}");

    private static final RedisOptions DEFAULTS = new RedisOptions(
            null,
            null,
            "conductor",
            Duration.ofSeconds(2),
            Duration.ofSeconds(2),
            Duration.ofSeconds(2),
            16,
            0,
            Duration.ofSeconds(1));

    /**
     * Validates.
     *
     * @throws ConfigurationException naming each value that is not allowed
     */
    public RedisOptions {
        Objects.requireNonNull(keyPrefix, "keyPrefix");
        Problems problems = new Problems();
        check(url, problems);
        if (!PREFIX.matcher(keyPrefix).matches()) {
            problems.add("keyPrefix: \"" + keyPrefix + "\" is not allowed; allowed: 1 to 64 letters, digits, . _ : -");
        }
        check("connectLimit", connectLimit, problems);
        check("callLimit", callLimit, problems);
        check("poolLimit", poolLimit, problems);
        check("replicaLimit", replicaLimit, problems);
        check("poolSize", poolSize, 1, MOST_CONNECTIONS, problems);
        check("replicas", replicas, 0, MOST_REPLICAS, problems);
        if (replicas > 0 && replicaLimit.compareTo(callLimit) >= 0) {
            problems.add("replicaLimit: " + replicaLimit + " is not allowed; allowed: shorter than callLimit, which is "
                    + callLimit);
        }
        problems.throwIfAny();
    }

    /**
     * Redis at a URL, the rest by default: prefix {@code conductor}, 2 seconds for each step, 16 connections, no replica has to
     * confirm.
     *
     * @param url where Redis is
     * @return the options
     * @throws ConfigurationException if the URL is not allowed
     */
    public static RedisOptions at(String url) {
        return DEFAULTS.withUrl(url);
    }

    /**
     * One server, without TLS and password, the rest by default.
     *
     * @param host its name or address
     * @param port its port
     * @return the options
     * @throws ConfigurationException if host or port are not allowed
     */
    public static RedisOptions at(String host, int port) {
        boolean bare = host.indexOf(':') >= 0 && !host.startsWith("[");
        return at("redis://" + (bare ? "[" + host + "]" : host) + ":" + port);
    }

    /**
     * For a client that is given: only prefix and replicas matter then.
     *
     * @return the options, all by default
     */
    public static RedisOptions forClient() {
        return DEFAULTS;
    }

    /**
     * Reads {@code REDIS_URL} and, where the defaults should not hold, {@code REDIS_PASSWORD}, {@code REDIS_KEY_PREFIX},
     * {@code REDIS_CONNECT_TIMEOUT_MS}, {@code REDIS_TIMEOUT_MS}, {@code REDIS_POOL_TIMEOUT_MS}, {@code REDIS_POOL_SIZE},
     * {@code REDIS_WAIT_REPLICAS} and {@code REDIS_WAIT_TIMEOUT_MS}. What is not allowed is noted as a problem.
     *
     * @param variables where to read
     * @return the options, or empty if {@code REDIS_URL} is not set or something is not allowed
     */
    public static Optional<RedisOptions> from(VariableReader variables) {
        variables.claim(RedisVariables.FAMILY);
        Optional<Secret> url = variables.secret("REDIS_URL");
        Optional<Secret> password = variables.secret("REDIS_PASSWORD");
        String prefix = variables.text("REDIS_KEY_PREFIX", DEFAULTS.keyPrefix);
        Duration connect = variables.millis("REDIS_CONNECT_TIMEOUT_MS", DEFAULTS.connectLimit, SHORTEST, LONGEST);
        Duration call = variables.millis("REDIS_TIMEOUT_MS", DEFAULTS.callLimit, SHORTEST, LONGEST);
        Duration pool = variables.millis("REDIS_POOL_TIMEOUT_MS", DEFAULTS.poolLimit, SHORTEST, LONGEST);
        int size = variables.integer("REDIS_POOL_SIZE", DEFAULTS.poolSize, 1, MOST_CONNECTIONS);
        int replicas = variables.integer("REDIS_WAIT_REPLICAS", DEFAULTS.replicas, 0, MOST_REPLICAS);
        Duration wait = variables.millis("REDIS_WAIT_TIMEOUT_MS", DEFAULTS.replicaLimit, SHORTEST, LONGEST);
        if (url.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new RedisOptions(
                    url.get(), password.orElse(null), prefix, connect, call, pool, size, replicas, wait));
        } catch (ConfigurationException e) {
            e.problems().forEach(problem -> variables.problems().add(named(problem)));
            return Optional.empty();
        }
    }

    private static String named(String problem) {
        return problem.replaceFirst("^url:", "REDIS_URL:")
                .replaceFirst("^keyPrefix:", "REDIS_KEY_PREFIX:")
                .replaceFirst("^replicaLimit:", "REDIS_WAIT_TIMEOUT_MS:")
                .replace("callLimit", "REDIS_TIMEOUT_MS");
    }

    /**
     * The same at another URL.
     *
     * @param newUrl where Redis is
     * @return the changed options
     * @throws ConfigurationException if the URL is not allowed
     */
    public RedisOptions withUrl(String newUrl) {
        return new RedisOptions(
                new Secret(newUrl),
                password,
                keyPrefix,
                connectLimit,
                callLimit,
                poolLimit,
                poolSize,
                replicas,
                replicaLimit);
    }

    /**
     * The same with a password that is not in the URL.
     *
     * @param newPassword the password
     * @return the changed options
     */
    public RedisOptions withPassword(Secret newPassword) {
        return new RedisOptions(
                url, newPassword, keyPrefix, connectLimit, callLimit, poolLimit, poolSize, replicas, replicaLimit);
    }

    /**
     * The same with another prefix, for another installation on the same Redis.
     *
     * @param newKeyPrefix 1 to 64 letters, digits, {@code . _ : -}
     * @return the changed options
     * @throws ConfigurationException if the prefix is not allowed
     */
    public RedisOptions withKeyPrefix(String newKeyPrefix) {
        return new RedisOptions(
                url, password, newKeyPrefix, connectLimit, callLimit, poolLimit, poolSize, replicas, replicaLimit);
    }

    /**
     * The same with other time limits.
     *
     * @param newConnectLimit how long connecting may take, 1 ms to 30 s
     * @param newCallLimit how long the answer to a command may take, 1 ms to 30 s
     * @param newPoolLimit how long to wait for a free connection, 1 ms to 30 s
     * @return the changed options
     * @throws ConfigurationException if a limit is not allowed
     */
    public RedisOptions withLimits(Duration newConnectLimit, Duration newCallLimit, Duration newPoolLimit) {
        return new RedisOptions(
                url,
                password,
                keyPrefix,
                newConnectLimit,
                newCallLimit,
                newPoolLimit,
                poolSize,
                replicas,
                replicaLimit);
    }

    /**
     * The same with another number of connections.
     *
     * @param newPoolSize how many at most, 1 to 1000
     * @return the changed options
     * @throws ConfigurationException if the number is not allowed
     */
    public RedisOptions withPoolSize(int newPoolSize) {
        return new RedisOptions(
                url, password, keyPrefix, connectLimit, callLimit, poolLimit, newPoolSize, replicas, replicaLimit);
    }

    /**
     * The same with replicas that have to have each creation and save before it counts. One that they have not confirmed in time
     * is answered with {@link io.releaseconductor.spi.StoreUnavailableException}, so nothing is dispatched on the strength of it.
     *
     * @param count how many replicas, 0 for none
     * @param limit how long to wait for them, shorter than {@link #callLimit()}
     * @return the changed options
     * @throws ConfigurationException if a value is not allowed
     */
    public RedisOptions withReplicas(int count, Duration limit) {
        return new RedisOptions(url, password, keyPrefix, connectLimit, callLimit, poolLimit, poolSize, count, limit);
    }

    /** The URL in parts, with the password; null if there is none. */
    @Nullable
    RedisUrl target() {
        if (url == null) {
            return null;
        }
        try {
            return RedisUrl.parse(url.reveal()).withPassword(password);
        } catch (RedisUrl.Malformed e) {
            throw new IllegalStateException("url: " + e.getMessage(), e);
        }
    }

    /** Without user and password. */
    @Override
    public String toString() {
        return "RedisOptions[url=" + target() + ", keyPrefix=" + keyPrefix + ", connectLimit=" + connectLimit
                + ", callLimit=" + callLimit + ", poolLimit=" + poolLimit + ", poolSize=" + poolSize + ", replicas="
                + replicas + ", replicaLimit=" + replicaLimit + "]";
    }

    private static void check(@Nullable Secret url, Problems problems) {
        if (url == null) {
            return;
        }
        try {
            RedisUrl.parse(url.reveal());
        } catch (RedisUrl.Malformed e) {
            problems.add("url: the value, which is not shown since it may hold a password, is not allowed: "
                    + e.getMessage() + "; allowed: " + RedisUrl.ALLOWED);
        }
    }

    private static void check(String name, Duration limit, Problems problems) {
        Objects.requireNonNull(limit, name);
        if (limit.compareTo(SHORTEST) < 0 || limit.compareTo(LONGEST) > 0) {
            problems.add(name + ": " + limit + " is not allowed; allowed: " + SHORTEST + " to " + LONGEST);
        }
    }

    private static void check(String name, int number, int least, int most, Problems problems) {
        if (number < least || number > most) {
            problems.add(name + ": " + number + " is not allowed; allowed: " + least + " to " + most);
        }
    }
}
