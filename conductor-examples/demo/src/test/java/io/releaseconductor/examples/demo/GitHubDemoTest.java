package io.releaseconductor.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.examples.fakegithub.Call;
import io.releaseconductor.examples.fakegithub.FakeGitHub;
import io.releaseconductor.examples.fakegithub.FakeRun;
import io.releaseconductor.examples.fakegithub.RunScript;
import io.releaseconductor.examples.fakegithub.ServerKind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The demo with a repository at GitHub")
class GitHubDemoTest {

    private static final String TOKEN = "ghp_PlantedqZ7DemoTokenThatNobodyMaySee";

    @TempDir
    private Path directory;

    private FakeGitHub github;

    @BeforeEach
    void start() {
        github = FakeGitHub.start(ServerKind.GITHUB_COM, Clock.systemUTC());
        github.accept(TOKEN);
        github.script(RunScript.success(Duration.ofMillis(200), Duration.ofMillis(300)));
    }

    @AfterEach
    void stop() {
        github.close();
    }

    private Map<String, String> variables() {
        Map<String, String> variables = new HashMap<>(Transcript.GENEROUS);
        variables.put("GITHUB_REPOSITORY", FakeGitHub.REPOSITORY);
        variables.put("GITHUB_TOKEN", TOKEN);
        variables.put("GITHUB_API_URL", github.apiUrl().toString());
        return variables;
    }

    /** The demo as a process of its own, as a person would start it, with these variables and no others of GitHub. */
    private Transcript process(Map<String, String> variables, String... lines) throws Exception {
        Path input = Files.writeString(directory.resolve("input"), String.join("\n", lines) + "\n");
        Path output = directory.resolve("output");
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "-Ddemo.log=DEBUG",
                DemoMain.class.getName(),
                "--piped");
        builder.environment().keySet().removeIf(name -> name.matches("(GITHUB|SHIP|FRONTEND|VITE)_.*"));
        builder.environment().putAll(variables);
        Process process = builder.redirectErrorStream(true)
                .redirectInput(input.toFile())
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("ended").isTrue();
            return new Transcript(process.exitValue(), Files.readString(output).replace(System.lineSeparator(), "\n"));
        } finally {
            process.destroyForcibly();
        }
    }

    private static Transcript inside(Map<String, String> variables, String... lines) throws IOException {
        byte[] input = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        int exit;
        try (PrintStream out = new PrintStream(output, true, StandardCharsets.UTF_8)) {
            exit = DemoMain.run(
                    List.of("--piped", "--step-ms=20", "--visits=0"),
                    variables,
                    new ByteArrayInputStream(input),
                    out,
                    true);
        }
        return new Transcript(exit, output.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n"));
    }

    @Test
    @DisplayName("says so in its first lines, ships staging and on to production by its workflows, and shows no token")
    void shipsByWorkflows() throws Exception {
        Transcript transcript = process(variables(), "/ship env:staging strategy:full", "promote", "status", "history");

        assertThat(transcript.exit()).as(transcript.text()).isZero();
        assertThat(transcript
                        .text()
                        .lines()
                        .filter(line -> !line.contains("DEBUG"))
                        .limit(8))
                .anyMatch(line -> line.startsWith("GitHub: acme/app at " + github.apiUrl() + ", by token ***."));
        assertThat(transcript.text())
                .contains("The deployment workflow is queued", "5/5 checks passed")
                .contains("Version: " + FakeGitHub.HEAD)
                .contains("Prod then gets the head of the branch, not the verified commit")
                .contains("Prod: 🚀 shipped as ship-prod-")
                .contains("Prod: place: ship-prod-")
                .doesNotContain(TOKEN);
        List<FakeRun> runs = github.runs();
        assertThat(runs).extracting(FakeRun::file).containsExactly("client-deploy.yml", "backend-deploy.yml");
        assertThat(runs.get(0).inputs()).isEqualTo(Map.of("environment", "staging", "strategy", "full"));
        assertThat(runs.get(1).inputs()).isEqualTo(Map.of("environment", "prod", "strategy", "full"));
        assertThat(github.count(Call.DISPATCH)).isEqualTo(2);
    }

    @Test
    @DisplayName("names all variables that are missing or contradict each other at once, and starts nothing")
    void namesAllProblems() throws Exception {
        Map<String, String> variables = new HashMap<>(Map.of(
                "GITHUB_REPOSITORY", "acme",
                "GITHUB_APP_CLIENT_ID", "Iv23liTest",
                "GITHUB_TOKEN", TOKEN,
                "GITHUB_API_URL", "https://github.com",
                "GITHUB_WEBHOOK_SECRET", "planted-webhook-secret"));
        Transcript transcript = process(variables, "/ship");

        assertThat(transcript.exit()).isEqualTo(2);
        assertThat(transcript.text())
                .contains("The configuration has 4 problems:")
                .contains("GITHUB_REPOSITORY: \"acme\" is not allowed")
                .contains("GITHUB_API_URL: ")
                .contains("GITHUB_TOKEN and GITHUB_APP_… are both set")
                .contains("GITHUB_WEBHOOK_SECRET is set, but the demo has no address for webhooks")
                .doesNotContain(TOKEN, "planted-webhook-secret");
        assertThat(github.received()).isEmpty();
    }

    @Test
    @DisplayName("says that the token is missing where a repository is named, but not on a runner, where one always is")
    void missingToken() throws IOException {
        assertThat(inside(Map.of("GITHUB_REPOSITORY", "acme/app"), "/ship").text())
                .contains("GITHUB_TOKEN is not set");

        Transcript onRunner = inside(Map.of("GITHUB_REPOSITORY", "acme/app", "GITHUB_ACTIONS", "true"), "quit");
        assertThat(onRunner.exit()).isZero();
        assertThat(onRunner.text()).contains("Staging runs v1 at http://127.0.0.1:");
    }

    @Test
    @DisplayName("stays on this machine with a token alone, and says what is missing for more")
    void tokenAlone() throws IOException {
        Transcript transcript = inside(Map.of("GITHUB_TOKEN", TOKEN), "quit");

        assertThat(transcript.exit()).isZero();
        assertThat(transcript.text())
                .contains("Workflows run on this machine. To ship a repository at GitHub set GITHUB_REPOSITORY too.")
                .doesNotContain(TOKEN);
        assertThat(inside(Map.of(), "quit").text()).doesNotContain("GitHub");
    }

    @Test
    @DisplayName("tells at once when GitHub refuses the token or knows no such workflow")
    void refused() throws IOException {
        Map<String, String> wrong = new HashMap<>(variables());
        wrong.put("GITHUB_TOKEN", "ghp_wrong");
        Transcript transcript = inside(wrong, "/ship");
        assertThat(transcript.exit()).isEqualTo(2);
        assertThat(transcript.text()).contains("401").doesNotContain("ghp_wrong");

        github.remove("backend-deploy.yml");
        Transcript incomplete = inside(variables(), "/ship");
        assertThat(incomplete.exit()).isEqualTo(2);
        assertThat(incomplete.text()).contains("there is no workflow backend-deploy.yml in acme/app");
    }

    @Test
    @DisplayName("checks what the variables name instead of the small application, and takes no faults to order")
    void ownChecks() throws IOException {
        Map<String, String> own = new HashMap<>(variables());
        own.putAll(Map.of(
                "FRONTEND_BASE_URL", "http://127.0.0.1:1",
                "VITE_API_BASE", "http://127.0.0.1:1",
                "SHIP_SHARED_ENDPOINTS", "true",
                "SHIP_AUTO_ROLLBACK", "false"));
        Transcript transcript = inside(own, "next dead-api", "status");
        assertThat(transcript.text())
                .contains("Staging is checked at http://127.0.0.1:1: 0/5 checks passed")
                .contains("Only the local workflows take faults to order; here acme/app is shipped as it is.")
                .contains("Staging: place: free");

        List<String> missing = new ArrayList<>();
        own.remove("VITE_API_BASE");
        inside(own, "quit")
                .text()
                .lines()
                .filter(line -> line.contains("is not set"))
                .forEach(missing::add);
        assertThat(missing).anyMatch(line -> line.contains("VITE_API_BASE"));
    }
}
