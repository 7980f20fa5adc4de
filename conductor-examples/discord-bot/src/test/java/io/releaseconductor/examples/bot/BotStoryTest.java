package io.releaseconductor.examples.bot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.releaseconductor.examples.fakediscord.FakeDiscord;
import io.releaseconductor.examples.fakediscord.FakeInteraction;
import io.releaseconductor.examples.fakediscord.FakeMessage;
import io.releaseconductor.examples.fakegithub.FakeGitHub;
import io.releaseconductor.examples.fakegithub.FakeWorkflow;
import io.releaseconductor.examples.fakegithub.RunScript;
import io.releaseconductor.examples.fakegithub.ServerKind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The bot, as a process of its own against Discord, GitHub and Redis on the loopback,")
class BotStoryTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String GITHUB_TOKEN = "ghp_neverShownAnywhere";

    @TempDir
    Path folder;

    private final FakeDiscord discord = FakeDiscord.start(Clock.systemUTC());
    private final FakeGitHub github = FakeGitHub.start(ServerKind.GITHUB_COM, Clock.systemUTC());
    private final Site application = Site.application();

    @BeforeEach
    void prepare() {
        github.accept(GITHUB_TOKEN);
        github.script(RunScript.success(Duration.ofMillis(100), Duration.ofMillis(100)));
    }

    @AfterEach
    void close() {
        discord.close();
        github.close();
        application.close();
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        environment.put("DISCORD_TOKEN", FakeDiscord.TOKEN);
        environment.put("DISCORD_GUILD_ID", FakeDiscord.GUILD);
        environment.put("DISCORD_PERMIT", "role:" + FakeDiscord.RELEASERS);
        environment.put("DISCORD_API_URL", discord.apiUrl().toString());
        environment.put("DISCORD_GATEWAY_URL", discord.gatewayUrl().toString());
        environment.put("GITHUB_TOKEN", GITHUB_TOKEN);
        environment.put("GITHUB_REPOSITORY", FakeGitHub.REPOSITORY);
        environment.put("GITHUB_API_URL", github.apiUrl().toString());
        environment.put("SHIP_SHARED_ENDPOINTS", "true");
        environment.put("FRONTEND_BASE_URL", application.url().toString());
        environment.put("VITE_API_BASE", application.url().toString());
        environment.put("SHIP_BASELINE_VERSION", FakeGitHub.HEAD);
        environment.put("SHIP_STATE", folder.resolve("state").toString());
        return environment;
    }

    private BotProcess start(String name, Map<String, String> environment) {
        BotProcess bot = BotProcess.start(folder.resolve(name), environment);
        bot.awaitOutput("The bot is running.");
        discord.awaitNodes(1);
        return bot;
    }

    private FakeMessage card(Predicate<FakeMessage> which) {
        return await().atMost(PATIENCE)
                .until(
                        () -> discord.messages().stream()
                                .filter(which)
                                .findFirst()
                                .orElse(null),
                        found -> found != null);
    }

    private static Predicate<FakeMessage> of(String environment, String button) {
        return message -> message.text().contains(environment)
                && message.buttons().keySet().stream().anyMatch(label -> label.startsWith(button));
    }

    private void assertNoSecret(BotProcess bot) {
        assertThat(bot.output()).doesNotContain(FakeDiscord.TOKEN, GITHUB_TOKEN);
    }

    @Test
    @DisplayName(
            "ships, shows what was verified, promotes, ships production, and after a crash still knows its buttons")
    void wholeStory() throws Exception {
        Path data = Files.createDirectory(folder.resolve("redis"));
        try (RedisProgram redis = RedisProgram.start(data, "--appendonly", "yes")) {
            Map<String, String> environment = environment();
            environment.remove("SHIP_STATE");
            environment.put("REDIS_URL", redis.url());
            FakeMessage production;
            try (BotProcess bot = start("first", environment)) {
                discord.command(FakeDiscord.ADA, FakeDiscord.CHANNEL, "ship", Map.of("env", "staging"));
                FakeMessage staging = card(of("ship-staging-", "Promote"));
                assertThat(staging.text()).contains("Frontend: 200 OK", "API: 200 OK", "checks passed");
                discord.click(FakeDiscord.ADA, staging, "Promote");
                production = card(of("ship-prod-", "Promote"));
                assertThat(discord.message(staging.channel(), staging.id()).text())
                        .contains("Promoted");
                bot.kill();
                assertNoSecret(bot);
            }
            try (BotProcess bot = start("second", environment)) {
                FakeInteraction own = discord.click(FakeDiscord.ADA, production, "Promote");
                await().atMost(PATIENCE).until(() -> own.answer().contains("second person"));
                discord.click(FakeDiscord.GRACE, production, "Promote");
                FakeMessage old = production;
                await().atMost(PATIENCE)
                        .until(() ->
                                discord.message(old.channel(), old.id()).text().contains("Promoted"));
                assertThat(bot.stop()).isEqualTo(143);
                assertThat(bot.output()).contains("The bot has stopped.");
                assertNoSecret(bot);
            }
        }
        assertThat(github.runs()).hasSize(2);
        assertThat(discord.refusals()).isEmpty();
    }

    @Test
    @DisplayName(
            "needs no server for state: one bot on a file ships production, a second one is refused, and a crash loses"
                    + " nothing")
    void onAFile() {
        FakeMessage production;
        try (BotProcess bot = start("first", environment())) {
            assertThat(bot.output()).contains("State: in " + folder.resolve("state") + ", for one bot at a time");
            discord.command(FakeDiscord.ADA, FakeDiscord.CHANNEL, "ship", Map.of("env", "prod"));
            production = card(of("ship-prod-", "Promote"));
            try (BotProcess another = BotProcess.start(folder.resolve("another"), environment())) {
                assertThat(another.exit()).isEqualTo(1);
                assertThat(another.output())
                        .contains(
                                "SHIP_STATE: the folder " + folder.resolve("state") + " is in use by another process",
                                "several bots share a database (JDBC_URL) or Redis (REDIS_URL)");
            }
            bot.kill();
        }
        try (BotProcess bot = start("second", environment())) {
            discord.click(FakeDiscord.GRACE, production, "Promote");
            FakeMessage old = production;
            await().atMost(PATIENCE)
                    .until(() -> discord.message(old.channel(), old.id()).text().contains("Promoted"));
            assertThat(bot.stop()).isEqualTo(143);
            assertNoSecret(bot);
        }
        assertThat(github.runs()).hasSize(1);
    }

    @Test
    @DisplayName("ships with the two workflows of the spec as they stand, and says that nothing rolls back")
    void asInTheSpec() {
        github.add(FakeWorkflow.asInSpec("client-deploy.yml", "Client Deploy"));
        github.add(FakeWorkflow.asInSpec("backend-deploy.yml", "Backend Deploy"));
        github.remove("rollback.yml");
        Map<String, String> environment = environment();
        environment.remove("SHIP_BASELINE_VERSION");
        try (BotProcess bot = start("bot", environment)) {
            assertThat(bot.output())
                    .contains("There is no rollback.yml, so that nothing can be rolled back")
                    .contains(
                            "nothing is rolled back automatically there; configure one, or set SHIP_AUTO_ROLLBACK_PROD=false");
            discord.command(FakeDiscord.ADA, FakeDiscord.CHANNEL, "ship", Map.of("env", "staging"));
            FakeMessage staging = card(of("ship-staging-", "Promote"));
            assertThat(staging.text()).contains("⚠️ Rollback is off: there is no workflow that rolls Staging back");
            assertThat(staging.buttons().keySet()).noneMatch(label -> label.startsWith("Rollback"));
            discord.click(FakeDiscord.ADA, staging, "Promote");
            FakeMessage production = card(of("ship-prod-", "Promote"));
            discord.click(FakeDiscord.GRACE, production, "Promote");
            await().atMost(PATIENCE)
                    .until(() -> discord.message(production.channel(), production.id())
                            .text()
                            .contains("Promoted"));
            assertThat(bot.stop()).isEqualTo(143);
        }
        assertThat(github.runs()).hasSize(2);
        assertThat(discord.refusals()).isEmpty();
    }

    @Test
    @DisplayName("does not start with a wrong configuration, and names all of it")
    void wrong() {
        Map<String, String> environment = environment();
        environment.remove("GITHUB_TOKEN");
        environment.remove("DISCORD_TOKEN");
        environment.put("SHIP_AUTO_PROMOTE", "yes");
        try (BotProcess bot = BotProcess.start(folder.resolve("bot"), environment)) {
            bot.awaitOutput("The same and more is told by --check.");
            assertThat(bot.output()).contains("The configuration has 3 problems:");
            for (String name : List.of("DISCORD_TOKEN", "GITHUB_TOKEN", "SHIP_AUTO_PROMOTE")) {
                assertThat(bot.output()).contains("- " + name);
            }
        }
    }

    @Test
    @DisplayName("ends with a code of its own when Discord closes the connection for good, so that it is started again")
    void discordIsLost() {
        try (BotProcess bot = start("lost", environment())) {
            discord.closeGateway(4004, "Authentication failed.");
            assertThat(bot.exit()).isEqualTo(3);
            assertThat(bot.output())
                    .contains(
                            "Discord closed the connection for good (4004)", "give the bot its new one", "has stopped");
            assertNoSecret(bot);
        }
    }

    private static String health(int port, String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            HttpResponse<String> response =
                    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
            return response.statusCode() + " " + response.body();
        } catch (IOException e) {
            return "nothing: " + e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    @Test
    @DisplayName(
            "says over HTTP how it is, whatever slow clients, big bodies and many connections do, and ships all the same")
    void listens() throws IOException {
        int port = RedisProgram.freePort();
        Map<String, String> environment = environment();
        int metrics = RedisProgram.freePort();
        environment.put("SHIP_HTTP_PORT", Integer.toString(port));
        environment.put("SHIP_HTTP_METRICS_PORT", Integer.toString(metrics));
        environment.put("SHIP_HTTP_BIND", "127.0.0.1");
        try (BotProcess bot = start("bot", environment);
                SlowClients clients = new SlowClients()) {
            assertThat(bot.output()).contains("HTTP: port " + port + " of 127.0.0.1, /live and /ready");
            await().atMost(PATIENCE).until(() -> health(port, "/ready").startsWith("200 {\"status\":\"well\""));

            String big = "POST /live HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000000\r\n\r\n";
            clients.connect(port, 40, "GET /live HTT").connect(port, 40, big + "x".repeat(10_000));
            assertThat(health(port, "/live")).startsWith("200 ");
            assertThat(health(port, "/ready")).startsWith("200 ");

            clients.connect(port, 150, "").connect(port, 150, "POST /live HTTP/1.1\r\n");
            discord.command(FakeDiscord.ADA, FakeDiscord.CHANNEL, "ship", Map.of("env", "prod"));
            assertThat(card(of("ship-prod-", "Promote")).text()).contains("Frontend: 200 OK");
            await().atMost(Duration.ofSeconds(40))
                    .until(() -> health(port, "/ready").startsWith("200 "));
            assertThat(health(metrics, "/live")).startsWith("404 ");
            assertThat(health(metrics, "/metrics"))
                    .startsWith("200 ")
                    .contains(
                            "\nrelease_conductor_deployments_begun_total{environment=\"prod\",strategy=\"full\"} 1.0\n",
                            "\nrelease_conductor_node_working 1.0\n");
            assertThat(bot.stop()).isEqualTo(143);
            assertThat(bot.output()).doesNotContain("OutOfMemory");
        }
    }

    @Test
    @DisplayName(
            "names at once that its port is taken, its folder in use and its tokens are not accepted, and logs in nowhere")
    void refusedAtOnce() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                OpenedState other = new InFolder(folder.resolve("state")).open()) {
            Map<String, String> environment = environment();
            environment.put("SHIP_HTTP_PORT", Integer.toString(taken.getLocalPort()));
            environment.put("SHIP_HTTP_BIND", "127.0.0.1");
            environment.put("DISCORD_TOKEN", "MTEx.wrong");
            environment.put("GITHUB_TOKEN", "ghp_wrong");
            try (BotProcess bot = BotProcess.start(folder.resolve("bot"), environment)) {
                assertThat(bot.exit()).isEqualTo(1);
                assertThat(other.store().forgets()).isFalse();
                assertThat(bot.output())
                        .contains(
                                "The configuration has 4 problems:",
                                "- SHIP_HTTP_PORT: port " + taken.getLocalPort() + " of 127.0.0.1 cannot be opened",
                                "- SHIP_STATE: the folder ",
                                "- GitHub: GitHub answered 401",
                                "- DISCORD_TOKEN: Discord does not accept it")
                        .doesNotContain("MTEx.wrong", "ghp_wrong");
            }
        }
    }
}
