package io.releaseconductor.redis;

import static io.releaseconductor.redis.Steps.created;
import static io.releaseconductor.redis.Steps.fresh;
import static io.releaseconductor.redis.Steps.operation;
import static io.releaseconductor.redis.Steps.touched;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.releaseconductor.config.Secret;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.redis.server.Certificate;
import io.releaseconductor.redis.server.RedisProcess;
import io.releaseconductor.redis.server.Servers;
import io.releaseconductor.redis.server.TcpProxy;
import io.releaseconductor.spi.SaveResult;
import io.releaseconductor.spi.StoreUnavailableException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.DefaultRedisCredentials;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;

@DisplayName("When Redis fails, the store says what to do")
class FailureMessagesTest {

    private static final String PASSWORD = "s3cret-pass";

    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    @Test
    @DisplayName("when nobody listens")
    void connection_refused() {
        RedisStateStore store = open(RedisOptions.at("127.0.0.1", RedisProcess.freePort()));

        assertThatItSays(store).contains("Redis at 127.0.0.1:", "cannot be reached", "refused", "Check that it runs");
    }

    @Test
    @DisplayName("when no cluster node and no sentinel listens")
    void nobody_listens() {
        int port = RedisProcess.freePort();

        assertThatItSays(open(RedisOptions.at("redis-cluster://127.0.0.1:" + port)))
                .contains("The Redis cluster at 127.0.0.1:" + port, "cannot be reached", "refused");
        assertThatItSays(open(RedisOptions.at("redis-sentinel://127.0.0.1:" + port + "#m")))
                .contains("Redis m behind the sentinels at 127.0.0.1:" + port, "no sentinel can be reached");
    }

    @Test
    @DisplayName("when the sentinels do not know the master")
    void unknown_master() {
        String url = Servers.sentinels().url().replaceFirst("#.*", "#nobody");

        assertThatItSays(open(RedisOptions.at(url))).contains("Redis nobody behind", "know no master of that name");
    }

    @Test
    @DisplayName("when the host name is unknown")
    void unknown_host() {
        JedisConnectionException seen =
                new JedisConnectionException("Failed to create socket.", new UnknownHostException("redis.invalid"));

        assertThat(new Troubles("Redis at redis.invalid:6379", false).unavailable(seen))
                .hasMessageContaining("host name is unknown. Check the name and the DNS.");
    }

    @Test
    @DisplayName("when it does not answer in time")
    void no_answer() {
        RedisProcess server = server();
        RedisStateStore store = open(limits(RedisOptions.at(server.url()), 100));
        created(store, fresh());
        server.freeze();

        assertThatItSays(store).contains("no answer in time", "PING");
        server.thaw();
        created(store, fresh());
    }

    @Test
    @DisplayName("when all connections are in use")
    void pool_exhausted() {
        ConnectionPoolConfig one = new ConnectionPoolConfig();
        one.setMaxTotal(1);
        one.setMaxWait(Duration.ofMillis(50));
        RedisClient client = opened(RedisClient.builder()
                .hostAndPort(Servers.alone().address())
                .poolConfig(one)
                .build());
        RedisStateStore store = RedisStateStore.over(client, RedisOptions.forClient());

        try (Connection taken = client.getPool().getResource()) {
            assertThat(taken.ping()).isTrue();
            assertThatItSays(store).contains("No connection to Redis became free in time", "REDIS_POOL_SIZE");
        }
        created(store, fresh());
    }

    @Test
    @DisplayName("when the connection breaks again and again")
    void broken_connection() {
        TcpProxy proxy = opened(new TcpProxy(Servers.alone().port()));
        RedisStateStore store = open(RedisOptions.at(proxy.url()));
        proxy.set(TcpProxy.Fault.REFUSE);

        assertThatItSays(store).contains("The connection to Redis at", "broke", "the next try goes through");
    }

    @Test
    @DisplayName("when it is still loading its data, and goes on by itself")
    void loading() {
        RedisProcess server = server("--appendonly", "yes", "--appendfsync", "no", "--key-load-delay", "50");
        RedisStateStore store = open(RedisOptions.at(server.url()));
        // While it loads it answers after each 1024 commands.
        server.ask("EVAL", "for i = 1, 8000 do redis.call('SET', 'key' .. i, i) end", "0");
        Deployment d = created(store, fresh());
        server.restart();

        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .untilAsserted(() -> assertThatItSays(store).contains("still loads its data", "by itself", "LOADING"));
        await().ignoreException(StoreUnavailableException.class)
                .untilAsserted(() -> assertThat(store.find(d.id())).contains(d));
    }

    @Test
    @DisplayName("when it is a replica, and one without its master")
    void replica() {
        RedisProcess master = server();
        RedisProcess replica = server("--replicaof", "127.0.0.1 " + master.port());
        RedisStateStore store = open(RedisOptions.at(replica.url()));

        assertThatItSays(store).contains("is a replica", "READONLY", "Connect to the master");
        replica.ask("CONFIG", "SET", "replica-serve-stale-data", "no");
        master.kill();
        await().untilAsserted(() -> assertThatItSays(store).contains("lost its master", "MASTERDOWN"));
    }

    @Test
    @DisplayName("when it asks for a password, or refuses the one that it gets")
    void password() {
        RedisProcess server = opened(RedisProcess.start(
                DefaultJedisClientConfig.builder().password(PASSWORD).build(), List.of(), "--requirepass", PASSWORD));

        assertThatItSays(open(RedisOptions.at(server.url())))
                .contains("asks for a password", "NOAUTH", "REDIS_PASSWORD");
        assertThatItSays(open(RedisOptions.at(server.url()).withPassword(new Secret("s3cret-wrong"))))
                .contains("refuses user or password", "WRONGPASS", "percent-encoded");
        created(open(RedisOptions.at(server.url()).withPassword(new Secret(PASSWORD))), fresh());
    }

    @Test
    @DisplayName("when the user may not call scripts, call what they call, or touch the keys")
    void permissions() {
        RedisProcess server = server();
        server.ask("ACL", "SETUSER", "reader", "on", ">" + PASSWORD, "~*", "+@read", "+@connection");
        server.ask("ACL", "SETUSER", "half", "on", ">" + PASSWORD, "~*", "+@all", "-hset");
        server.ask("ACL", "SETUSER", "elsewhere", "on", ">" + PASSWORD, "~{other}:*", "+@all");

        assertThatItSays(as(server, "reader")).contains("does not permit", "NOPERM", "command eval", "docs/redis.md");
        assertThatItSays(as(server, "half")).contains("does not permit", "NOPERM", "docs/redis.md");
        assertThatItSays(as(server, "elsewhere")).contains("does not permit", "one of the keys", "docs/redis.md");
    }

    @Test
    @DisplayName("when memory is full, and nothing is half written")
    void out_of_memory() {
        RedisProcess server = server();
        RedisStateStore store = open(RedisOptions.at(server.url()));
        Deployment d = created(store, fresh());
        server.ask("CONFIG", "SET", "maxmemory", "1");

        assertThatItSays(store).contains("out of memory", "OOM", "maxmemory-policy noeviction");
        Deployment next = touched(d);
        assertThatThrownBy(() -> store.compareAndSet(next, 1, null, operation()))
                .isInstanceOf(StoreUnavailableException.class);
        server.ask("CONFIG", "SET", "maxmemory", "0");
        assertThat(store.find(d.id())).contains(d);
        assertThat(store.holder(d.environment())).contains(d);
        assertThat(store.compareAndSet(next, 1, null, operation())).isEqualTo(new SaveResult.Saved(next));
    }

    @Test
    @DisplayName("when it cannot save to disk")
    void disk_full() throws Exception {
        Path gone = Files.createTempDirectory("gone");
        RedisProcess server = server("--dir", gone.toString(), "--save", "3600 1");
        RedisStateStore store = open(RedisOptions.at(server.url()));
        Files.delete(gone);
        server.ask("BGSAVE");

        await().untilAsserted(() -> assertThatItSays(store).contains("cannot save to disk", "MISCONF", "disk is full"));
    }

    @Test
    @DisplayName("when it wants more replicas than it has")
    void too_few_replicas() {
        RedisProcess server = server("--min-replicas-to-write", "1");

        assertThatItSays(open(RedisOptions.at(server.url()))).contains("too few replicas", "min-replicas-to-write");
    }

    @Test
    @DisplayName("when something else is under one of its keys")
    void wrong_type() {
        RedisProcess server = server();
        server.ask("SET", "{conductor}:deployments", "mine");

        assertThatItSays(open(RedisOptions.at(server.url()))).contains("something else", "REDIS_KEY_PREFIX");
    }

    @Test
    @DisplayName("when it is busy with somebody's script")
    void busy() {
        RedisProcess server = server("--busy-reply-threshold", "1");
        RedisStateStore store = open(RedisOptions.at(server.url()));
        created(store, fresh());
        CompletableFuture<Object> endless =
                CompletableFuture.supplyAsync(() -> server.ask("EVAL", "while true do end", "0"));

        await().pollDelay(Duration.ZERO)
                .untilAsserted(() -> assertThatItSays(store).contains("BUSY", "SCRIPT KILL"));
        server.ask("SCRIPT", "KILL");
        assertThat(endless.handle((said, e) -> e)).isNotNull();
    }

    @Test
    @DisplayName("when it has too many clients")
    void too_many_clients() {
        RedisProcess server = server("--maxclients", "1");
        RedisClient first = opened(RedisClient.create("127.0.0.1", server.port()));
        first.ping();

        assertThatItSays(open(RedisOptions.at(server.url()))).contains("too many clients", "maxclients");
    }

    @Test
    @DisplayName("when there is no such database")
    void no_such_database() {
        assertThatItSays(open(RedisOptions.at(Servers.alone().url() + "/99"))).contains("no database of that number");
    }

    @Test
    @DisplayName("when it is a node of a cluster, or of one that is down")
    void cluster() {
        RedisProcess lonely = server("--cluster-enabled", "yes", "--cluster-port", "" + RedisProcess.freePort());
        List<RedisStateStore> stores = Servers.cluster().masters().stream()
                .map(node -> open(RedisOptions.at(node.url())))
                .toList();

        assertThat(stores)
                .anySatisfy(store -> assertThatItSays(store).contains("part of a cluster", "redis-cluster://"));
        assertThatItSays(open(RedisOptions.at(lonely.url()))).contains("CLUSTERDOWN", "CLUSTER INFO");
        assertThatItSays(open(RedisOptions.at("redis-cluster://127.0.0.1:" + lonely.port())))
                .contains("CLUSTERDOWN", "CLUSTER INFO");
    }

    @Test
    @DisplayName("when one side speaks TLS and the other does not, or the certificate is not trusted")
    void tls() {
        Certificate certificate = Certificate.create();
        SslOptions trusting = SslOptions.builder()
                .truststore(certificate.trustStore().toFile(), certificate.password())
                .build();
        DefaultJedisClientConfig access =
                DefaultJedisClientConfig.builder().sslOptions(trusting).build();
        RedisProcess server = opened(RedisProcess.start(access, List.of(), certificate.serverOptions()));
        String plain = Servers.alone().url();

        assertThatItSays(open(limits(RedisOptions.at(plain.replace("redis:", "rediss:")), 300)))
                .contains("no answer in time", "a port without TLS");
        assertThatItSays(open(RedisOptions.at(server.url().replace("rediss:", "redis:"))))
                .contains("The connection to", "broke", "with TLS or without");
        assertThatItSays(open(RedisOptions.at(server.url()))).contains("over TLS", "trusts who issued it");
        RedisClient own = opened(RedisClient.builder()
                .hostAndPort(server.address())
                .clientConfig(access)
                .build());
        created(RedisStateStore.over(own, RedisOptions.forClient()), fresh());
    }

    @Test
    @DisplayName("when it lacks what is needed, or answers with something new")
    void other_answers() {
        Troubles troubles = new Troubles("Redis", false);

        assertThat(troubles.unavailable(new JedisDataException("ERR unknown command 'EVALSHA'")))
                .hasMessageContaining("Redis 6.2 or later");
        assertThat(troubles.unavailable(new JedisDataException("ERR something new\r\nhappened.")))
                .hasMessage("Redis answered with an error: ERR something new  happened.");
        assertThat(troubles.unavailable(new JedisDataException(
                        "ERR Error running script: -OOM command not allowed when used memory > 'maxmemory'.")))
                .hasMessageContaining("out of memory");
        assertThat(troubles.unavailable(new IllegalStateException("nothing")))
                .hasMessageContaining("makes no sense here");
    }

    @Test
    @DisplayName("on a client of the user's own, too, which stays open")
    void own_client() {
        ConnectionPoolConfig pool = new ConnectionPoolConfig();
        pool.setMaxWait(Duration.ofSeconds(1));
        RedisProcess server = server();
        server.ask("ACL", "SETUSER", "ada", "on", ">" + PASSWORD, "~*", "+@all");
        RedisClient client = opened(RedisClient.builder()
                .hostAndPort(server.address())
                .poolConfig(pool)
                .clientConfig(DefaultJedisClientConfig.builder()
                        .credentials(new DefaultRedisCredentials("ada", PASSWORD))
                        .build())
                .build());
        RedisStateStore store = RedisStateStore.over(client, RedisOptions.forClient());
        created(store, fresh());
        store.close();

        assertThat(client.ping()).isEqualTo("PONG");
        assertThatItSays(store).contains("The Redis store is closed.");
    }

    private static RedisOptions limits(RedisOptions options, long millis) {
        return options.withLimits(Duration.ofSeconds(1), Duration.ofMillis(millis), Duration.ofSeconds(1));
    }

    private RedisStateStore as(RedisProcess server, String user) {
        return open(RedisOptions.at("redis://" + user + ":" + PASSWORD + "@127.0.0.1:" + server.port()));
    }

    private RedisProcess server(String... options) {
        return opened(RedisProcess.start(options));
    }

    private RedisStateStore open(RedisOptions options) {
        return opened(RedisStateStore.open(options));
    }

    private <T extends AutoCloseable> T opened(T closeable) {
        open.add(0, closeable);
        return closeable;
    }

    /** What it says when a deployment cannot be created; it must say it in its own exception, and no secret. */
    private static AbstractStringAssert<?> assertThatItSays(RedisStateStore store) {
        Throwable thrown = catchThrowable(() -> store.create(fresh(), operation()));
        assertThat(thrown).isInstanceOf(StoreUnavailableException.class);
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString()).doesNotContain("s3cret");
        return assertThat(thrown.getMessage());
    }
}
