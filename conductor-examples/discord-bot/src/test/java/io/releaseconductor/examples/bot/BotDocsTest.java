package io.releaseconductor.examples.bot;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.github.GitHubOptions;
import io.releaseconductor.health.Health;
import io.releaseconductor.health.PartHealth;
import io.releaseconductor.jdbc.JdbcOptions;
import io.releaseconductor.model.Environment;
import io.releaseconductor.plan.Deadlines;
import io.releaseconductor.policy.ReleasePolicy;
import io.releaseconductor.redis.RedisOptions;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The bot's page")
class BotDocsTest {

    private static String page() throws IOException {
        return Files.readString(Pages.root().resolve("docs/discord-bot.md"));
    }

    @Test
    @DisplayName("has every variable that --help has, with its default, in the same order")
    void table() throws IOException {
        List<BotVariables.Variable> told = new ArrayList<>();
        for (String line :
                page().lines().filter(l -> l.matches("\\| `[A-Z{].*")).toList()) {
            List<String> cells =
                    Arrays.stream(line.split("\\|")).map(String::strip).toList();
            told.add(new BotVariables.Variable(
                    cells.get(1).replace("`", ""), cells.get(2).equals("yes"), cells.get(3)));
            assertThat(cells.get(4)).as(line).isNotEmpty();
        }
        assertThat(told).containsExactlyElementsOf(BotVariables.ALL);
    }

    @Test
    @DisplayName("gives the defaults that hold")
    void defaults() {
        Map<String, String> told = new HashMap<>();
        BotVariables.ALL.forEach(variable -> told.put(variable.name(), variable.fallback()));
        BotSettings settings =
                BotSettings.read(Map.of("REDIS_URL", "redis://localhost", "GITHUB_REPOSITORY", "acme/app"));
        RedisOptions redis = ((InRedis) settings.state().value()).options();
        JdbcOptions database = JdbcOptions.DEFAULT;
        GitHubOptions github = settings.github().value().options();
        Map<String, Object> held = new HashMap<>();
        held.put("REDIS_KEY_PREFIX", redis.keyPrefix());
        held.put("REDIS_CONNECT_TIMEOUT_MS", redis.connectLimit().toMillis());
        held.put("REDIS_TIMEOUT_MS", redis.callLimit().toMillis());
        held.put("REDIS_POOL_TIMEOUT_MS", redis.poolLimit().toMillis());
        held.put("REDIS_POOL_SIZE", redis.poolSize());
        held.put("REDIS_WAIT_REPLICAS", redis.replicas());
        held.put("REDIS_WAIT_TIMEOUT_MS", redis.replicaLimit().toMillis());
        held.put("JDBC_TABLE_PREFIX", database.tablePrefix());
        held.put("JDBC_CONNECT_TIMEOUT_MS", database.connectLimit().toMillis());
        held.put("JDBC_TIMEOUT_MS", database.callLimit().toMillis());
        held.put("JDBC_POOL_TIMEOUT_MS", database.poolLimit().toMillis());
        held.put("JDBC_POOL_SIZE", database.poolSize());
        held.put("GITHUB_API_URL", github.apiUrl());
        held.put("GITHUB_API_VERSION", github.apiVersion());
        held.put("SHIP_REF", github.refWords());
        held.put(
                "SHIP_ENVIRONMENTS",
                settings.ship().value().names().stream().map(Environment::name).collect(Collectors.joining(",")));
        held.put("SHIP_AUTO_PROMOTE", ReleasePolicy.DEFAULT.autoPromote());
        held.put("SHIP_AUTO_ROLLBACK", ReleasePolicy.DEFAULT.autoRollback());
        for (RecordComponent deadline : Deadlines.class.getRecordComponents()) {
            String words = deadline.getName().replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT);
            held.put("SHIP_DEADLINE_" + words + "_MS", millis(deadline));
        }
        held.forEach((name, value) -> assertThat(told.get(name)).as(name).isEqualTo(value.toString()));
    }

    private static long millis(RecordComponent deadline) {
        try {
            return ((Duration) deadline.getAccessor().invoke(Deadlines.DEFAULT)).toMillis();
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(deadline.getName(), e);
        }
    }

    @Test
    @DisplayName("shows an invite link with the least permissions")
    void invite() throws IOException {
        assertThat(page()).contains("&scope=bot+applications.commands&permissions=" + ChannelPermissions.LEAST + "\n");
    }

    @Test
    @DisplayName("shows variables that are accepted as they stand there")
    void example() throws IOException {
        Matcher block =
                Pattern.compile("```sh\n(export DISCORD_TOKEN=[^`]*)```").matcher(page());
        assertThat(block.find()).isTrue();
        Map<String, String> environment = new HashMap<>();
        for (String exported : block.group(1).lines().toList()) {
            String line = exported.replaceFirst("^export ", "");
            environment.put(
                    line.substring(0, line.indexOf('=')),
                    line.substring(line.indexOf('=') + 1).replace("…", "x"));
        }
        assertThat(BotSettings.read(environment).problems()).isEmpty();
    }

    @Test
    @DisplayName("tells of a container file that names no registry and starts the bot itself")
    void container() throws IOException {
        String file = Files.readString(Pages.root().resolve("conductor-examples/discord-bot/Containerfile"));
        assertThat(file.lines().filter(line -> line.startsWith("FROM")))
                .hasSize(2)
                .noneMatch(line -> line.contains("."));
        assertThat(file).contains("\"" + BotMain.class.getName() + "\"");
        assertThat(page()).contains("conductor-examples/discord-bot/Containerfile");
    }

    private static String block(String language) throws IOException {
        Matcher block = Pattern.compile("(?s)```" + language + "\n(.*?)```").matcher(page());
        assertThat(block.find()).isTrue();
        return block.group(1).strip();
    }

    @Test
    @DisplayName("has a unit for systemd that does not repeat what another start does not mend")
    void unit() throws IOException {
        assertThat(block("ini"))
                .contains("RestartPreventExitStatus=" + BotMain.FAILED + " " + BotMain.WRONG_ARGUMENTS + "\n")
                .contains("Restart=on-failure\n", " " + BotMain.class.getName() + "\n")
                .contains("EnvironmentFile=/etc/ship-bot/bot.env\n", "TimeoutStopSec=");
        for (int code :
                new int[] {0, BotMain.FAILED, BotMain.WRONG_ARGUMENTS, BotMain.DISCORD_LOST, BotMain.UNEXPECTED, 143}) {
            assertThat(page()).contains("\n| " + code + " | ");
        }
    }

    @Test
    @DisplayName("has probes of the paths that there are, and shows what they answer")
    void health() throws IOException {
        assertThat(page())
                .contains("path: " + HealthPages.LIVE + ", port: 8080", "path: " + HealthPages.READY + ", port: 8080")
                .contains("GET " + HealthPages.READY + " HTTP/1.0", "| `" + WebhookPage.PATH + "` |");
        Health well = new Health(
                Instant.EPOCH,
                Health.Work.RUNNING,
                null,
                Instant.parse("2026-11-30T04:00:00Z"),
                Duration.ZERO,
                0,
                null,
                0,
                List.of(),
                List.of(PartHealth.well("Discord")));
        assertThat(HealthPages.json(well, new Redaction(Map.of())).toString()).isEqualTo(block("json"));
    }
}
