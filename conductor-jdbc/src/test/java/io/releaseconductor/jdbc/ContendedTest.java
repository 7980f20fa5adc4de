package io.releaseconductor.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.deployment.DeployRequest;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.HistoryEntry;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Rollout;
import io.releaseconductor.model.Strategy;
import io.releaseconductor.spi.CreateResult;
import io.releaseconductor.spi.HistoryQuery;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * H2 loses what was committed where one transaction waits for the row of another one that is rolled back. A creation that is refused
 * touches the row that all creations touch.
 */
@DisplayName("In a file that two stores write at once")
@Timeout(120)
class ContendedTest {

    private static final Instant START = Instant.ofEpochSecond(1_699_747_200);
    private static final int THREADS = 8;
    private static final int ENVIRONMENTS = 100;

    @TempDir
    Path folder;

    @Test
    @DisplayName("nothing that was answered is lost, however much is refused beside it")
    void nothing_is_lost() throws Exception {
        List<String> created = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try (JdbcStateStore one = JdbcStateStore.inFile(folder.resolve("state"));
                JdbcStateStore other = JdbcStateStore.inFile(folder.resolve("state"))) {
            List<Future<List<String>>> answers = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                int thread = i;
                JdbcStateStore store = i % 2 == 0 ? one : other;
                answers.add(threads.submit(() -> createAll(store, thread)));
            }
            for (Future<List<String>> answer : answers) {
                created.addAll(answer.get());
            }
            assertThat(one.history(HistoryQuery.newest(HistoryQuery.MAX_LIMIT)).entries())
                    .extracting(HistoryEntry::id)
                    .extracting(DeployId::value)
                    .containsExactlyInAnyOrderElementsOf(created);
        } finally {
            threads.shutdownNow();
        }
        assertThat(created).hasSize(ENVIRONMENTS);
    }

    private static List<String> createAll(JdbcStateStore store, int thread) {
        List<String> created = new ArrayList<>();
        for (int i = 0; i < ENVIRONMENTS; i++) {
            Environment environment = new Environment("e" + i);
            DeployRequest request = DeployRequest.builder(
                            environment,
                            Strategy.FULL,
                            Rollout.FULL,
                            Actor.person("1", "Ada"),
                            START.plusSeconds(thread))
                    .build();
            Deployment deployment = Deployment.initiate(DeployId.of(environment, request.initiatedAt()), request);
            if (store.create(deployment, "operation-" + thread + "-" + i) instanceof CreateResult.Created) {
                created.add(deployment.id().value());
            }
        }
        return created;
    }
}
