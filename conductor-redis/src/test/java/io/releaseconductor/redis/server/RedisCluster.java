package io.releaseconductor.redis.server;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Three masters that share the slots. */
public final class RedisCluster implements AutoCloseable {

    private static final int SLOTS = 16_384;

    private final List<RedisProcess> masters = new ArrayList<>();

    private RedisCluster() {}

    /** {@return a cluster that is up} */
    public static RedisCluster start() {
        RedisCluster cluster = new RedisCluster();
        try {
            cluster.form();
            return cluster;
        } catch (RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    private void form() {
        List<Integer> buses = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            int bus = RedisProcess.freePort();
            buses.add(bus);
            masters.add(RedisProcess.start(
                    "--cluster-enabled",
                    "yes",
                    "--cluster-port",
                    String.valueOf(bus),
                    "--cluster-node-timeout",
                    "2000",
                    "--cluster-config-file",
                    "nodes.conf"));
        }
        int share = SLOTS / masters.size();
        for (int i = 0; i < masters.size(); i++) {
            int last = i == masters.size() - 1 ? SLOTS - 1 : (i + 1) * share - 1;
            masters.get(i).ask("CLUSTER", "SET-CONFIG-EPOCH", String.valueOf(i + 1));
            masters.get(i).ask("CLUSTER", "ADDSLOTSRANGE", String.valueOf(i * share), String.valueOf(last));
        }
        for (int i = 1; i < masters.size(); i++) {
            RedisProcess met = masters.get(i);
            masters.get(0)
                    .ask("CLUSTER", "MEET", "127.0.0.1", String.valueOf(met.port()), String.valueOf(buses.get(i)));
        }
        masters.forEach(master -> Waiting.until(
                "the cluster is up",
                () -> master.ask("CLUSTER", "INFO").toString().contains("cluster_state:ok")
                        && master.ask("CLUSTER", "INFO").toString().contains("cluster_known_nodes:3")));
    }

    /** {@return the masters} */
    public List<RedisProcess> masters() {
        return List.copyOf(masters);
    }

    /** {@return its URL} */
    public String url() {
        return "redis-cluster://"
                + masters.stream().map(m -> "127.0.0.1:" + m.port()).collect(Collectors.joining(","));
    }

    @Override
    public void close() {
        masters.forEach(RedisProcess::close);
    }
}
