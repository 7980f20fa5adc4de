package io.releaseconductor.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.deployment.ResolvedRef;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spi.Refs;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** Everything that {@link Refs} promise. A test of them extends it and gives a {@link RefsHarness}. */
@DisplayName("Refs")
public abstract class RefsContract {

    private static final List<String> NO_REFS = List.of(
            "mian",
            " ",
            "-",
            "..",
            "a...b",
            "main~1",
            "main^{}",
            "v1 v2",
            "../../admin",
            "?per_page=1",
            "a/b//c",
            "\u202E\u0000\uD83D",
            "%2e%2e%2f",
            "9".repeat(5_000));

    private final ManualClock clock = new ManualClock();
    private @Nullable RefsHarness opened;

    /** For subclasses. */
    protected RefsContract() {}

    /**
     * Opens a place with a default branch and no other, that can be reached, and the adapter. Called before each test.
     *
     * @param clock the kit's clock
     * @return the harness
     * @throws Exception if it cannot be opened; the test then fails
     */
    protected abstract RefsHarness openRefs(ManualClock clock) throws Exception;

    @BeforeEach
    final void open() throws Exception {
        clock.set(ManualClock.START);
        opened = openRefs(clock);
    }

    @AfterEach
    final void close() throws Exception {
        if (opened != null) {
            opened.close();
        }
    }

    @Test
    @DisplayName("report what their harness cannot show")
    void report_limits(TestReporter reporter) {
        harness().limits().report().forEach(reporter::publishEntry);
        assertThat(harness().limits().reasons())
                .allSatisfy((what, why) -> assertThat(why).isNotBlank());
    }

    @Test
    @DisplayName("tell what a branch or tag points at, at once when it moves")
    void tell_the_commit() {
        String first = harness().commitTo("release/2");
        harness().tag("v2.0", first);
        assertThat(resolve("release/2")).isEqualTo(ResolvedRef.at("release/2", first));
        String second = harness().commitTo("release/2");

        assertThat(resolve("release/2")).isEqualTo(ResolvedRef.at("release/2", second));
        assertThat(resolve("v2.0")).isEqualTo(ResolvedRef.at("v2.0", first));
    }

    @Test
    @DisplayName("tell the default branch by its name where none is asked for")
    void tell_the_default() {
        String branch = harness().defaultBranch();
        String commit = harness().commitTo(branch);
        harness().commitTo("another");

        assertThat(resolve(null)).isEqualTo(ResolvedRef.at(branch, commit));
        assertThat(resolve(branch)).isEqualTo(ResolvedRef.at(branch, commit));
    }

    @Test
    @DisplayName("say that they do not know what there is not, and do not guess")
    void know_nothing() {
        assertThat(NO_REFS).allSatisfy(ref -> {
            ResolvedRef answer = resolve(ref);
            assertThat(answer.commit()).isNull();
            assertThat(answer.missing()).isNotBlank();
        });
    }

    @Test
    @DisplayName("say why nothing is known while the place is away, without a secret, and know it afterwards")
    void answer_while_away() {
        harness().limits().need(RefsHarness.Area.OUTAGES);
        String commit = harness().commitTo("release/2");
        harness().goDown();
        ResolvedRef away = resolve("release/2");
        List<String> proposed = harness().refs().named("", 10);
        harness().comeUp();

        assertThat(away.commit()).isNull();
        assertThat(away.missing()).isNotBlank();
        assertThat(proposed).isEmpty();
        harness().secrets().forEach(secret -> assertThat(away.toString()).doesNotContain(secret));
        assertThat(resolve("release/2")).isEqualTo(ResolvedRef.at("release/2", commit));
    }

    @Test
    @DisplayName(
            "propose branches and tags by a part of their names, the default branch first, and no more than asked for")
    void propose() {
        String commit = harness().commitTo("feature/main-menu");
        harness().commitTo("release/2");
        harness().tag("v2.0", commit);

        assertThat(named("", 10))
                .containsExactlyInAnyOrder(harness().defaultBranch(), "feature/main-menu", "release/2", "v2.0");
        assertThat(named("", 10).get(0)).isEqualTo(harness().defaultBranch());
        assertThat(named("FEATURE", 10)).containsExactly("feature/main-menu");
        assertThat(named("2", 10)).containsExactlyInAnyOrder("release/2", "v2.0");
        assertThat(named("e", 2)).hasSize(2);
        assertThat(named("no such name", 10)).isEmpty();
    }

    @Test
    @DisplayName("propose what was added once it is a minute old")
    void propose_news() {
        named("", 10);
        harness().commitTo("release/3");
        clock.advance(Duration.ofMinutes(1));

        assertThat(named("release", 10)).containsExactly("release/3");
    }

    @Test
    @DisplayName("answer eight at once, each its own")
    void answer_at_once() {
        String[] commits = new String[8];
        for (int i = 0; i < commits.length; i++) {
            commits[i] = harness().commitTo("branch-" + i);
        }
        AtOnce.run(8, i -> () -> {
            assertThat(resolve("branch-" + i).commit()).isEqualTo(commits[i]);
            assertThat(named("branch-" + i, 1)).containsExactly("branch-" + i);
            return true;
        });
    }

    private ResolvedRef resolve(@Nullable String ref) {
        return harness().refs().resolve(Environment.STAGING, ref);
    }

    private List<String> named(String typed, int atMost) {
        return harness().refs().named(typed, atMost);
    }

    private RefsHarness harness() {
        return Objects.requireNonNull(opened, "harness");
    }
}
