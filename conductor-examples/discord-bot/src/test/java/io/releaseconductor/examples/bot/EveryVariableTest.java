package io.releaseconductor.examples.bot;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.check.CheckContext;
import io.releaseconductor.check.CheckResult;
import io.releaseconductor.check.CheckStatus;
import io.releaseconductor.config.Problems;
import io.releaseconductor.config.VariableName;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Phase;
import io.releaseconductor.model.Strategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Each variable")
class EveryVariableTest {

    private static final List<String> WRONG = List.of("%%wrong value%%", "-1", "{wrong}");

    /** Which take any text, so that none of it is refused: what they say is seen in what was read. */
    private static final Set<String> ANY_TEXT = Set.of(
            "DISCORD_TOKEN",
            "GITHUB_TOKEN",
            "GITHUB_WEBHOOK_SECRET",
            "GITHUB_DEPLOY_JOB",
            "GITHUB_ROLLBACK_JOB",
            "INCIDENT_AUTHORIZATION",
            "GITHUB_CI_REQUIRED",
            "JDBC_USER",
            "JDBC_PASSWORD",
            "PROMETHEUS_TOKEN",
            "REDIS_PASSWORD",
            "SHIP_APPROVAL_GROUPS",
            "SHIP_BASELINE_VERSION",
            "SHIP_STATE");

    /** Which are read by a check when it looks at a page, or by the log. */
    private static final Set<String> SEEN_ELSEWHERE =
            Set.of("SHIP_FRONTEND_TEXT", "SHIP_FRONTEND_TITLE", "SHIP_LOG_LEVEL");

    private static Map<String, String> good() {
        return new HashMap<>(Map.of(
                "DISCORD_TOKEN", "token",
                "DISCORD_GUILD_ID", "222222222222222222",
                "DISCORD_PERMIT", "everyone",
                "GITHUB_TOKEN", "ghp_x",
                "GITHUB_REPOSITORY", "acme/app",
                "FRONTEND_BASE_URL", "https://app.example.com",
                "VITE_API_BASE", "https://api.example.com",
                "SHIP_SHARED_ENDPOINTS", "true"));
    }

    /** What has to be set so that a variable means anything. */
    private static Map<String, String> around(String name) {
        Map<String, String> around = good();
        if (name.startsWith("JDBC_")) {
            around.put("JDBC_URL", "jdbc:postgresql://db.example.com/team");
        } else if (name.startsWith("REDIS_")) {
            around.put("REDIS_URL", "redis://redis.example.com");
        } else if (name.equals("GITHUB_APP_INSTALLATION_ID")) {
            around.remove("GITHUB_TOKEN");
            around.put("GITHUB_APP_CLIENT_ID", "Iv1.abc");
        } else if (name.equals("SHIP_TIME_ZONE")) {
            around.put("SHIP_WINDOWS", "Mon-Thu 09:00-17:00");
        } else if (name.equals("INCIDENT_AUTHORIZATION")) {
            around.put("INCIDENT_URL", "https://status.example.com/open");
        } else if (name.startsWith("DISCORD_ALERT_ROLE_ID")) {
            around.put("DISCORD_ALERT_CHANNEL_ID", "333333333333333333");
        } else if (name.equals("SHIP_ALERT_WEBHOOK_SECRET")) {
            around.put("SHIP_ALERT_WEBHOOK_URL", "https://alerts.example.com/conductor");
        } else if (name.equals("SHIP_ALERT_WEBHOOK_URL")) {
            around.put("SHIP_ALERT_WEBHOOK_SECRET", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        } else if (name.startsWith("SHIP_BROWSER_")) {
            around.put("SHIP_BROWSER", "true");
        } else if (name.startsWith("PROMETHEUS_")) {
            around.put("PROMETHEUS_URL", "https://prometheus.example.com");
        }
        return around;
    }

    private static BotSettings with(String name, String value) {
        Map<String, String> environment = around(name);
        environment.put(name, value);
        return BotSettings.read(environment);
    }

    private static List<Object> read(BotSettings settings) {
        List<Object> all = new ArrayList<>(Arrays.asList(
                settings.discord().value().token(),
                settings.github().value().options(),
                settings.http().value(),
                settings.state().value(),
                settings.ship().value(),
                settings.metrics().value().options(),
                settings.incident().value(),
                settings.assembly().plans()));
        all.add(String.valueOf(settings.github().value().token() == null));
        Stream.of(settings.github().value().token(), settings.github().value().webhookSecret())
                .map(secret -> secret == null ? "" : secret.reveal())
                .forEach(all::add);
        return all;
    }

    static List<String> names() {
        return BotSettings.read(good()).variables().names().stream()
                .map(VariableName::name)
                .filter(name -> !SEEN_ELSEWHERE.contains(name))
                .toList();
    }

    @ParameterizedTest
    @DisplayName("is read: a wrong value is refused by its name, or another text says another thing")
    @MethodSource("names")
    void read(String name) {
        if (ANY_TEXT.contains(name)) {
            assertThat(read(with(name, "another"))).isNotEqualTo(read(BotSettings.read(around(name))));
            return;
        }
        Pattern itself = Pattern.compile("(?<![A-Z_])" + name + "(?![A-Z_])");
        assertThat(WRONG)
                .anySatisfy(wrong -> assertThat(with(name, wrong).problems())
                        .anyMatch(problem -> itself.matcher(problem).find()));
    }

    @Test
    @DisplayName("of risky paths is not in vain, since GitHub tells which paths changed")
    void riskyPaths() {
        assertThat(with("SHIP_RISKY_PATHS", "db/migration/**").problems()).isEmpty();
        assertThat(with("SHIP_RISKY_PATHS", "db/migration/**").assembly().warnings())
                .noneMatch(warning -> warning.contains("SHIP_RISKY_PATHS"));
    }

    @ParameterizedTest
    @DisplayName("of the check of pages is looked for there")
    @ValueSource(strings = {"SHIP_FRONTEND_TEXT", "SHIP_FRONTEND_TITLE"})
    void pages(String name) throws Exception {
        try (Site site = Site.application()) {
            Map<String, String> environment = good();
            environment.put("FRONTEND_BASE_URL", site.url().toString());
            environment.put("SHIP_CHECKS", "frontend");
            assertThat(look(environment).status()).isNotEqualTo(CheckStatus.FAIL);
            environment.put(name, "What is not there");
            assertThat(look(environment).status()).isEqualTo(CheckStatus.FAIL);
        }
    }

    private static CheckResult look(Map<String, String> environment) throws Exception {
        return BotSettings.read(environment)
                .checks()
                .value()
                .get(Environment.PROD)
                .get(0)
                .run(new CheckContext(
                        DeployId.of(Environment.PROD, Instant.EPOCH),
                        Environment.PROD,
                        Strategy.FULL,
                        Phase.DEPLOY,
                        null,
                        Duration.ofSeconds(10)));
    }

    @Test
    @DisplayName("of the log is read by its configuration")
    void log() throws IOException {
        assertThat(Files.readString(
                        Pages.root().resolve("conductor-examples/discord-bot/src/main/resources/logback.xml")))
                .contains("<root level=\"${SHIP_LOG_LEVEL:-INFO}\">");
    }

    static List<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.list(Pages.root().resolve("docs"))) {
            return docs.filter(page -> page.toString().endsWith(".md"))
                    .filter(page -> !Set.of("first-hour.md", "demo.md")
                            .contains(page.getFileName().toString()))
                    .sorted()
                    .toList();
        }
    }

    /** Those that the pages show as mistakes, those of others, and those that scripts are given. */
    private static final Pattern NONE = Pattern.compile(
            "SHIP_AUTO_PROMTE|SHIP_FRONTEND_MAX_LATENCY|SHIP_AUTO_PROMOTE_PRODUCTION|SHIP_REF_PROD|REDIS_PORT|SHIP_SERVICE_HOST"
                    + "|GITHUB_SHA|SHIP_BANNER|REDIS_URI|SHIP_YARD.*|SHIP_TENANT"
                    + "|SHIP_(DEPLOY_ID|ENV|VERSION|PHASE|WAVE|PERCENTAGE|TARGET|STRATEGY|CHECK_RUN)");

    @ParameterizedTest
    @DisplayName("that a page names is known to the bot")
    @MethodSource("pages")
    void known(Path page) {
        Map<String, String> environment = good();
        environment.put(
                "SHIP_ENVIRONMENTS", "staging,prod,eu-west,client-staging,client-prod,backend-staging,backend-prod");
        BotSettings settings = BotSettings.read(environment);
        Matcher names = Pattern.compile(
                        "(?<![A-Z_])(SHIP|GITHUB|DISCORD|REDIS|JDBC|INCIDENT|FRONTEND|VITE)_(?:[A-Z_]|[{][A-Z]+[}])*(?<!_)(?![A-Za-z_])")
                .matcher(text(page));
        Set<String> unknown = new TreeSet<>();
        while (names.find()) {
            String name = names.group()
                    .replace("{ENV}", "PROD")
                    .replace("{CHECK}", "API")
                    .replace("{ACTION}", "HOLD")
                    .replace("{NAME}", "RUN");
            Problems problems = new Problems();
            settings.variables().with(Map.of(name, "1")).noteUnknown(problems);
            boolean told =
                    !problems.messages().isEmpty() || !problems.warnings().isEmpty();
            if (told && !NONE.matcher(name).matches()) {
                unknown.add(name);
            }
        }
        assertThat(unknown).isEmpty();
    }

    private static String text(Path page) {
        try {
            return Files.readString(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
