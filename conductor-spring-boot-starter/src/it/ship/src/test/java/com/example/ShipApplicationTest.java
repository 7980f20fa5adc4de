package com.example;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.releaseconductor.examples.fakediscord.FakeDiscord;
import io.releaseconductor.examples.fakediscord.FakeMessage;
import io.releaseconductor.examples.fakegithub.FakeGitHub;
import io.releaseconductor.examples.fakegithub.RunScript;
import io.releaseconductor.examples.fakegithub.ServerKind;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShipApplicationTest {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    /** What the page sets, taken back. */
    private static final String NO_FILE = "--release-conductor.state-file=";

    private static final String GITHUB_TOKEN = "ghp_neverShownAnywhere";

    @TempDir
    Path folder;

    private final FakeDiscord discord = FakeDiscord.start(Clock.systemUTC());
    private final FakeGitHub github = FakeGitHub.start(ServerKind.GITHUB_COM, Clock.systemUTC());
    private final List<Process> started = new ArrayList<>();
    private HttpServer site;

    @BeforeEach
    void prepare() throws IOException {
        github.accept(GITHUB_TOKEN);
        github.script(RunScript.success(Duration.ofMillis(100), Duration.ofMillis(100)));
        site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        answer("/", "text/html", "<!doctype html><title>Home</title>");
        answer("/health", "application/json", "{\"status\":\"ok\",\"database\":\"connected\",\"redis\":\"connected\"}");
        site.start();
    }

    @AfterEach
    void close() {
        started.forEach(Process::destroyForcibly);
        site.stop(0);
        discord.close();
        github.close();
    }

    @Test
    void shipsIsKilledComesBackAndPromotesAsThePageHasIt() throws Exception {
        shipsIsKilledComesBackAndPromotes("Deployments are kept in the file state/conductor");
    }

    @Test
    void shipsIsKilledComesBackAndPromotesWithADataSource() throws Exception {
        shipsIsKilledComesBackAndPromotes(
                "Deployments are kept in the application's database",
                NO_FILE,
                "--spring.datasource.url=jdbc:h2:file:" + folder.resolve("database") + ";WRITE_DELAY=0");
    }

    @Test
    void shipsIsKilledComesBackAndPromotesWithRedis() throws Exception {
        shipsIsKilledComesBackAndPromotes(
                "Deployments are kept in Redis", "--release-conductor.redis.url=redis://127.0.0.1:" + startRedis());
    }

    @Test
    void saysThatItForgetsWithNeither() throws Exception {
        Path log = folder.resolve("memory.log");
        start(log, classPath("spring-jdbc|spring-boot-jdbc|HikariCP"), NO_FILE);
        assertTrue(Files.readString(log).contains("Deployments are kept in memory"), Files.readString(log));
        discord.command(FakeDiscord.ADA, FakeDiscord.CHANNEL, "ship", Map.of("env", "staging"));
        card("ship-staging-");
    }

    private void shipsIsKilledComesBackAndPromotes(String said, String... state) throws Exception {
        Path first = folder.resolve("first.log");
        github.script(RunScript.success(Duration.ofSeconds(1), Duration.ofSeconds(2)));
        Process killed = start(first, classPath("none"), state);
        assertTrue(Files.readString(first).contains(said), Files.readString(first));
        discord.command(FakeDiscord.ADA, FakeDiscord.CHANNEL, "ship", Map.of("env", "staging"));
        await().atMost(PATIENCE)
                .until(() ->
                        discord.messages().stream().anyMatch(each -> each.text().contains("/actions/runs/")));
        killed.destroyForcibly().waitFor();
        github.script(RunScript.success(Duration.ofMillis(100), Duration.ofMillis(100)));
        start(folder.resolve("second.log"), classPath("none"), state);
        FakeMessage staging = card("ship-staging-");
        discord.click(FakeDiscord.ADA, staging, "Promote");
        FakeMessage production = card("ship-prod-");
        discord.click(FakeDiscord.GRACE, production, "Promote");
        await().atMost(PATIENCE)
                .until(() -> discord.message(production.channel(), production.id())
                        .text()
                        .contains("Promoted"));
        assertEquals(2, github.runs().size());
        assertEquals(List.of(), discord.refusals());
    }

    private FakeMessage card(String deployment) {
        return await().atMost(PATIENCE)
                .until(
                        () -> discord.messages().stream()
                                .filter(each -> each.text().contains(deployment)
                                        && each.buttons().keySet().stream().anyMatch(on -> on.startsWith("Promote")))
                                .findFirst()
                                .orElse(null),
                        found -> found != null);
    }

    private Process start(Path log, String classPath, String... arguments) throws Exception {
        String here = "http://127.0.0.1:" + site.getAddress().getPort();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-cp",
                classPath,
                "com.example.ShipApplication",
                "--release-conductor.discord.guild-id=" + FakeDiscord.GUILD,
                "--release-conductor.discord.permit=role:" + FakeDiscord.RELEASERS,
                "--release-conductor.environments.staging.frontend-url=" + here,
                "--release-conductor.environments.staging.api-url=" + here,
                "--release-conductor.environments.prod.frontend-url=" + here,
                "--release-conductor.environments.prod.api-url=" + here));
        command.addAll(Arrays.asList(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment()
                .putAll(Map.of(
                        "GITHUB_TOKEN",
                        GITHUB_TOKEN,
                        "GITHUB_API_URL",
                        github.apiUrl().toString(),
                        "DISCORD_TOKEN",
                        FakeDiscord.TOKEN,
                        "DISCORD_API_URL",
                        discord.apiUrl().toString(),
                        "DISCORD_GATEWAY_URL",
                        discord.gatewayUrl().toString(),
                        "SHIP_BASELINE_VERSION",
                        FakeGitHub.HEAD,
                        "SHIP_SHARED_ENDPOINTS",
                        "true"));
        Process process = builder.start();
        started.add(process);
        await().atMost(PATIENCE).until(() -> {
            String text = Files.readString(log);
            assertTrue(process.isAlive(), text);
            return text.contains("Started ShipApplication");
        });
        return process;
    }

    /** The application's own, without the test's. */
    private static String classPath(String without) throws IOException {
        String all =
                Path.of("target", "classes").toAbsolutePath() + ":" + Files.readString(Path.of("target", "class-path"));
        return Arrays.stream(all.strip().split(":"))
                .filter(each ->
                        !Path.of(each).getFileName().toString().matches("(?!conductor-jdbc).*(" + without + ").*"))
                .collect(Collectors.joining(":"));
    }

    private int startRedis() throws Exception {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac") ? "darwin" : "linux";
        String processor = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
        Path program = folder.resolve("redis-server");
        try (InputStream in =
                ShipApplicationTest.class.getResourceAsStream("/redis-server-7.0.15-" + system + "-" + processor)) {
            Files.copy(in, program);
        }
        assertTrue(program.toFile().setExecutable(true));
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        started.add(new ProcessBuilder(
                        program.toString(),
                        "--port",
                        "" + port,
                        "--bind",
                        "127.0.0.1",
                        "--save",
                        "",
                        "--dir",
                        "" + folder)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("redis.log").toFile())
                .start());
        await().atMost(PATIENCE)
                .ignoreExceptionsMatching(IOException.class::isInstance)
                .until(() -> {
                    new Socket(InetAddress.getLoopbackAddress(), port).close();
                    return true;
                });
        return port;
    }

    private void answer(String path, String type, String body) {
        site.createContext(path, exchange -> {
            exchange.getResponseHeaders().add("Content-Type", type);
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }
}
