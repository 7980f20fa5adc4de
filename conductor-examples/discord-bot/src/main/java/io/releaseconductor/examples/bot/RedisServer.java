package io.releaseconductor.examples.bot;

import io.releaseconductor.config.Secret;
import io.releaseconductor.redis.RedisOptions;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.DefaultRedisCredentials;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/** How safely a single Redis server keeps what it is given, and whether it permits what the store does. */
final class RedisServer {

    private static final int PORT = 6379;

    /** Every command of the store's scripts, on keys of the doctor's own: a hash H and a sorted set Z, empty afterwards. */
    private static final List<String> COMMANDS = List.of(
            "HSET H a 1",
            "HGET H a",
            "HMGET H a",
            "HEXISTS H a",
            "HDEL H a",
            "ZADD Z 1 a",
            "ZSCORE Z a",
            "ZRANGEBYSCORE Z 0 1",
            "ZREVRANGEBYLEX Z + -",
            "ZLEXCOUNT Z - +",
            "ZREM Z a");

    private RedisServer() {}

    /** Whether it is a single server, which can be looked at more closely than one of many. */
    static boolean canLookAt(RedisOptions options) {
        return target(options) != null;
    }

    private static @Nullable URI target(RedisOptions options) {
        Secret url = options.url();
        return url == null ? null : single(url.reveal());
    }

    static void look(RedisOptions options, Report report) {
        URI target = target(options);
        if (target == null) {
            report.told(
                    "Permissions are looked at for single servers only, and of many servers the one that keeps the state:"
                            + " look at the others with INFO");
            return;
        }
        try (RedisClient client = RedisClient.builder()
                .hostAndPort(new HostAndPort(target.getHost(), target.getPort() < 0 ? PORT : target.getPort()))
                .clientConfig(config(target, options))
                .build()) {
            commands(client, options, report);
            Map<String, String> info = info(client);
            if (info.isEmpty()) {
                report.told("Persistence and eviction are not looked at, since INFO is not permitted");
            } else {
                persistence(info, report);
                eviction(info, report);
            }
        } catch (JedisException e) {
            report.bad("Redis: " + e.getMessage(), "see docs/redis.md");
        }
    }

    private static @Nullable URI single(String url) {
        try {
            URI target = new URI(url.strip());
            boolean single = "redis".equals(target.getScheme()) || "rediss".equals(target.getScheme());
            return single && target.getHost() != null ? target : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }

    private static JedisClientConfig config(URI target, RedisOptions options) {
        DefaultJedisClientConfig.Builder config = DefaultJedisClientConfig.builder()
                .connectionTimeoutMillis(Math.toIntExact(options.connectLimit().toMillis()))
                .socketTimeoutMillis(Math.toIntExact(options.callLimit().toMillis()));
        if (target.getScheme().equals("rediss")) {
            config.sslOptions(SslOptions.defaults());
        }
        String path = target.getPath() == null ? "" : target.getPath().replaceFirst("^/", "");
        if (!path.isEmpty()) {
            config.database(Integer.parseInt(path));
        }
        String user = target.getUserInfo() == null ? "" : target.getUserInfo();
        int colon = user.indexOf(':');
        Secret given = options.password();
        String password = colon >= 0 ? user.substring(colon + 1) : given == null ? "" : given.reveal();
        String name = colon >= 0 ? user.substring(0, colon) : user;
        if (!password.isEmpty()) {
            config.credentials(new DefaultRedisCredentials(name.isEmpty() ? null : name, password));
        }
        return config.build();
    }

    private static void commands(RedisClient client, RedisOptions options, Report report) {
        String key = "{" + options.keyPrefix() + "}:doctor:" + UUID.randomUUID();
        List<String> refused = new ArrayList<>();
        for (String command : COMMANDS) {
            String[] words = command.split(" ", -1);
            String[] arguments = Arrays.copyOfRange(words, 1, words.length);
            arguments[0] = key + ":" + arguments[0];
            byte[] name = words[0].getBytes(StandardCharsets.UTF_8);
            try {
                client.executeCommand(new CommandArguments(() -> name).addObjects((Object[]) arguments));
            } catch (JedisDataException e) {
                refused.add(words[0] + " (" + first(e) + ")");
            }
        }
        if (refused.isEmpty()) {
            report.good("Redis: all commands of the store are permitted on keys {" + options.keyPrefix() + "}:*");
        } else {
            report.bad(
                    "Redis does not carry out what the store needs: " + String.join(", ", refused),
                    "grant the commands and keys that docs/redis.md lists");
        }
    }

    private static Map<String, String> info(RedisClient client) {
        try {
            return client.info()
                    .lines()
                    .filter(line -> line.contains(":"))
                    .collect(Collectors.toMap(
                            line -> line.substring(0, line.indexOf(':')),
                            line -> line.substring(line.indexOf(':') + 1).strip(),
                            (one, other) -> one));
        } catch (JedisException e) {
            return Map.of();
        }
    }

    private static void persistence(Map<String, String> info, Report report) {
        boolean log = "1".equals(info.get("aof_enabled"));
        if (log && "ok".equals(info.getOrDefault("aof_last_write_status", "ok"))) {
            report.good("Redis " + info.getOrDefault("redis_version", "") + ": every write is logged (appendonly yes)");
        } else if (log) {
            report.bad("Redis cannot write its log", "see the server's log; usually its disk is full");
        } else {
            report.doubtful(
                    "Redis loses what was written since its last snapshot when it crashes (appendonly no)",
                    "set \"appendonly yes\", with \"appendfsync everysec\" or \"always\"");
        }
        if (!"ok".equals(info.getOrDefault("rdb_last_bgsave_status", "ok"))) {
            report.bad(
                    "Redis' last snapshot failed, and it may refuse writes",
                    "see the server's log; usually its disk is full");
        }
    }

    private static void eviction(Map<String, String> info, Report report) {
        String policy = info.getOrDefault("maxmemory_policy", "noeviction");
        boolean limited = !"0".equals(info.getOrDefault("maxmemory", "0"));
        if (!policy.startsWith("allkeys-")) {
            report.good("Redis: nothing is evicted that the store keeps (" + policy + ")");
        } else if (limited) {
            report.bad(
                    "Redis drops keys when memory is short (maxmemory-policy " + policy
                            + "), deployments in flight included",
                    "set \"maxmemory-policy noeviction\"");
        } else {
            report.doubtful(
                    "Redis would drop keys as soon as maxmemory is set (maxmemory-policy " + policy + ")",
                    "set \"maxmemory-policy noeviction\"");
        }
    }

    private static String first(JedisException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
