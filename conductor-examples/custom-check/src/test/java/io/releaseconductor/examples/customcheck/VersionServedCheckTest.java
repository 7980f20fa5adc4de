package io.releaseconductor.examples.customcheck;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.releaseconductor.check.Check;
import io.releaseconductor.check.CheckContext;
import io.releaseconductor.check.CheckResult;
import io.releaseconductor.check.CheckStatus;
import io.releaseconductor.config.Problems;
import io.releaseconductor.config.Variables;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Phase;
import io.releaseconductor.model.Reach;
import io.releaseconductor.model.Strategy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The check of the served version")
class VersionServedCheckTest {

    private static final Reach TENTH = new Reach.Percentage(10);

    private HttpServer server;
    private int status = 200;
    private String body = "v2\n";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/version", exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    @DisplayName("passes when the deployed version is served")
    void served() throws Exception {
        assertThat(run("v2")).isEqualTo(CheckResult.pass("v2 is served"));
    }

    @Test
    @DisplayName("fails when another one is, and says which")
    void another() throws Exception {
        CheckResult result = run("v3");

        assertThat(result.status()).isEqualTo(CheckStatus.FAIL);
        assertThat(result.message()).isEqualTo("Another version is served");
        assertThat(result.error()).isEqualTo("Expected v3, but got v2");
        assertThat(result.hint()).isNotBlank();
    }

    @Test
    @DisplayName("has no data when nobody knows what was deployed")
    void unknown() throws Exception {
        assertThat(run(null).status()).isEqualTo(CheckStatus.NO_DATA);
    }

    @Test
    @DisplayName("fails when the page is not there")
    void missing() throws Exception {
        status = 404;

        assertThat(run("v2").message()).isEqualTo("Status 404");
    }

    @Test
    @DisplayName("says so when nothing answers, as while the application restarts")
    void refused() throws Exception {
        server.stop(0);

        CheckResult result = run("v2");

        assertThat(result.status()).isEqualTo(CheckStatus.FAIL);
        assertThat(result.message()).isEqualTo("Nothing answers");
        assertThat(result.unanswered()).isTrue();
    }

    @Test
    @DisplayName("is provided for each environment with its own address, and asks for that if it is missing")
    void variables() {
        Problems problems = new Problems();
        Variables variables = Variables.of(Map.of("FRONTEND_BASE_URL_PROD", base().toString()));
        VersionChecks provider = new VersionChecks();

        List<Check> checks = provider.checks(Environment.PROD, variables.in(Environment.PROD, problems));
        assertThat(checks).extracting(Check::id).containsExactly("version");
        assertThat(problems.messages()).isEmpty();

        provider.checks(Environment.STAGING, variables.in(Environment.STAGING, problems));
        assertThat(problems.messages()).singleElement().asString().contains("FRONTEND_BASE_URL");
    }

    @Test
    @DisplayName("holds another version against nobody while a wave reaches only a part of the same address")
    void part() throws Exception {
        assertThat(run("v3", TENTH, Map.of())).isEqualTo(CheckResult.noData("Only a part has v3 yet"));
        assertThat(run("v2", TENTH, Map.of())).isEqualTo(CheckResult.pass("v2 is served"));
    }

    @Test
    @DisplayName("asks the canary where it has an address of its own, while a wave reaches only a part")
    void canary() throws Exception {
        URI canary = URI.create(base() + "/version/canary");
        Map<String, String> variables = Map.of("VERSION_CANARY_URL", canary.toString());

        CheckResult result = run("v3", TENTH, variables);

        assertThat(result.message()).isEqualTo("Another version is served");
        assertThat(result.link()).isEqualTo(canary);
        assertThat(run("v3", Reach.ALL, variables).link()).isEqualTo(URI.create(base() + "/version"));
    }

    private URI base() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private CheckResult run(@Nullable String version) throws Exception {
        return run(version, Reach.ALL, Map.of());
    }

    private CheckResult run(@Nullable String version, Reach reach, Map<String, String> more) throws Exception {
        Problems problems = new Problems();
        Variables variables =
                Variables.of(Map.of("FRONTEND_BASE_URL", base().toString())).with(more);
        Check check = new VersionChecks()
                .checks(Environment.STAGING, variables.in(Environment.STAGING, problems))
                .get(0);
        return check.run(new CheckContext(
                new DeployId("ship-staging-1699747200"),
                Environment.STAGING,
                Strategy.FULL,
                Phase.DEPLOY,
                1,
                reach,
                version,
                check.timeLimit()));
    }
}
