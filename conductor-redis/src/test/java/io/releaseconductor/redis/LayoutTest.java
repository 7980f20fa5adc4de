package io.releaseconductor.redis;

import static io.releaseconductor.redis.Steps.LEASE;
import static io.releaseconductor.redis.Steps.after;
import static io.releaseconductor.redis.Steps.at;
import static io.releaseconductor.redis.Steps.created;
import static io.releaseconductor.redis.Steps.environment;
import static io.releaseconductor.redis.Steps.lockedBy;
import static io.releaseconductor.redis.Steps.saved;
import static io.releaseconductor.redis.Steps.touched;
import static io.releaseconductor.testkit.Deployments.aDeployment;
import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.audit.AuditEntry;
import io.releaseconductor.audit.Occurrence;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.redis.server.RedisProcess;
import io.releaseconductor.spi.Claim;
import io.releaseconductor.spi.CreateResult;
import io.releaseconductor.spi.HistoryQuery;
import io.releaseconductor.spi.Retention;
import io.releaseconductor.testkit.Deployments;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What the store keeps in Redis")
class LayoutTest {

    private final RedisProcess server = RedisProcess.start();
    private final RedisStateStore store = open("team:a");

    @AfterEach
    void stop() {
        store.close();
        server.close();
    }

    private RedisStateStore open(String prefix) {
        return RedisStateStore.open(RedisOptions.at(server.url()).withKeyPrefix(prefix));
    }

    @Test
    @DisplayName("is under keys with one hash tag, and nowhere else")
    void is_under_one_hash_tag() {
        liveALife();

        assertThat(keys())
                .isNotEmpty()
                .allMatch(key -> key.startsWith("{team:a}:"))
                .hasSize(13);
    }

    @Test
    @DisplayName("is nothing of another installation's")
    void is_apart_from_other_installations() {
        Deployment d = created(store, aDeployment().initiated());
        RedisStateStore other = open("team:b");

        assertThat(other.find(d.id())).isEmpty();
        assertThat(other.holder(d.environment())).isEmpty();
        assertThat(other.claimDue(after(100), LEASE, 10)).isEmpty();
        assertThat(other.history(HistoryQuery.newest(10)).entries()).isEmpty();
        other.close();
    }

    @Test
    @DisplayName("is nothing any more when all of it is cleaned up, in as many steps as it takes")
    void is_nothing_after_the_clean_up() {
        for (int i = 0; i < 450; i++) {
            Deployment d = created(store, aDeployment().to(environment(i)).initiated());
            saved(store, at(d, i % 3 == 0 ? DeploymentStatus.FAILED : DeploymentStatus.CANCELLED));
        }

        assertThat(store.purge(after(Duration.ofDays(1).toSeconds()), Retention.DEFAULT))
                .isEqualTo(450);
        assertThat(store.history(HistoryQuery.newest(1000)).entries()).hasSize(450);
        assertThat(store.purge(after(Duration.ofDays(90).toSeconds()), Retention.DEFAULT))
                .isZero();
        assertThat(keys()).isEmpty();
    }

    @Test
    @DisplayName("is nothing any more of one that was due and claimed when it was cleaned up")
    void is_nothing_of_one_that_was_due() {
        Deployment d = created(store, aDeployment().initiated());
        Deployment settled = saved(store, at(d, DeploymentStatus.CANCELLED).withDueAt(after(60)));
        Deployment other = created(store, aDeployment().to(environment(1)).initiated());
        saved(store, at(other, DeploymentStatus.CANCELLED).withDueAt(after(90)));
        assertThat(store.claimDue(after(60), LEASE, 1))
                .extracting(Claim::deployment)
                .containsExactly(settled);

        assertThat(store.purge(after(Duration.ofDays(7).toSeconds()), Retention.DEFAULT))
                .isEqualTo(2);
        store.purge(after(Duration.ofDays(90).toSeconds()), Retention.DEFAULT);
        assertThat(keys()).isEmpty();
    }

    @Test
    @DisplayName("is history for as long as it says, counted from the last change of status")
    void is_history_from_the_last_change_of_status() {
        long day = Duration.ofDays(1).toSeconds();
        Deployment d = created(store, aDeployment().initiated());
        saved(
                store,
                at(d, DeploymentStatus.FAILED).toBuilder()
                        .statusSince(after(5 * day))
                        .build());
        store.purge(after(94 * day), Retention.DEFAULT);

        assertThat(store.find(d.id())).isEmpty();
        assertThat(store.history(HistoryQuery.newest(10)).entries()).hasSize(1);
        assertThat(store.create(d, "another")).isEqualTo(new CreateResult.IdTaken());
        store.purge(after(95 * day), Retention.DEFAULT);
        assertThat(store.history(HistoryQuery.newest(10)).entries()).isEmpty();
        assertThat(store.create(d, "another")).isEqualTo(new CreateResult.Created(d));
    }

    @Test
    @DisplayName("loses old history although more of it is kept than one step looks at")
    void loses_old_history_behind_what_is_kept() {
        for (int i = 0; i < 300; i++) {
            created(store, aDeployment().to(environment(i)).initiated());
        }
        Deployment old = created(store, aDeployment().at(after(1)).initiated());
        saved(store, at(old, DeploymentStatus.CANCELLED));
        store.purge(after(Duration.ofDays(90).toSeconds() + 1), Retention.DEFAULT);

        assertThat(store.history(HistoryQuery.newest(1000)).entries()).hasSize(300);
    }

    @Test
    @DisplayName("changes in one round trip for each transition")
    void changes_in_one_round_trip() {
        Deployment d = touched(created(store, aDeployment().initiated()));
        saved(store, d);
        server.ask("CONFIG", "RESETSTAT");
        saved(store, at(d, DeploymentStatus.PROMOTED));

        assertThat(server.ask("INFO", "commandstats").toString())
                .contains("cmdstat_evalsha:calls=1,")
                .doesNotContain("cmdstat_eval:");
    }

    @Test
    @DisplayName("is found again after the server has forgotten its scripts")
    void survives_a_script_flush() {
        Deployment d = created(store, aDeployment().initiated());
        server.ask("SCRIPT", "FLUSH");
        Deployment next = saved(store, touched(d));
        server.ask("SCRIPT", "FLUSH");

        assertThat(store.claimDue(after(1), LEASE, 1)).hasSize(1);
        server.ask("SCRIPT", "FLUSH");
        assertThat(store.holder(d.environment())).contains(next);
    }

    @Test
    @DisplayName(
            "is reached by scripts that name each key that they use, and ask for nothing that differs between servers")
    void is_reached_by_declared_keys() {
        Pattern call = Pattern.compile("redis\\.call\\('([A-Z]+)', ([^,)]+)");
        for (Script script : Script.values()) {
            String code = script.text().replaceAll("--[^\n]*", "");
            Matcher calls = call.matcher(code);
            while (calls.find()) {
                String key = calls.group(2);
                assertThat(code)
                        .as("%s: %s", script, calls.group())
                        .containsPattern("local [a-z_, ]*\\b" + (key.contains(" ") ? "settled" : Pattern.quote(key))
                                + "\\b[a-z_, ]* = (KEYS)");
                assertThat(calls.group(1)).isNotIn("TIME", "RANDOMKEY", "SRANDMEMBER", "SPOP", "KEYS", "SCAN");
            }
            assertThat(code).doesNotContain("math.random", "os.");
        }
    }

    private void liveALife() {
        Deployment d = created(store, aDeployment().initiated());
        store.claimDue(after(1), LEASE, 1).forEach(claim -> store.release(claim.token()));
        store.claimDue(after(1), LEASE, 1);
        d = saved(store, touched(d));
        saved(store, at(d, DeploymentStatus.PROMOTED));
        Deployment second = created(store, aDeployment().at(after(60)).initiated());
        saved(store, at(second, DeploymentStatus.CANCELLED).withDueAt(after(90)));
        created(store, audited(aDeployment().at(after(61)).initiated()));
        lockedBy(store, null, Deployments.ADA);
    }

    private static Deployment audited(Deployment initiated) {
        Occurrence told = new Occurrence(after(61), "ship", null, null, null, "initiated", null);
        return initiated.toBuilder()
                .audit(AuditEntry.following(null, initiated.id(), initiated.revision(), "node-1", told))
                .build();
    }

    private List<String> keys() {
        return List.copyOf(new TreeSet<>(((List<?>) server.ask("KEYS", "*"))
                .stream().map(Object::toString).toList()));
    }
}
