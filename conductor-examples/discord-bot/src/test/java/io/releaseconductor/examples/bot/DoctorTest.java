package io.releaseconductor.examples.bot;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.examples.fakediscord.FakeChannel;
import io.releaseconductor.examples.fakediscord.FakeDiscord;
import io.releaseconductor.examples.fakegithub.Call;
import io.releaseconductor.examples.fakegithub.FakeGitHub;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The doctor")
class DoctorTest {

    @TempDir
    Path folder;

    private DoctorWorld world;
    private FakeDiscord discord;
    private FakeGitHub github;
    private Site application;
    private Map<String, String> environment;

    @BeforeEach
    void allInOrder() {
        world = new DoctorWorld(folder);
        discord = world.discord;
        github = world.github;
        application = world.application;
        environment = world.environment;
    }

    @AfterEach
    void close() {
        world.close();
    }

    private String examine() {
        return world.examine();
    }

    @Test
    @DisplayName("asks whether an incident is open, and says so; where that is not known, it has to be mended")
    void incidents() {
        environment.put("SHIP_ADMISSION", "incident");
        environment.put("INCIDENT_URL", application.url() + "/open.json?key=neverShown");
        application.json("/open.json", 200, "{\"incidents\":[]}");
        assertThat(examine()).contains("incident: none open");
        assertThat(world.healthy()).isTrue();

        application.json(
                "/open.json", 200, "{\"incidents\":[{\"name\":\"Database is down\",\"status\":\"identified\"}]}");
        assertThat(examine()).contains("incident: 1 open: Database is down; nothing would begin now");
        assertThat(world.healthy()).isTrue();

        application.json("/open.json", 401, "{}");
        assertThat(examine())
                .contains("incident: GET " + application.url() + "/open.json: 401 Unauthorized")
                .contains("nothing begins where the rule holds while it is not known")
                .doesNotContain("neverShown");
        assertThat(world.healthy()).isFalse();
    }

    @Test
    @DisplayName("runs scripts along with the other checks, and says why one cannot run")
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "needs a POSIX shell")
    void scripts() throws IOException {
        Path scripts = Files.createDirectory(folder.resolve("checks.d"));
        Path stock = Files.writeString(
                scripts.resolve("stock.sh"),
                "#!/bin/sh\necho \"stock at $FRONTEND_BASE_URL${GITHUB_TOKEN:+, $GITHUB_TOKEN}\"\n");
        Path orders = Files.writeString(scripts.resolve("10-open-orders"), "echo 12 wait\n");
        for (Path script : List.of(stock, orders)) {
            Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        environment.put("SHIP_CHECK_SCRIPTS", scripts.toString());

        assertThat(examine())
                .contains("✓ Stock: stock at " + application.url() + "\n")
                .contains("✗ Open orders: 10-open-orders does not say what runs it, and is no program itself");
    }

    @Test
    @DisplayName(
            "finds nothing where all is in order, with the sample workflows and a Redis that keeps what it is given")
    void healthy() {
        try (RedisProgram redis = RedisProgram.start(folder, "--appendonly", "yes")) {
            world.inRedis(redis.url());
            String said = examine();
            assertThat(said)
                    .contains(
                            "✓ All variables are in order",
                            "✓ Token: bot conductor (" + FakeDiscord.APPLICATION + ")",
                            "✓ Server: Shop",
                            "✓ Commands may be registered; none is yet",
                            "✓ All roles and people that are permitted something are in the server",
                            "✓ Channel #deploys: the bot may show cards there",
                            "✓ Repository: acme/app",
                            "✓ Branch: the default branch is at 5f1c2ab",
                            "· client-deploy.yml is told environment, strategy, correlation_key",
                            "✓ client-deploy.yml: takes what it will be sent",
                            "✓ backend-deploy.yml: takes what it will be sent",
                            "✓ rollback.yml: takes what it will be sent",
                            "✓ Redis: the store answers",
                            "✓ Redis: all commands of the store are permitted",
                            "every write is logged (appendonly yes)",
                            "✓ Redis: nothing is evicted",
                            "✓ Frontend: 200 OK",
                            "✓ API: 200 OK",
                            "✓ Search: 200 OK",
                            "Ready to ship.")
                    .doesNotContain("✗", "  ! ");
            assertThat(world.healthy()).isTrue();
        }
    }

    @Test
    @DisplayName("looks at the channel that alerts go to as well")
    void alertChannel() {
        discord.channel(FakeChannel.of("444444444444444444", "alarms", 0));
        environment.put("DISCORD_ALERT_CHANNEL_ID", "444444444444444444");
        environment.put("DISCORD_ALERT_CHANNEL_ID_PROD", "555555555555555555");
        assertThat(examine())
                .contains(
                        "✓ Channel #alarms: the bot may show cards there",
                        "There is no channel 555555555555555555",
                        "copy the id anew, for DISCORD_ALERT_CHANNEL_ID");
    }

    @Test
    @DisplayName("looks at everything where nothing is in order, names it, and says how to mend it")
    void everythingWrong() {
        discord.everyoneMay(ChannelPermissions.VIEW_CHANNEL);
        discord.application("interactions_endpoint_url", "https://elsewhere.example");
        discord.application("bot_public", "true");
        discord.leaveLogins(3);
        github.remove("backend-deploy.yml");
        github.header("github-authentication-token-expiration", "2020-01-01 00:00:00 UTC");
        github.header("X-OAuth-Scopes", "admin:org, repo, delete_repo");
        application.remove("/health");
        environment.put("DISCORD_PERMIT", "role:999999999999999999,user:999999999999999998");
        environment.put("DISCORD_PERMIT_PRODUCTION", "nobody");
        environment.put("SHIP_REF", "gone");
        environment.put("SHIP_AUTO_ROLLBACK", "maybe");
        world.inRedis("redis://:secretOfRedis@127.0.0.1:1");
        String said = examine();
        assertThat(said)
                .contains(
                        "✗ DISCORD_PERMIT_PRODUCTION is not known: there is no environment \"production\", only prod and"
                                + " staging; did you mean DISCORD_PERMIT_PROD?",
                        "✗ SHIP_AUTO_ROLLBACK: \"maybe\" is not allowed",
                        "✗ The application has an Interactions Endpoint URL",
                        "! The bot is public",
                        "! Only 3 of 1000 logins are left",
                        "✗ There is no role 999999999999999999 in the server",
                        "! There is no user 999999999999999998 in the server",
                        "✗ Channel #deploys: the bot lacks Send Messages, Embed Links",
                        "! The token ends at 2020-01-01 00:00:00 UTC",
                        "! The token may more than is needed: admin:org, delete_repo",
                        "✗ GitHub: there is no workflow backend-deploy.yml",
                        "✗ GitHub: there is no branch or tag \"gone\" in acme/app",
                        "✗ Redis at 127.0.0.1:1 cannot be reached",
                        "✗ API: 404 Not Found",
                        "problems to mend, with")
                .doesNotContain("secretOfRedis");
        assertThat(world.healthy()).isFalse();
    }

    @Test
    @DisplayName(
            "tells what the adapter finds in the workflow files, how they are mended, and what may not be looked at")
    void workflowFiles() {
        github.write("client-deploy.yml", "on: [workflow_dispatch\n");
        github.write("backend-deploy.yml", "on: { workflow_dispatch: { inputs: { environment: {}, region: {} } } }");
        github.write("rollback.yml", "on: push");
        environment.remove("GITHUB_DEPLOY_INPUTS");
        assertThat(examine())
                .contains(
                        "! client-deploy.yml is not YAML: ",
                        "→ mend the file; GitHub shows where",
                        "! backend-deploy.yml is not sent the correlation key",
                        "! backend-deploy.yml does not declare the input strategy, so that it is not sent",
                        "· backend-deploy.yml declares the input region, which it is not sent",
                        "✗ rollback.yml has no workflow_dispatch trigger");
    }

    @Test
    @DisplayName("compares the workflow files with what the waves of the configured plans will be sent")
    void waves() throws IOException {
        String promotes = DoctorWorld.sample("backend-deploy.yml");
        github.write("backend-deploy.yml", promotes.replace("options: [canary, full]", "options: [full]"));
        environment.put("GITHUB_PROMOTE_WORKFLOW", "backend-deploy.yml");
        environment.put("GITHUB_DEPLOY_WORKFLOW", "client-deploy.yml");
        String refused =
                "! backend-deploy.yml: the input strategy does not allow canary, so that there are no canaries";
        assertThat(examine()).doesNotContain(refused);
        environment.put("SHIP_CANARY_WAVES", "5,25,100");
        environment.put("SHIP_FORMAT", "2");
        assertThat(examine()).contains(refused);
    }

    @Test
    @DisplayName("says that nothing is rolled back where there is no workflow for it")
    void noRollback() {
        github.remove("rollback.yml");
        assertThat(examine())
                .contains(
                        "✓ Workflows: client-deploy.yml, backend-deploy.yml are there and enabled",
                        "! There is no rollback.yml, so that nothing can be rolled back, automatically or by a click")
                .doesNotContain("✗");
        assertThat(world.healthy()).isTrue();
    }

    @Test
    @DisplayName("says that risky paths are marked in vain where the token may not read which paths changed")
    void riskyPaths() {
        String refused = "! SHIP_RISKY_PATHS is set in vain for prod: the token may not read which paths changed";
        environment.put("SHIP_RISKY_PATHS_PROD", "db/migration/**");
        assertThat(examine()).doesNotContain("SHIP_RISKY_PATHS");

        github.forbid(Call.COMMIT);
        assertThat(examine()).contains(refused, "give the token the permission \"Contents: read\"");
        environment.remove("SHIP_RISKY_PATHS_PROD");
        assertThat(examine()).doesNotContain("SHIP_RISKY_PATHS");
    }

    @Test
    @DisplayName("suggests variables under which a check understands what it is answered")
    void suggests() {
        application.remove("/health");
        application.json("/actuator/health", 200, "{\"status\":\"UP\"}");
        assertThat(examine())
                .contains(
                        "✗ API: 404 Not Found",
                        "· API: tried, and understood, with SHIP_API_PATH_STAGING=/actuator/health",
                        "· API: tried, and understood, with SHIP_API_PATH_PROD=/actuator/health");
    }

    @Test
    @DisplayName("says what to do where nothing is configured at all")
    void nothing() {
        environment.clear();
        String said = examine();
        assertThat(said)
                .contains(
                        "✗ DISCORD_TOKEN is not set",
                        "✗ GITHUB_REPOSITORY is not set",
                        "✗ FRONTEND_BASE_URL is not set")
                .contains("· Not looked at, since DISCORD_TOKEN is not set");
        assertThat(world.healthy()).isFalse();
    }

    @Test
    @DisplayName("names tokens that are not accepted")
    void tokens() {
        environment.put("DISCORD_TOKEN", "MTEx.another");
        environment.put("GITHUB_TOKEN", "ghp_another");
        assertThat(examine()).contains("✗ Discord does not accept the token", "✗ GitHub does not accept the token");
    }

    @Test
    @DisplayName("gives the invite link where the bot is not in the server")
    void notInvited() {
        discord.removeBot();
        assertThat(examine())
                .contains("✗ The bot is not in server " + FakeDiscord.GUILD)
                .contains(
                        "client_id=" + FakeDiscord.APPLICATION + "&scope=bot+applications.commands&permissions=19456");
    }

    @Test
    @DisplayName("warns of a Redis that forgets and evicts")
    void forgetfulRedis() {
        try (RedisProgram redis =
                RedisProgram.start(folder, "--maxmemory", "64mb", "--maxmemory-policy", "allkeys-lru")) {
            world.inRedis(redis.url());
            assertThat(examine())
                    .contains("! Redis loses what was written since its last snapshot")
                    .contains("✗ Redis drops keys when memory is short (maxmemory-policy allkeys-lru)");
        }
    }

    @Test
    @DisplayName("names the command that Redis does not permit")
    void redisUser() {
        try (RedisProgram redis =
                RedisProgram.start(folder, "--user", "bot", "on", ">secretOfRedis", "~*", "+@all", "-zadd")) {
            world.inRedis(redis.url().replace("//", "//bot:secretOfRedis@"));
            assertThat(examine())
                    .contains("✗ Redis does not carry out what the store needs: ZADD (NOPERM")
                    .doesNotContain("secretOfRedis");
        }
    }

    @Test
    @DisplayName("looks at state in a folder, and makes nothing there")
    void folder() throws Exception {
        assertThat(examine()).contains("✓ State: " + world.state() + " is made when the bot starts");
        assertThat(world.healthy()).isTrue();
        assertThat(world.state()).doesNotExist();

        Files.writeString(folder.resolve("file"), "");
        environment.put("SHIP_STATE", folder.resolve("file").resolve("state").toString());
        assertThat(examine()).contains("✗ SHIP_STATE: the folder " + folder + "/file/state cannot be");
        assertThat(world.healthy()).isFalse();
    }

    @Test
    @DisplayName("tells what is in flight in a folder, unless a bot uses it, which is as it should be")
    void folderInUse() {
        try (OpenedState bot = new InFolder(world.state()).open()) {
            assertThat(bot.store().forgets()).isFalse();
            assertThat(examine())
                    .contains("· State is in use, so a bot runs with it, and what is in flight is not looked at");
            assertThat(world.healthy()).isTrue();
        }
        assertThat(examine()).contains("· staging: nothing is in flight", "✓ State: in " + world.state());
        assertThat(world.healthy()).isTrue();
    }

    @Test
    @DisplayName("names a database that cannot be reached, and shows no password")
    void database() {
        environment.remove("SHIP_STATE");
        environment.put("JDBC_URL", "jdbc:postgresql://127.0.0.1:1/team");
        environment.put("JDBC_PASSWORD", "secretOfDatabase");
        environment.put("JDBC_POOL_TIMEOUT_MS", "500");
        assertThat(examine())
                .contains(
                        "✗ The database jdbc:postgresql://127.0.0.1:1/team cannot be reached: the connection is refused")
                .doesNotContain("secretOfDatabase");
        assertThat(world.healthy()).isFalse();
    }

    @Nested
    @DisplayName("goes on")
    class GoesOn {

        private boolean healthy;

        private String examine(Examination... examinations) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
            healthy = new Doctor(List.of(examinations), new Redaction(Map.of("GITHUB_TOKEN", DoctorWorld.TOKEN)))
                    .examine(out);
            return bytes.toString(StandardCharsets.UTF_8);
        }

        private record Stub(String title, Body body) implements Examination {

            interface Body {
                void run(Report report) throws Exception;
            }

            @Override
            public Duration limit() {
                return Duration.ofSeconds(1);
            }

            @Override
            public void examine(Report report) throws Exception {
                body.run(report);
            }
        }

        @Test
        @DisplayName("past an examination that hangs, and tells what that found before")
        void hangs() {
            String said = examine(
                    new Stub("Hanging", report -> {
                        report.good("Half of it");
                        new CountDownLatch(1).await();
                    }),
                    new Stub("Other", report -> report.good("Fine")));
            assertThat(said).contains("✓ Half of it", "✗ Not done within 1 s", "✓ Fine", "1 problem to mend.");
            assertThat(healthy).isFalse();
        }

        @Test
        @DisplayName("past an examination that throws, and shows no secret that it threw")
        void throwing() {
            String said = examine(
                    new Stub("Broken", report -> {
                        throw new IllegalStateException("with " + DoctorWorld.TOKEN);
                    }),
                    new Stub("Other", report -> report.good("Fine")));
            assertThat(said).contains("✗ Ended by java.lang.IllegalStateException: with ***", "✓ Fine");
        }
    }
}
