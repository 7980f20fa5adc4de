package io.releaseconductor.github;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.releaseconductor.deployment.ChangeOutcome;
import io.releaseconductor.deployment.ChangeSummary;
import io.releaseconductor.deployment.RiskyPaths;
import io.releaseconductor.examples.fakegithub.Call;
import io.releaseconductor.examples.fakegithub.FakeGitHub;
import io.releaseconductor.examples.fakegithub.Fault;
import io.releaseconductor.examples.fakegithub.Received;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spi.ChangeLog;
import io.releaseconductor.testkit.ChangeLogContract;
import io.releaseconductor.testkit.ChangeLogHarness;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("What is being shipped, by the commits at GitHub,")
class CommitLogTest {

    /** By the fake's commits. */
    private static final Instant COMMITTED = Instant.parse("2023-11-11T08:00:00Z");

    @Nested
    @DisplayName("under the contract")
    class UnderTheContract extends ChangeLogContract {

        @Override
        protected ChangeLogHarness openChangeLog(Clock clock) {
            return new Harness();
        }
    }

    private static final class Harness implements ChangeLogHarness {

        private final Bench bench = new Bench();
        private @Nullable String last;
        private int number;

        @Override
        public ChangeLog changes() {
            return bench.workflows.changeLog();
        }

        @Override
        public ChangeLog.Question add(String title, String author) {
            String before = last;
            String sha = sha(++number);
            bench.fake.addCommit(sha, before, author, title);
            last = sha;
            return asked(sha, before);
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
    private final ChangeLog changes = bench.workflows.changeLog();

    @AfterEach
    void close() {
        bench.close();
    }

    private static String sha(int number) {
        return String.format("%040x", 0xabcdef0000L + number);
    }

    private static ChangeLog.Question asked(String version, @Nullable String since) {
        return new ChangeLog.Question(Environment.STAGING, null, version, since);
    }

    /** Commits on top of the first one, of which the last one is asked for. */
    private String commits(int count) {
        String last = FakeGitHub.HEAD;
        for (int i = 1; i <= count; i++) {
            bench.fake.addCommit(sha(i), last, "Ada Lovelace", "Change " + i + "\n\nAt length.");
            last = sha(i);
        }
        return last;
    }

    private static ChangeSummary summary(String title, String author, String commit) {
        return new ChangeSummary(title, author, commit, COMMITTED, null, null, List.of(), null);
    }

    private static ChangeSummary.Commit by(String title) {
        return new ChangeSummary.Commit(title, "Ada Lovelace");
    }

    private ChangeSummary known(String version, @Nullable String since) {
        ChangeOutcome outcome = changes.find(asked(version, since));
        assertThat(outcome).isInstanceOf(ChangeOutcome.Known.class);
        return ((ChangeOutcome.Known) outcome).summary();
    }

    private String nothing(String version, @Nullable String since) {
        ChangeOutcome outcome = changes.find(asked(version, since));
        assertThat(outcome).isInstanceOf(ChangeOutcome.NothingKnown.class);
        return ((ChangeOutcome.NothingKnown) outcome).reason();
    }

    private List<String> requests() {
        return bench.fake.received().stream()
                .map(Received::path)
                .map(path -> path.replaceFirst("^.*/repos/acme/app/", ""))
                .toList();
    }

    @Test
    @DisplayName("is told by one request where both are commits, and by none the next time")
    void one_request() {
        String head = commits(3);
        ChangeSummary summary = known(head, FakeGitHub.HEAD);

        assertThat(summary)
                .isEqualTo(new ChangeSummary(
                        "Change 3",
                        "Ada Lovelace",
                        head,
                        COMMITTED,
                        new ChangeSummary.Distance(FakeGitHub.HEAD, 3, 0),
                        URI.create("https://github.example/acme/app/compare/" + FakeGitHub.HEAD + "..." + head),
                        List.of(by("Change 2"), by("Change 1")),
                        null));
        assertThat(known(head, FakeGitHub.HEAD)).isEqualTo(summary);
        assertThat(requests()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "2023-11-11T09:00:00+01:00, 2023-11-11T08:00:00Z",
                "2023-11-11T08:00:00.5Z, 2023-11-11T08:00:00.500Z",
                "yesterday, none",
                "'', none",
            })
    @DisplayName(
            "was committed when GitHub says so, by whatever clock, and at no known time where it says nothing that can be read")
    void committed(String date, @Nullable Instant at) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("sha", sha(1));
        body.putObject("commit")
                .put("message", "Fix login")
                .putObject("committer")
                .put("date", date);

        ChangeSummary read =
                Comparison.readCommit(new Reply.Answered(200, Headers.of(), body), sha(1), RiskyPaths.NONE);
        assertThat(read).isNotNull();
        assertThat(read.committedAt()).isEqualTo(at);
    }

    @Test
    @DisplayName("is found by tags with or without a v, and how they are written is remembered")
    void tags() {
        bench.fake.addRef("1.4.1", FakeGitHub.HEAD);
        bench.fake.addRef("1.4.2", commits(12));

        assertThat(known("1.4.2", "1.4.1").distance()).isEqualTo(new ChangeSummary.Distance("1.4.1", 12, 0));
        assertThat(known("1.4.2", "1.4.1").title()).isEqualTo("Change 12");
        assertThat(requests())
                .containsExactly("compare/v1.4.1...v1.4.2", "compare/1.4.1...1.4.2", "compare/1.4.1...1.4.2");
    }

    @Test
    @DisplayName("is compared by tags with a v, and by commits and tags mixed")
    void tags_with_v() {
        String head = commits(2);
        bench.fake.addRef("v1.4.1", FakeGitHub.HEAD);
        bench.fake.addRef("v1.4.2", head);

        assertThat(known("1.4.2", "1.4.1").distance()).isEqualTo(new ChangeSummary.Distance("1.4.1", 2, 0));
        assertThat(known(head, "1.4.1").distance()).isEqualTo(new ChangeSummary.Distance("1.4.1", 2, 0));
        assertThat(known("v1.4.2", FakeGitHub.HEAD).title()).isEqualTo("Change 2");
        assertThat(requests()).hasSize(3);
    }

    @Test
    @DisplayName("is told alone where what it replaces is not known, and the tags' other way is tried the next time")
    void alone() {
        String head = commits(2);
        bench.fake.addRef("1.4.1", FakeGitHub.HEAD);

        assertThat(known(head, "1.4.1")).isEqualTo(summary("Change 2", "Ada Lovelace", head));
        assertThat(known(head, "1.4.1").distance()).isEqualTo(new ChangeSummary.Distance("1.4.1", 2, 0));
        assertThat(known(head, null).title()).isEqualTo("Change 2");
        assertThat(requests())
                .containsExactly(
                        "compare/v1.4.1..." + head, "commits/" + head, "compare/1.4.1..." + head, "commits/" + head);
    }

    @Test
    @DisplayName("is told of more commits than GitHub lists, of none, and of the past")
    void many() {
        String head = commits(300);

        assertThat(known(head, FakeGitHub.HEAD).title()).isEqualTo("Change 300");
        assertThat(known(head, FakeGitHub.HEAD).distance())
                .isEqualTo(new ChangeSummary.Distance(FakeGitHub.HEAD, 300, 0));
        assertThat(known(sha(7), sha(9)).title()).isEqualTo("Change 7");
        assertThat(known(sha(7), sha(9)).distance()).isEqualTo(new ChangeSummary.Distance(sha(9), 0, 2));
        assertThat(known(sha(7), sha(7).substring(0, 39)).title()).isEqualTo("Change 7");
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 0", "2, 1", "5, 4", "6, 4", "250, 4", "251, 4", "1000, 4"})
    @DisplayName("has the commits right before it, four at most, by the same request, however many there are")
    void others(int count, int named) {
        String head = commits(count);
        ChangeSummary summary = known(head, FakeGitHub.HEAD);

        assertThat(summary.distance()).isEqualTo(new ChangeSummary.Distance(FakeGitHub.HEAD, count, 0));
        assertThat(summary.others())
                .isEqualTo(IntStream.rangeClosed(1, named)
                        .mapToObj(i -> by("Change " + (count - i)))
                        .toList());
        assertThat(requests()).hasSize(1);
    }

    @Test
    @DisplayName("has what was pushed by force since, and is told alone where there is no common past")
    void pushed_by_force() {
        String before = commits(3);
        bench.fake.addCommit(sha(101), sha(1), "Grace Hopper", "Change 2 in better words");
        bench.fake.addCommit(sha(102), sha(101), "Grace Hopper", "Change 3 in better words");
        bench.fake.addCommit(sha(201), null, "Grace Hopper", "All anew");

        ChangeSummary forced = known(sha(102), before);
        assertThat(forced.distance()).isEqualTo(new ChangeSummary.Distance(before, 2, 2));
        assertThat(forced.others())
                .containsExactly(new ChangeSummary.Commit("Change 2 in better words", "Grace Hopper"));
        assertThat(known(sha(201), before)).isEqualTo(summary("All anew", "Grace Hopper", sha(201)));
        assertThat(requests()).hasSize(3);
    }

    private ChangeSummary.Risk risk(String version, @Nullable String since, String... globs) {
        ChangeOutcome outcome = changes.find(
                new ChangeLog.Question(Environment.STAGING, null, version, since, new RiskyPaths(List.of(globs))));
        return ((ChangeOutcome.Known) outcome).summary().risk();
    }

    @Test
    @DisplayName(
            "is risky where one of the paths that changed since is, by the same request, and kept for these paths alone")
    void risky() {
        bench.fake.addCommit(sha(1), FakeGitHub.HEAD, "Ada Lovelace", "Add orders", "db/migration/V7.sql", "README.md");
        bench.fake.addCommit(
                sha(2), sha(1), "Ada Lovelace", "Move", "sql/old.sql -> doc/old.txt", "db/migration/V8.sql");

        assertThat(risk(sha(2), FakeGitHub.HEAD, "db/migration/**"))
                .isEqualTo(new ChangeSummary.Risk(List.of("db/migration/V7.sql", "db/migration/V8.sql"), 2, true));
        assertThat(risk(sha(2), FakeGitHub.HEAD, "db/migration/**").count()).isEqualTo(2);
        assertThat(requests()).hasSize(1);
        assertThat(risk(sha(2), FakeGitHub.HEAD, "sql/*").paths()).containsExactly("sql/old.sql");
        assertThat(risk(sha(2), FakeGitHub.HEAD, "src/**")).isEqualTo(new ChangeSummary.Risk(List.of(), 0, true));
        assertThat(known(sha(2), FakeGitHub.HEAD).risk()).isNull();
        assertThat(requests()).hasSize(4);
    }

    @ParameterizedTest
    @CsvSource({"299, true", "300, false", "301, false"})
    @DisplayName("is not known to be harmless where GitHub lists only the first 300 files")
    void many_files(int count, boolean whole) {
        String[] files = IntStream.range(0, count)
                .mapToObj(i -> String.format("src/%03d.txt", i))
                .toArray(String[]::new);
        bench.fake.addCommit(sha(1), FakeGitHub.HEAD, "Ada Lovelace", "Change all", files);

        assertThat(risk(sha(1), FakeGitHub.HEAD, "db/**")).isEqualTo(new ChangeSummary.Risk(List.of(), 0, whole));
        assertThat(risk(sha(1), FakeGitHub.HEAD, "src/**").count()).isEqualTo(Math.min(count, 300));
        assertThat(risk(sha(1), FakeGitHub.HEAD, "src/**").whole()).isEqualTo(whole);
    }

    @Test
    @DisplayName(
            "is not known to be harmless where only one side is listed, nothing is compared, or the files are missing")
    void one_side() {
        String before = commits(3);
        bench.fake.addCommit(sha(101), sha(1), "Grace Hopper", "Change 2 in better words", "db/1.sql");
        bench.fake.addCommit(sha(201), null, "Grace Hopper", "All anew", "db/1.sql");
        bench.fake.failNext(
                Call.COMPARE,
                Fault.otherBody("{\"ahead_by\":0,\"behind_by\":0,\"commits\":[],\"base_commit\":{\"sha\":\"" + sha(2)
                        + "\",\"commit\":{\"message\":\"Change 2\"}}}"));

        assertThat(risk(sha(2), sha(2), "db/**")).as("without files").isEqualTo(ChangeSummary.Risk.UNKNOWN);
        assertThat(risk(sha(1), before, "db/**")).isEqualTo(ChangeSummary.Risk.UNKNOWN);
        assertThat(risk(sha(101), before, "db/**")).isEqualTo(new ChangeSummary.Risk(List.of("db/1.sql"), 1, false));
        assertThat(risk(sha(201), before, "db/**")).isEqualTo(ChangeSummary.Risk.UNKNOWN);
        assertThat(risk(sha(201), null, "db/**")).isEqualTo(ChangeSummary.Risk.UNKNOWN);
        assertThat(risk(before, before, "db/**")).isEqualTo(new ChangeSummary.Risk(List.of(), 0, true));
    }

    @Test
    @DisplayName("takes two requests at most, and one more once the repository has moved")
    void moved() {
        String head = commits(2);
        bench.fake.rename("acme/shop");

        assertThat(known(head, FakeGitHub.HEAD).distance()).isNotNull();
        assertThat(bench.fake.received()).hasSize(2);
        assertThat(known(head, "1.4.1").title()).isEqualTo("Change 2");
        assertThat(bench.fake.received()).hasSize(4);
    }

    @Test
    @DisplayName("leaves out other commits that have no message")
    void without_a_message() {
        bench.fake.addCommit(sha(1), FakeGitHub.HEAD, "Ada Lovelace", "");
        bench.fake.addCommit(sha(2), sha(1), "\u200B", "@everyone\r\n\r\nAt length.");
        bench.fake.addCommit(sha(3), sha(2), "Ada Lovelace", "Change 3");

        assertThat(known(sha(3), FakeGitHub.HEAD).others())
                .containsExactly(new ChangeSummary.Commit("@everyone", null));
    }

    @Test
    @DisplayName("is no error where the version is no name at GitHub, and takes two requests at most")
    void no_name() {
        commits(1);

        assertThat(nothing("1.4.2-build.77", "1.4.1-build.76"))
                .isEqualTo("GitHub answered HTTP 404: Not Found; it knows no such name, or the token may not read"
                        + " contents");
        assertThat(nothing("1.4.2-build.77", null)).startsWith("GitHub answered HTTP 422: No commit found for SHA: ");
        assertThat(requests()).hasSize(4);
        assertThat(nothing("main...other:main", null)).endsWith("is no name that git could know");
        assertThat(requests()).hasSize(4);
    }

    @Test
    @DisplayName("fails nothing where the token may not read contents")
    void without_the_permission() {
        bench.fake.forbid(Call.COMPARE);
        bench.fake.forbid(Call.COMMIT);

        assertThat(nothing(commits(1), FakeGitHub.HEAD))
                .isEqualTo("GitHub answered HTTP 403: Resource not accessible by personal access token");
        assertThat(requests()).hasSize(1);
        bench.workflows.check();
        assertThat(bench.start(1)).isNotNull();
    }

    static Stream<Arguments> troubles() {
        return Stream.of(
                Arguments.of("a server's error", Fault.answer(false, 502, "Server Error"), 2),
                Arguments.of("a server that is busy", Fault.answer(false, 503, "Service Unavailable"), 2),
                Arguments.of("no body", Fault.otherBody(""), 2),
                Arguments.of("half a body", Fault.truncated(), 2),
                Arguments.of("a page of something on the way", Fault.page(200, "Sign in"), 2),
                Arguments.of("another body", Fault.otherBody("{\"ahead_by\":-1,\"commits\":{}}"), 2),
                Arguments.of(
                        "fewer commits than it counts",
                        Fault.otherBody("{\"ahead_by\":2,\"behind_by\":0,\"commits\":[]}"),
                        2),
                Arguments.of("a broken connection", Fault.drop(false), 2),
                Arguments.of("a limit", Fault.answer(false, 429, "slow down", "Retry-After", "60"), 1));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("troubles")
    @DisplayName("is not known, because")
    void troubles(String what, Fault fault, int requests) {
        String head = commits(2);
        bench.fake.failNext(Call.COMPARE, fault);
        bench.fake.failNext(Call.COMMIT, fault);

        assertThat(nothing(head, FakeGitHub.HEAD)).isNotBlank().doesNotContain(Planted.TOKEN);
        assertThat(requests()).hasSize(requests);
    }

    @Test
    @DisplayName("is told alone where it cannot be compared for now")
    void cannot_be_compared_for_now() {
        String head = commits(2);
        bench.fake.failNext(Call.COMPARE, Fault.answer(false, 500, "this diff took too long"));

        assertThat(known(head, FakeGitHub.HEAD)).isEqualTo(summary("Change 2", "Ada Lovelace", head));
        assertThat(known(head, FakeGitHub.HEAD).distance()).as("the next time").isNotNull();
    }

    @Test
    @DisplayName("is asked once more only where nothing has left for GitHub")
    void asked_once_more() {
        String head = commits(1);
        bench.fake.goDown();
        assertThat(changes.find(asked(head, null))).isInstanceOf(ChangeOutcome.Unavailable.class);
        bench.fake.comeUp();
        assertThat(known(head, null).title()).isEqualTo("Change 1");
    }

    @Test
    @DisplayName("is never another commit than the one that was asked for")
    void never_another() {
        String head = commits(2);
        String other = "{\"sha\":\"" + FakeGitHub.HEAD + "\",\"commit\":{\"message\":\"Other\"}}";
        bench.fake.failNext(
                Call.COMPARE, Fault.otherBody("{\"ahead_by\":1,\"behind_by\":0,\"commits\":[" + other + "]}"));
        bench.fake.failNext(Call.COMMIT, Fault.otherBody(other));

        assertThat(nothing(head, FakeGitHub.HEAD)).isNotBlank();
    }
}
