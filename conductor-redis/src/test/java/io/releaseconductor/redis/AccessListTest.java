package io.releaseconductor.redis;

import static io.releaseconductor.redis.Steps.LEASE;
import static io.releaseconductor.redis.Steps.after;
import static io.releaseconductor.redis.Steps.at;
import static io.releaseconductor.redis.Steps.created;
import static io.releaseconductor.redis.Steps.lockedBy;
import static io.releaseconductor.redis.Steps.saved;
import static io.releaseconductor.testkit.Deployments.aDeployment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.redis.server.RedisProcess;
import io.releaseconductor.spi.HistoryQuery;
import io.releaseconductor.spi.Retention;
import io.releaseconductor.testkit.Deployments;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A Redis user with the rights that the docs list")
class AccessListTest {

    @Test
    @DisplayName("can do everything that the store does, and read nothing else")
    void can_do_everything() throws Exception {
        Matcher line =
                Pattern.compile("ACL SETUSER conductor (.*)").matcher(Files.readString(Path.of("../docs/redis.md")));
        assertThat(line.find()).isTrue();
        String[] rule = ("ACL SETUSER conductor " + line.group(1)).split(" ");
        try (RedisProcess server = RedisProcess.start("--repl-diskless-sync-delay", "0");
                RedisProcess replica = RedisProcess.start("--replicaof", "127.0.0.1 " + server.port())) {
            server.ask(rule);
            String password = line.group(1).replaceFirst(".*>(\\S+).*", "$1");
            RedisOptions options = RedisOptions.at("redis://conductor:" + password + "@127.0.0.1:" + server.port());
            awaitFollowing(replica);
            try (RedisStateStore store = RedisStateStore.open(options.withReplicas(1, Duration.ofSeconds(1)))) {
                liveALife(store);
            }
            assertThat(server.ask("ACL", "LOG").toString()).isEqualTo("[]");
        }
    }

    private static void awaitFollowing(RedisProcess replica) {
        await().untilAsserted(() ->
                assertThat(replica.ask("INFO", "replication").toString()).contains("master_link_status:up"));
    }

    private static void liveALife(RedisStateStore store) {
        Deployment d = created(store, aDeployment().initiated());
        store.claimDue(after(0), LEASE, 1).forEach(claim -> {
            store.renew(claim.token(), after(1), LEASE);
            store.release(claim.token());
        });
        store.claimDue(after(1), LEASE, 1);
        store.claimDue(after(100), LEASE, 1);
        Deployment promoted = saved(store, at(d, DeploymentStatus.PROMOTED));
        Deployment rollingBack = saved(store, at(promoted, DeploymentStatus.ROLLING_BACK));
        assertThat(store.holder(d.environment())).contains(rollingBack);
        saved(store, at(rollingBack, DeploymentStatus.ROLLED_BACK));
        lockedBy(store, d.environment(), Deployments.ADA);
        assertThat(store.environmentStates()).hasSize(1);
        store.history(HistoryQuery.newest(1));
        store.purge(after(Duration.ofDays(1).toSeconds()), Retention.DEFAULT);
        store.purge(after(Duration.ofDays(100).toSeconds()), Retention.DEFAULT);
        assertThat(store.find(d.id())).isEmpty();
    }
}
