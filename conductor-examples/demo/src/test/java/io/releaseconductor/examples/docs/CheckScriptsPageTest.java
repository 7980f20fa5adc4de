package io.releaseconductor.examples.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import io.releaseconductor.check.CheckContext;
import io.releaseconductor.check.CheckResult;
import io.releaseconductor.check.CheckStatus;
import io.releaseconductor.check.Finding;
import io.releaseconductor.checks.scripts.ScriptChecks;
import io.releaseconductor.checks.scripts.ScriptOptions;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Phase;
import io.releaseconductor.model.Strategy;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The scripts on the page about them")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "needs a POSIX shell")
class CheckScriptsPageTest {

    private static final Doc PAGE = Doc.page("check-scripts.md");

    @TempDir
    private Path folder;

    private HttpServer server;
    private final Map<String, String> pages = new ConcurrentHashMap<>();

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String page = pages.get(exchange.getRequestURI().getPath());
            byte[] body = (page == null ? "none" : page).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(page == null ? 404 : 200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private String base() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private static void assumeInstalled(String program) {
        assumeTrue(
                Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .anyMatch(place -> Files.isExecutable(Path.of(place, program))),
                program + " is not on this machine");
    }

    private CheckResult run(String language, String firstLine, String program) throws Exception {
        assumeInstalled(program);
        List<String> lines = PAGE.blocks(language).stream()
                .map(Doc.Block::lines)
                .filter(block -> block.get(0).equals(firstLine))
                .findFirst()
                .orElseThrow();
        return run(lines);
    }

    private CheckResult run(List<String> lines) throws Exception {
        Path file = Files.write(folder.resolve("sample"), lines);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        ScriptOptions options =
                ScriptOptions.in(folder).withTimeLimit(Duration.ofMinutes(1)).withVariable("FRONTEND_BASE_URL", base());
        CheckContext context = new CheckContext(
                DeployId.of(Environment.PROD, Instant.EPOCH),
                Environment.PROD,
                Strategy.FULL,
                Phase.DEPLOY,
                "v2",
                Duration.ofMinutes(2));
        return ScriptChecks.of(options).get(0).run(context);
    }

    @Test
    @DisplayName("make a check of a few pasted lines")
    void pasted() throws Exception {
        assumeInstalled("curl");
        List<String> lines = PAGE.blocks("sh").get(0).lines();
        List<String> script = lines.subList(lines.indexOf("#!/bin/sh"), lines.indexOf("END"));

        CheckResult missing = run(script);
        pages.put("/status", "fine");

        assertThat(missing.status()).isEqualTo(CheckStatus.FAIL);
        assertThat(missing.message()).contains("404");
        assertThat(run(script)).isEqualTo(CheckResult.pass("the status page answers"));
    }

    private CheckResult orders(String waiting) throws Exception {
        pages.put("/orders/waiting", waiting);
        return run("sh", "#!/bin/sh", "curl");
    }

    @Test
    @DisplayName("count in shell, with details in JSON")
    void shell() throws Exception {
        assertThat(orders("12"))
                .isEqualTo(CheckResult.pass("12 orders wait")
                        .withFindings(List.of(new Finding("Waiting", CheckStatus.NO_DATA, "12", "at most 100"))));
        assertThat(orders("101").status()).isEqualTo(CheckStatus.WARNING);
        assertThat(orders("1001").status()).isEqualTo(CheckStatus.FAIL);
        assertThat(orders("1001").kind()).isEqualTo("orders wait");
        assertThat(orders("<html>")).isEqualTo(CheckResult.noData("not a number: <html>"));
    }

    private CheckResult version() throws Exception {
        return run("python", "#!/usr/bin/env python3", "python3");
    }

    @Test
    @DisplayName("compare versions in Python")
    void python() throws Exception {
        pages.put("/version", "v2\n");
        CheckResult served = version();
        pages.put("/version", "v1");
        CheckResult another = version();
        pages.remove("/version");

        assertThat(served.status()).isEqualTo(CheckStatus.PASS);
        assertThat(served.message()).isEqualTo("v2 is served");
        assertThat(served.latency()).isNotNull();
        assertThat(served.link()).hasToString(base() + "/version");
        assertThat(served.findings()).containsExactly(new Finding("Version", CheckStatus.NO_DATA, "v2", "v2"));
        assertThat(another.status()).isEqualTo(CheckStatus.FAIL);
        assertThat(another.hint()).isEqualTo("Did the workflow restart the instances?");
        assertThat(version().message()).startsWith("no version is served: HTTP Error 404");
    }
}
