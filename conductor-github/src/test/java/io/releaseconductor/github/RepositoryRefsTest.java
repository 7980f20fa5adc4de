package io.releaseconductor.github;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.deployment.ResolvedRef;
import io.releaseconductor.examples.fakegithub.Call;
import io.releaseconductor.examples.fakegithub.FakeGitHub;
import io.releaseconductor.examples.fakegithub.Fault;
import io.releaseconductor.examples.fakegithub.Received;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spi.Refs;
import io.releaseconductor.testkit.ManualClock;
import io.releaseconductor.testkit.RefsContract;
import io.releaseconductor.testkit.RefsHarness;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Branches and tags at GitHub")
class RepositoryRefsTest {

    @Nested
    @DisplayName("under the contract")
    class UnderTheContract extends RefsContract {

        @Override
        protected RefsHarness openRefs(ManualClock clock) {
            return new Harness(clock);
        }
    }

    private static final class Harness implements RefsHarness {

        private final Bench bench;
        private int number;

        Harness(ManualClock clock) {
            this.bench = new Bench(clock);
        }

        @Override
        public Refs refs() {
            return bench.workflows.refs();
        }

        @Override
        public String commitTo(String branch) {
            String sha = sha(++number);
            bench.fake.addCommit(sha, FakeGitHub.HEAD, "Ada Lovelace", "Change " + number);
            bench.fake.addRef(branch, sha);
            return sha;
        }

        @Override
        public void tag(String tag, String commit) {
            bench.fake.addTag(tag, commit);
        }

        @Override
        public String defaultBranch() {
            return "main";
        }

        @Override
        public void goDown() {
            bench.fake.goDown();
        }

        @Override
        public void comeUp() {
            bench.fake.comeUp();
        }

        @Override
        public Set<String> secrets() {
            return Set.of(Planted.TOKEN);
        }

        @Override
        public void close() {
            bench.close();
        }
    }

    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    private static String sha(int number) {
        return String.format("%040x", 0xabcdef0000L + number);
    }

    private ResolvedRef resolve(@Nullable String ref) {
        return bench.workflows.refs().resolve(Environment.STAGING, ref);
    }

    @Test
    @DisplayName("are asked for with one request, and without the files that the commit changed")
    void one_request() {
        assertThat(resolve("main")).isEqualTo(ResolvedRef.at("main", FakeGitHub.HEAD));

        assertThat(bench.fake.received())
                .extracting(Received::path)
                .containsExactly("/repos/acme/app/commits/main?per_page=1");
    }

    @Test
    @DisplayName(
            "are those that runs start from: the one that is configured, else the default branch, whose name is asked for once")
    void by_default() {
        bench.fake.defaultBranch("trunk");
        assertThat(List.of(resolve(null), resolve(null))).containsOnly(ResolvedRef.at("trunk", FakeGitHub.HEAD));
        assertThat(bench.fake.count(Call.REPOSITORY)).isEqualTo(1);
        bench.fake.addRef("release/2", sha(2));
        bench.reconfigure(options -> options.withRef("release/2"));

        assertThat(resolve(null)).isEqualTo(ResolvedRef.at("release/2", sha(2)));
        assertThat(resolve("refs/heads/trunk")).isEqualTo(ResolvedRef.at("refs/heads/trunk", FakeGitHub.HEAD));
    }

    @Test
    @DisplayName("are found under the new name of the default branch, the second time")
    void renamed() {
        resolve(null);
        bench.fake.defaultBranch("trunk");

        assertThat(resolve(null).commit()).isNull();
        assertThat(resolve(null)).isEqualTo(ResolvedRef.at("trunk", FakeGitHub.HEAD));
    }

    @ParameterizedTest
    @CsvSource({
        "404, Not Found, it knows no such name",
        "401, Bad credentials, HTTP 401",
        "403, Resource not accessible by integration, HTTP 403",
        "409, Git Repository is empty., HTTP 409"
    })
    @DisplayName("are not known where GitHub says so, and the reason is GitHub's own")
    void refused(int status, String message, String why) {
        bench.fake.failNext(Call.COMMIT, Fault.answer(false, status, message));

        ResolvedRef answer = resolve("main");
        assertThat(answer.commit()).isNull();
        assertThat(answer.missing()).contains(why, message);
    }

    @Test
    @DisplayName("are not known while a rate limit lasts, nor where the answer is no commit")
    void limited() {
        bench.fake.failNext(Call.COMMIT, Fault.otherBody("{\"sha\": \"main\"}"));
        bench.fake.failNext(Call.COMMIT, Fault.otherBody("[]"));
        bench.fake.failNext(Call.COMMIT, Fault.otherBody("{}"));
        assertThat(resolve("main").commit()).isNull();
        bench.fake.leave(0);
        assertThat(resolve("main").missing()).contains("limit");
    }

    @Test
    @DisplayName("are not known where the token may not read contents, and none is proposed")
    void forbidden() {
        bench.fake.forbid(Call.COMMIT);
        bench.fake.forbid(Call.BRANCHES);

        assertThat(resolve("main").missing()).contains("HTTP 403: Resource not accessible");
        assertThat(bench.workflows.refs().named("", 25)).isEmpty();
    }

    @Test
    @DisplayName("are read page by page when somebody types, once a minute at most, and the default branch comes first")
    void paged() {
        for (int i = 0; i < 150; i++) {
            bench.fake.addRef(String.format("feature/%03d", i), FakeGitHub.HEAD);
        }
        bench.fake.addTag("v1.0", FakeGitHub.HEAD);
        resolve(null);
        Refs refs = bench.workflows.refs();

        assertThat(refs.named("", 25)).hasSize(25).startsWith("main", "feature/000");
        assertThat(refs.named("feature/149", 25)).containsExactly("feature/149");
        assertThat(refs.named("1.0", 25)).containsExactly("v1.0");
        assertThat(bench.fake.count(Call.BRANCHES)).isEqualTo(2);
        assertThat(bench.fake.count(Call.TAGS)).isEqualTo(1);
        bench.clock.advance(Duration.ofMinutes(1));
        refs.named("", 25);
        assertThat(bench.fake.count(Call.BRANCHES)).isEqualTo(4);
    }

    @Test
    @DisplayName("are not read beyond 500 branches and 200 tags")
    void endless() {
        for (int i = 0; i < 700; i++) {
            bench.fake.addRef("b" + i, FakeGitHub.HEAD);
            bench.fake.addTag("t" + i, FakeGitHub.HEAD);
        }

        assertThat(bench.workflows.refs().named("", 2000)).hasSize(700);
        assertThat(bench.fake.count(Call.BRANCHES) + bench.fake.count(Call.TAGS))
                .isEqualTo(7);
    }

    @Test
    @DisplayName("are told as they were where GitHub does not answer any more, and asked for again a minute later")
    void away() {
        Refs refs = bench.workflows.refs();
        refs.named("", 25);
        bench.clock.advance(Duration.ofMinutes(1));
        bench.fake.failNext(Call.TAGS, Fault.answer(false, 403, "Resource not accessible by integration"));
        bench.fake.addRef("new", FakeGitHub.HEAD);

        assertThat(refs.named("", 25)).containsExactly("main");
        bench.clock.advance(Duration.ofMinutes(1));
        assertThat(refs.named("", 25)).containsExactly("main", "new");
    }
}
