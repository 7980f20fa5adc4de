package io.releaseconductor.redis;

import static io.releaseconductor.redis.Steps.LEASE;
import static io.releaseconductor.redis.Steps.after;
import static io.releaseconductor.redis.Steps.at;
import static io.releaseconductor.redis.Steps.created;
import static io.releaseconductor.redis.Steps.environment;
import static io.releaseconductor.redis.Steps.lockedBy;
import static io.releaseconductor.redis.Steps.operation;
import static io.releaseconductor.redis.Steps.saved;
import static io.releaseconductor.testkit.Deployments.aDeployment;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.health.PartHealth;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.redis.server.RedisProcess;
import io.releaseconductor.spi.CreateResult;
import io.releaseconductor.spi.HistoryQuery;
import io.releaseconductor.spi.Retention;
import io.releaseconductor.testkit.Deployments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is where else is told from it: each key by itself may go. */
@DisplayName("Where just one key vanished from Redis")
class VanishedKeysTest {

    private static final String TAG = "{conductor}:";
    private static final String BEFORE_ALL = "1000";

    private final RedisProcess server = RedisProcess.start("--appendonly", "yes");
    private Deployment waiting;
    private Deployment claimed;

    /** Something of everything: purged and kept, promoted and not, settled, unsent, waiting and claimed. */
    @BeforeEach
    void fill() {
        try (RedisStateStore store = open()) {
            saved(store, at(created(store, aDeployment().to(environment(1)).initiated()), DeploymentStatus.PROMOTED));
            saved(store, at(created(store, aDeployment().to(environment(2)).initiated()), DeploymentStatus.FAILED));
            assertThat(store.purge(after(Duration.ofDays(2).toSeconds()), Retention.DEFAULT))
                    .isEqualTo(2);

            long later = Duration.ofDays(2).toSeconds();
            Deployment kept = created(
                    store, aDeployment().to(environment(1)).at(after(later)).initiated());
            saved(store, at(kept, DeploymentStatus.PROMOTED));
            Deployment unsent = created(
                    store, aDeployment().to(environment(2)).at(after(later)).initiated());
            saved(
                    store,
                    at(unsent, DeploymentStatus.FAILED).toBuilder()
                            .dueAt(after(later + 5_000))
                            .build());
            claimed = created(
                    store, aDeployment().to(environment(3)).at(after(later)).initiated());
            assertThat(store.claimDue(after(later), LEASE, 1)).hasSize(1);
            waiting = created(
                    store, aDeployment().to(environment(4)).at(after(later + 1)).initiated());
            lockedBy(store, environment(1), Deployments.ADA);
        }
        server.ask("HSET", TAG + "aside", "ship-any-1", "why");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private RedisStateStore open() {
        return RedisStateStore.open(RedisOptions.at(server.url()));
    }

    private Map<String, Object> everything() {
        Map<String, Object> all = new TreeMap<>();
        for (Object key : (List<?>) server.ask("KEYS", "*")) {
            String name = (String) key;
            all.put(name.substring(TAG.length()), content(name));
        }
        return all;
    }

    private Object content(String key) {
        if (server.ask("TYPE", key).equals("zset")) {
            return server.ask("ZRANGE", key, "0", "-1", "WITHSCORES");
        }
        return List.of(sorted(server.ask("HKEYS", key)), sorted(server.ask("HVALS", key)));
    }

    private static List<String> sorted(Object texts) {
        return ((List<?>) texts).stream().map(String::valueOf).sorted().toList();
    }

    /** With the first look for due work of a node, and each minute. Nothing is due that early. */
    private List<String> look() {
        try (RedisStateStore store = open();
                LogOf log = new LogOf(Mending.class)) {
            assertThat(store.claimDue(after(0), LEASE, 10)).isEmpty();
            boolean well = store.health().state() == PartHealth.State.WELL;
            // the clocks of these tests differ, which health says first
            assertThat(well).isFalse();
            return log.at(Level.ERROR);
        }
    }

    @Test
    @DisplayName("nothing is said where none did")
    void nothing_is_said() {
        Map<String, Object> before = everything();
        assertThat(look()).isEmpty();
        assertThat(everything()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({
        "creations, the operation that created it of 4 deployments",
        "places, the environment's place of 2 deployments",
        "due, the due time of 2 deployments",
        "leased, the lease of ship-env10003",
        "settled, what the clean-up goes by of ship-env10001",
        "unsent, what the clean-up goes by of ship-env10002",
        "history:all, 2 places in the history",
        "history:environment, 2 places in the history",
        "history:promoted, the place in the history (promoted) of ship-env10001"
    })
    @DisplayName("it is written anew as it was, and that is said at ERROR, once")
    void is_written_anew(String key, String said) {
        Map<String, Object> before = everything();
        assertThat(before).containsKey(key);
        server.ask("DEL", TAG + key);

        assertThat(look())
                .singleElement()
                .asString()
                .startsWith("Missing in Redis, and written anew")
                .contains(said)
                .contains("maxmemory_policy");
        assertThat(everything()).isEqualTo(before);
        assertThat(look()).isEmpty();
    }

    @Test
    @DisplayName("that of the times in the history is written anew: of what is cleaned up, by when it was asked for")
    void since() {
        Map<String, Object> before = everything();
        server.ask("DEL", TAG + "history:since");
        assertThat(look()).singleElement().asString().contains("2 places in the history");
        assertThat(everything().keySet()).isEqualTo(before.keySet());
        assertThat((List<?>) server.ask("ZRANGE", TAG + "history:since", "0", "-1"))
                .hasSize(6);
        assertThat(look()).isEmpty();
    }

    @Test
    @DisplayName("that of the entries is written anew for what is kept, and of the others it is said how many are gone")
    void history() {
        server.ask("DEL", TAG + "history");
        assertThat(look())
                .satisfiesExactlyInAnyOrder(
                        mended -> assertThat(mended).contains("the history entry of 4 deployments"),
                        gone -> assertThat(gone).startsWith("2 entries of the history are gone from Redis for good"));
        try (RedisStateStore store = open()) {
            assertThat(store.history(HistoryQuery.newest(10)).entries()).hasSize(4);
        }
        assertThat(look()).singleElement().asString().startsWith("2 entries");
    }

    @Test
    @DisplayName("that of the places, a second deployment is refused before anybody looked")
    void a_place_is_held_all_the_same() {
        server.ask("DEL", TAG + "places");
        try (RedisStateStore store = open()) {
            Deployment second = aDeployment()
                    .to(waiting.environment())
                    .at(after(Duration.ofDays(3).toSeconds()))
                    .initiated();
            assertThat(store.create(second, operation())).isEqualTo(new CreateResult.EnvironmentTaken(waiting));
            assertThat(store.holder(claimed.environment())).contains(claimed);
        }
    }

    @Test
    @DisplayName("that of the creations, a repeated one is recognised before anybody looked")
    void a_creation_is_recognised_all_the_same() {
        try (RedisStateStore store = open()) {
            Deployment first = aDeployment().to(environment(5)).initiated();
            assertThat(store.create(first, "first")).isEqualTo(new CreateResult.Created(first));
            server.ask("DEL", TAG + "creations");
            assertThat(store.create(first, "first")).isEqualTo(new CreateResult.Created(first));
        }
    }

    @Test
    @DisplayName("and somebody took a place meanwhile, both deployments are named for a person to choose")
    void two_in_one_place() {
        DeployId other = new DeployId("ship-" + waiting.environment().name() + "-" + BEFORE_ALL);
        server.ask("HSET", TAG + "places", waiting.environment().name(), other.value());
        server.ask("HSET", TAG + "deployments", other.value(), "{}");
        server.ask("HSET", TAG + "deployments", other + ":shelf", "unsettled 1 no 000000001000.000 " + other);
        server.ask("HSET", TAG + "deployments", other + ":due", "-", other + ":lease", "-");
        assertThat(look())
                .anyMatch(line -> line.startsWith("Two deployments are under way in one environment")
                        && line.contains(waiting.id().value()));
    }

    @Test
    @DisplayName("docs/redis.md says of each what happens")
    void is_documented() throws IOException {
        String docs = Files.readString(Path.of("../docs/redis.md"));
        String table = docs.substring(docs.indexOf("## If just one key vanished"));
        assertThat(everything().keySet())
                .hasSize(14)
                .allSatisfy(key -> assertThat(table).containsPattern(Pattern.quote("| `" + key + "` |")));
    }
}
