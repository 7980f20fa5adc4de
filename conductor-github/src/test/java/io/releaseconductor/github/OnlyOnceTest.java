package io.releaseconductor.github;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The script of {@code docs/workflows/only-once.yml}, run as a runner runs it. The build asks for a JDK and Maven alone, so where the
 * script's tools are missing this is skipped; not in CI, where nobody would notice.
 */
@DisplayName("The guard of the sample workflows")
class OnlyOnceTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant SHIPPED = Instant.ofEpochSecond(1_699_747_200);
    private static final Instant VALID_UNTIL = SHIPPED.plusSeconds(30);
    private static final String STEP = "ship-staging-1699747200/deploy/";
    private static final long SELF = 500;
    private static final String PERMITTED = "No other run does what this one is to do";

    private final List<ObjectNode> runs = new ArrayList<>();
    private final List<String> queries = new ArrayList<>();
    private int staleAnswers;
    private HttpServer api;

    private record Ran(int code, String said) {}

    @BeforeAll
    static void tools() {
        for (String tool : List.of("bash", "curl", "jq", "date")) {
            boolean there = isThere(tool);
            if (System.getenv("CI") != null) {
                assertThat(there)
                        .as("%s is on this machine, as .ci/run sees to", tool)
                        .isTrue();
            }
            assumeTrue(there, tool + " is not on this machine");
        }
    }

    private static boolean isThere(String tool) {
        try {
            return new ProcessBuilder(tool, "--version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @BeforeEach
    void listen() throws IOException {
        api = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        api.createContext("/repos/acme/app/actions/workflows/client-deploy.yml/runs", this::list);
        api.start();
    }

    @AfterEach
    void close() {
        api.stop(0);
    }

    private void list(HttpExchange exchange) throws IOException {
        try (exchange) {
            String query = exchange.getRequestURI().getRawQuery();
            queries.add(query);
            int page = Integer.parseInt(query.substring(query.lastIndexOf('=') + 1));
            ObjectNode answer = JSON.createObjectNode();
            ArrayNode listed = answer.putArray("workflow_runs");
            boolean stale = queries.size() <= staleAnswers;
            runs.stream()
                    .filter(run -> !stale || run.path("id").asLong() != SELF)
                    .skip((page - 1) * 100L)
                    .limit(100)
                    .forEach(listed::add);
            byte[] body = JSON.writeValueAsBytes(answer);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private void listed(long id, String title, String status, Instant created) {
        listed(id, title, status, null, created);
    }

    private void listed(long id, String title, String status, @Nullable String conclusion, Instant created) {
        runs.add(
                0,
                JSON.createObjectNode()
                        .put("id", id)
                        .put("display_title", title)
                        .put("status", status)
                        .put("conclusion", conclusion)
                        .put("created_at", created.toString()));
    }

    private void self(int attempt) {
        listed(SELF, "deploy staging " + STEP + attempt, "in_progress", SHIPPED.plusSeconds(5));
    }

    private Ran guard(String key, String validUntil) throws IOException, InterruptedException {
        String script = new YAMLMapper()
                .readTree(Path.of("../docs/workflows/only-once.yml").toFile())
                .path("jobs")
                .path("only-once")
                .path("steps")
                .path(0)
                .path("run")
                .asText();
        ProcessBuilder runner = new ProcessBuilder("bash", "-c", script).redirectErrorStream(true);
        runner.environment()
                .putAll(Map.of(
                        "KEY", key,
                        "VALID_UNTIL", validUntil,
                        "TOKEN", "none",
                        "PAUSE", "0",
                        "no_proxy", "*",
                        "GITHUB_RUN_ID", String.valueOf(SELF),
                        "GITHUB_REPOSITORY", "acme/app",
                        "GITHUB_WORKFLOW_REF", "acme/app/.github/workflows/client-deploy.yml@refs/heads/main",
                        "GITHUB_API_URL", "http://127.0.0.1:" + api.getAddress().getPort()));
        Process process = runner.start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Ran(process.waitFor(), said);
    }

    private Ran guard(int attempt) throws IOException, InterruptedException {
        return guard(STEP + attempt, String.valueOf(VALID_UNTIL.getEpochSecond()));
    }

    private void assertPermitted(int attempt) throws IOException, InterruptedException {
        Ran ran = guard(attempt);
        assertThat(ran.said()).contains(PERMITTED);
        assertThat(ran.code()).isZero();
    }

    private void assertRefused(int attempt, String why) throws IOException, InterruptedException {
        Ran ran = guard(attempt);
        assertThat(ran.said()).contains(why).doesNotContain(PERMITTED);
        assertThat(ran.code()).isEqualTo(1);
    }

    @Test
    void lets_the_only_run_of_a_key_go_on_and_asks_from_an_hour_before_it_was_shipped() throws Exception {
        self(1);
        assertPermitted(1);
        assertThat(queries)
                .containsExactly("event=workflow_dispatch&created=%3E%3D2023-11-11T23:00:00Z&per_page=100&page=1");
    }

    @Test
    void lets_it_go_on_where_nobody_says_until_when_it_is_valid() throws Exception {
        self(1);
        assertThat(guard(STEP + 1, "").code()).isZero();
    }

    @ParameterizedTest(name = "run {0}, {1}")
    @CsvSource({"499,queued", "499,completed", "501,in_progress", "501,completed", "501,waiting"})
    void refuses_a_second_run_with_the_key_that_is_older_or_has_begun(long id, String status) throws Exception {
        self(2);
        listed(id, "deploy staging " + STEP + 2, status, SHIPPED);
        assertRefused(2, "::error::Run " + id + " has the same key, " + STEP + "2. Nothing is done twice.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"queued", "completed"})
    void refuses_an_attempt_that_a_later_one_has_overtaken(String status) throws Exception {
        self(9);
        listed(499, "deploy staging " + STEP + 10, status, "failure", SHIPPED);
        assertRefused(9, "::error::Run 499 is a later attempt, " + STEP + "10. Nothing is done twice.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"queued", "waiting", "in_progress"})
    void refuses_an_attempt_while_an_earlier_one_is_not_at_its_end(String status) throws Exception {
        self(10);
        listed(499, "deploy staging " + STEP + 9, status, SHIPPED);
        assertRefused(10, "::error::Run 499 is an earlier attempt, " + STEP + "9, and not at its end. Cancel it");
    }

    @Test
    void refuses_an_attempt_after_an_earlier_one_has_succeeded() throws Exception {
        self(2);
        listed(499, "deploy staging " + STEP + 1, "completed", "success", SHIPPED);
        assertRefused(2, "::error::Run 499 is an earlier attempt, " + STEP + "1, and has succeeded. Nothing is done");
    }

    @ParameterizedTest
    @ValueSource(strings = {"failure", "cancelled", "timed_out", "startup_failure", "skipped"})
    void lets_people_try_again_what_did_not_succeed(String conclusion) throws Exception {
        self(2);
        listed(499, "deploy staging " + STEP + 1, "completed", conclusion, SHIPPED);
        assertPermitted(2);
    }

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource({"queued,", "in_progress,", "completed,success", "completed,failure"})
    void never_keeps_a_rollback_from_being_repeated(String status, @Nullable String conclusion) throws Exception {
        String rollback = "ship-staging-1699747200/rollback/";
        listed(SELF, "redeploy staging " + rollback + 2, "in_progress", SHIPPED);
        listed(499, "redeploy staging " + rollback + 1, status, conclusion, SHIPPED);
        assertThat(guard(rollback + 2, "").said()).contains(PERMITTED);
    }

    /** Of two that begin at once the older one goes on; did each refuse itself for the other, none would. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void does_not_mind_younger_runs_of_other_attempts(int other) throws Exception {
        self(2);
        listed(501, STEP + other, "in_progress", SHIPPED);
        listed(502, STEP + other, "completed", "failure", SHIPPED);
        assertPermitted(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"queued", "pending", "requested"})
    void does_not_mind_a_younger_run_that_has_not_begun_and_will_refuse_itself(String status) throws Exception {
        self(1);
        listed(501, STEP + 1, status, SHIPPED.plusSeconds(6));
        assertPermitted(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ship-staging-1699747200/promote/2",
                "ship-staging-1699747200/rollback/3",
                "ship-staging-16997472001/deploy/2",
                "ship-staging-1699747200/deploy/2x",
                "ship-staging-1699747200/deploy/",
                "\"quoted\" $(false) 'and' `more`"
            })
    void does_not_mind_other_phases_and_other_peoples_titles(String title) throws Exception {
        self(2);
        listed(400, "deploy " + title, "completed", SHIPPED);
        assertPermitted(2);
    }

    @Test
    void refuses_what_was_created_more_than_a_minute_after_it_could_be_sent() throws Exception {
        listed(SELF, STEP + 1, "in_progress", VALID_UNTIL.plusSeconds(60));
        assertPermitted(1);
        runs.clear();
        listed(SELF, STEP + 1, "in_progress", VALID_UNTIL.plusSeconds(61));
        assertRefused(1, "::error::This run was created 61 s after its request could be sent.");
    }

    @Test
    void waits_for_a_list_that_shows_the_run_itself() throws Exception {
        self(1);
        staleAnswers = 3;
        assertPermitted(1);
        assertThat(queries).hasSize(4);
    }

    @Test
    void does_nothing_if_no_list_shows_the_run_itself() throws Exception {
        listed(499, "deploy staging " + STEP + 2, "completed", SHIPPED);
        assertRefused(1, "::error::The list of runs does not show this run. In doubt nothing is done.");
    }

    @Test
    void does_nothing_if_the_list_cannot_be_read() throws Exception {
        self(1);
        api.removeContext("/repos/acme/app/actions/workflows/client-deploy.yml/runs");
        assertRefused(1, "::error::The list of runs could not be read. In doubt nothing is done.");
    }

    /** Wherever the adapter finds a key, the guard does. */
    @ParameterizedTest
    @ValueSource(strings = {"Deploy (%s)", "[%s] staging", "deploy:%s", "\"%s\"", "v1,%s;now", "%s"})
    void finds_the_key_in_whatever_run_name_shows_it(String title) throws Exception {
        String shown = title.formatted(STEP + 1);
        assertThat(CorrelationKeys.shows(shown, STEP + 1)).isTrue();
        listed(SELF, shown, "in_progress", SHIPPED);
        assertPermitted(1);
        listed(400, shown, "completed", SHIPPED);
        assertRefused(1, "::error::Run 400 has the same key");
    }

    @Test
    void tells_of_a_slow_clock_where_a_run_seems_late() throws Exception {
        listed(SELF, STEP + 1, "in_progress", VALID_UNTIL.plusSeconds(600));
        assertRefused(1, "Should this happen each time, the conductor's clock is slow.");
    }

    @Test
    void reads_all_pages() throws Exception {
        listed(300, "deploy staging " + STEP + 1, "completed", SHIPPED);
        for (int i = 0; i < 250; i++) {
            listed(301, "by hand", "completed", SHIPPED);
        }
        self(1);
        assertRefused(1, "::error::Run 300 has the same key");
        assertThat(queries).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "deploy",
                "ship-staging-1699747200/deploy/0",
                "ship-staging-1699747200/deploy/1 x",
                "ship-staging-1699747200/verify/1",
                "ship-$(touch x)-1/deploy/1"
            })
    void refuses_a_key_that_is_none(String key) throws Exception {
        Ran ran = guard(key, "");
        assertThat(ran.said()).contains("::error::correlation_key is not a key of the conductor");
        assertThat(ran.code()).isEqualTo(1);
    }

    @Test
    void refuses_a_time_that_is_none() throws Exception {
        Ran ran = guard(STEP + 1, "soon");
        assertThat(ran.said()).contains("::error::valid_until is not a number of seconds");
        assertThat(ran.code()).isEqualTo(1);
    }
}
