package io.releaseconductor.github;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.Conductor;
import io.releaseconductor.EnvironmentSettings;
import io.releaseconductor.ShipRequest;
import io.releaseconductor.ShipResult;
import io.releaseconductor.chat.Card;
import io.releaseconductor.chat.CardRenderer;
import io.releaseconductor.check.Check;
import io.releaseconductor.check.CheckCatalog;
import io.releaseconductor.config.Variables;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.examples.fakegithub.Call;
import io.releaseconductor.examples.fakegithub.FakeGitHub;
import io.releaseconductor.examples.fakegithub.Fault;
import io.releaseconductor.examples.fakegithub.RunScript;
import io.releaseconductor.memory.InMemoryStateStore;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.policy.ReleasePolicy;
import io.releaseconductor.policy.RollbackTriggers;
import io.releaseconductor.spi.Authorizer;
import io.releaseconductor.spi.ChatChannel;
import io.releaseconductor.testkit.ThreadsAtOnce;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The card of a deployment by GitHub")
class ChangeCardsTest {

    private static final String ALONE = "\"Last change\" by Ada Lovelace";

    /** However many commits there are. */
    private static final int MOST_CALLS = 3;

    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    private static String sha(int number) {
        return String.format("%040x", 0xabcdef0000L + number);
    }

    private void add(int number, @Nullable String parent, String title, String... files) {
        bench.fake.addCommit(sha(number), parent, "Ada Lovelace", title, files);
    }

    /** Commits on top of the first one, of which the last one is shipped. */
    private String commits(int count) {
        for (int i = 1; i <= count; i++) {
            add(i, i == 1 ? FakeGitHub.HEAD : sha(i - 1), i == count ? "Last change" : "Change " + i);
        }
        return count == 0 ? FakeGitHub.HEAD : sha(count);
    }

    /** It is verified, whatever GitHub says of it. */
    private Deployment shipped(String version, @Nullable String before) {
        bench.fake.script(RunScript.success(Duration.ofSeconds(2), Duration.ofSeconds(20)));
        EnvironmentSettings staging = EnvironmentSettings.of(Environment.STAGING)
                .withPolicy(ReleasePolicy.DEFAULT
                        .withAutoRollback(false)
                        .withTriggers(RollbackTriggers.DEFAULT.withMinChecksPassing(0)))
                .withRiskyPaths("db/migration/**")
                .withLinked(null);
        try (Conductor conductor = Conductor.builder()
                .variables(Variables.of(Map.of()))
                .environment(before == null ? staging : staging.withBaselineVersion(before))
                .workflows(bench.workflows)
                .changeLog(bench.workflows.changeLog())
                .chat(ChatChannel.NONE)
                .alerts((alert, deployment) -> {})
                .authorizer(Authorizer.allowAll())
                .checks(CheckCatalog.of(new Check[0]))
                .store(new InMemoryStateStore())
                .executor(new ThreadsAtOnce())
                .clock(bench.clock)
                .build()) {
            ShipResult result = conductor.ship(ShipRequest.to(Environment.STAGING, Actor.person("1", "Ada"))
                    .withVersion(version));
            DeployId id = ((ShipResult.Shipped) result).deployment().id();
            for (int second = 0; second < 300; second++) {
                conductor.runDue();
                bench.clock.advance(Duration.ofSeconds(1));
            }
            Deployment d = conductor.find(id).orElseThrow();
            assertThat(d.status()).as("%s", d).isEqualTo(DeploymentStatus.VERIFIED);
            assertThat(calls()).isLessThanOrEqualTo(MOST_CALLS);
            return d;
        }
    }

    private int calls() {
        return (int) bench.fake.received().stream()
                .filter(received -> received.path().matches(".*/(compare|commits)/.*"))
                .count();
    }

    private static List<String> told(Deployment d) {
        Card card = CardRenderer.render(d);
        return Stream.concat(
                        card.fields().stream()
                                .filter(field -> List.of("Change", "Also in it").contains(field.name()))
                                .map(Card.Field::value),
                        card.lines().stream().filter(line -> line.contains("risky")))
                .toList();
    }

    private static String cannotTell() {
        return "⚠️ Cannot tell whether it touches risky paths: not all that changed is known";
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1    | 1 commit      |
            3    | 3 commits     | "Change 2" by Ada Lovelace, "Change 1" by Ada Lovelace
            250  | 250 commits   | "Change 249" by Ada Lovelace, "Change 248" by Ada Lovelace, and 247 more
            1000 | 1000 commits  | "Change 999" by Ada Lovelace, "Change 998" by Ada Lovelace, and 997 more
            """)
    @DisplayName("says how many commits are shipped and names the newest, with one request, however many there are")
    void commits(int count, String words, @Nullable String others) {
        List<String> told = told(shipped(commits(count), FakeGitHub.HEAD));

        assertThat(told.get(0)).isEqualTo(ALONE + ", " + words + " since " + FakeGitHub.HEAD.substring(0, 7));
        assertThat(told.subList(1, told.size())).isEqualTo(others == null ? List.of() : List.of(others));
        assertThat(calls()).isEqualTo(1);
    }

    @Test
    @DisplayName("says that no commit is shipped that does not run already, by whatever name")
    void the_same() {
        bench.fake.addRef("v2", FakeGitHub.HEAD);

        assertThat(told(shipped("v2", FakeGitHub.HEAD)))
                .containsExactly("\"Say hello\" by Grace Hopper, the same as " + FakeGitHub.HEAD.substring(0, 7));
        assertThat(calls()).isEqualTo(1);
    }

    @Test
    @DisplayName("says what is shipped without, where history was pushed by force")
    void pushed_by_force() {
        String before = commits(3);
        add(101, sha(1), "Change 2, reworded");
        add(102, sha(101), "Last change");

        assertThat(told(shipped(sha(102), before)))
                .containsExactly(
                        ALONE + ", 2 commits since " + before.substring(0, 7) + ", without 2 commits of it",
                        "\"Change 2, reworded\" by Ada Lovelace",
                        cannotTell());
        assertThat(calls()).isEqualTo(1);
    }

    @Test
    @DisplayName("tells the commit alone where it has nothing in common with what runs, and for a first deployment")
    void alone() {
        String before = commits(2);
        add(201, null, "Last change", "db/migration/V1.sql");

        assertThat(told(shipped(sha(201), before))).containsExactly(ALONE, cannotTell());
        assertThat(calls()).isEqualTo(2);
        assertThat(told(shipped(sha(201), null))).containsExactly(ALONE, cannotTell());
        assertThat(calls()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({"403, Resource not accessible by personal access token", "404, Not Found"})
    @DisplayName("says nothing where the token may not read a private repository, and the details say why")
    void without_the_permission(int status, String message) {
        String head = commits(2);
        for (int i = 0; i < 2; i++) {
            bench.fake.failNext(Call.COMPARE, Fault.answer(false, status, message));
            bench.fake.failNext(Call.COMMIT, Fault.answer(false, status, message));
        }
        Deployment d = shipped(head, FakeGitHub.HEAD);

        assertThat(told(d)).containsExactly(cannotTell());
        assertThat(CardRenderer.details(d).lines())
                .anyMatch(
                        line -> line.startsWith("What is being shipped is not known: GitHub answered HTTP " + status));
        assertThat(calls()).isLessThanOrEqualTo(2);
    }

    @Test
    @DisplayName("names the risky paths that changed, and asks nothing more for it")
    void risky() {
        add(1, FakeGitHub.HEAD, "Add orders", "db/migration/V7__orders.sql", "README.md");
        add(2, sha(1), "Last change", "src/Main.java");
        String card = "⚠️ Touches db/migration/V7__orders.sql (risky): not safe to roll back by version alone";

        assertThat(told(shipped(sha(2), FakeGitHub.HEAD))).contains(card);
        assertThat(told(shipped(sha(2), FakeGitHub.HEAD)))
                .as("again, from what is kept")
                .contains(card);
        assertThat(calls()).isEqualTo(1);
    }

    @Test
    @DisplayName("takes no more requests where the repository has moved: what is asked before has found out where to")
    void moved() {
        String head = commits(3);
        bench.fake.rename("acme/shop");
        bench.fake.forget();

        assertThat(told(shipped(head, FakeGitHub.HEAD)).get(0)).startsWith(ALONE + ", 3 commits since ");
        assertThat(calls()).isEqualTo(1);
    }
}
