package io.releaseconductor.redis.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import redis.clients.jedis.DefaultJedisClientConfig;

/** A master, a replica, and three sentinels that watch them. */
public final class RedisSentinels implements AutoCloseable {

    /** What the sentinels call the master. */
    public static final String MASTER = "conductor-master";

    private final List<RedisProcess> servers = new ArrayList<>();
    private final List<RedisProcess> sentinels = new ArrayList<>();

    private RedisSentinels() {}

    /** {@return sentinels that know the master, its replica and each other} */
    public static RedisSentinels start() {
        RedisSentinels all = new RedisSentinels();
        try {
            all.form();
            return all;
        } catch (RuntimeException e) {
            all.close();
            throw e;
        }
    }

    private void form() {
        RedisProcess master = RedisProcess.start("--repl-diskless-sync-delay", "0");
        servers.add(master);
        servers.add(RedisProcess.start("--repl-diskless-sync-delay", "0", "--replicaof", "127.0.0.1 " + master.port()));
        Waiting.until(
                "the replica follows",
                () -> servers.get(1).ask("INFO", "replication").toString().contains("master_link_status:up"));
        for (int i = 0; i < 3; i++) {
            sentinels.add(sentinel(master.port()));
        }
        Waiting.until(
                "the sentinels know each other",
                () -> sentinels.stream()
                        .allMatch(sentinel ->
                                sentinel.ask("INFO", "sentinel").toString().contains("slaves=1,sentinels=3")));
    }

    private static RedisProcess sentinel(int master) {
        Path file = RedisBinary.workFolder("sentinel").resolve("sentinel.conf");
        String name = "sentinel ";
        try {
            Files.writeString(
                    file,
                    name + "monitor " + MASTER + " 127.0.0.1 " + master + " 2\n" + name + "down-after-milliseconds "
                            + MASTER + " 700\n" + name + "failover-timeout " + MASTER + " 3000\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return RedisProcess.start(
                DefaultJedisClientConfig.builder().serverDefaultProtocol().build(),
                List.of(file.toString(), "--sentinel"));
    }

    /** {@return the server that the sentinels take for the master} */
    public RedisProcess master() {
        List<?> address = (List<?>) sentinels.get(0).ask("SENTINEL", "GET-MASTER-ADDR-BY-NAME", MASTER);
        return servers.stream()
                .filter(server -> String.valueOf(server.port()).equals(address.get(1)))
                .findFirst()
                .orElseThrow();
    }

    /** {@return the server that is not the master} */
    public RedisProcess replica() {
        RedisProcess master = master();
        return servers.stream().filter(server -> server != master).findFirst().orElseThrow();
    }

    /** Waits until the sentinels have made another server the master. */
    public void awaitNewMaster(RedisProcess old) {
        Waiting.until(
                "another master",
                () -> master() != old && master().ask("ROLE").toString().startsWith("[master"));
    }

    /** {@return its URL} */
    public String url() {
        return "redis-sentinel://"
                + sentinels.stream().map(s -> "127.0.0.1:" + s.port()).collect(Collectors.joining(",")) + "#" + MASTER;
    }

    @Override
    public void close() {
        sentinels.forEach(RedisProcess::close);
        servers.forEach(RedisProcess::close);
    }
}
