package io.releaseconductor.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.config.VariableName;
import io.releaseconductor.config.Variables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The environment variables of the process")
class ProcessVariablesTest {

    private static final Pattern NAME = Pattern.compile("`((?:SHIP|DISCORD|JDBC)_[A-Z0-9_]+)`");

    private static Transcript demo(Map<String, String> variables, String... lines) throws IOException {
        Map<String, String> all = new TreeMap<>(Transcript.GENEROUS);
        all.putAll(variables);
        return Transcript.of(
                new DemoOptions(true, Duration.ofMillis(20), List.of(), all, Duration.ofMinutes(1)), lines);
    }

    @Test
    @DisplayName("hold in the demo: the policy's, those of the checks, of plans and of deadlines")
    void hold() throws IOException {
        Transcript transcript = demo(
                Map.of(
                        "SHIP_AUTO_PROMOTE_STAGING", "true",
                        "SHIP_CHECKS", "frontend,api,search",
                        "SHIP_MIN_CHECKS_PASSING", "3",
                        "SHIP_CANARY_WAVES_PROD", "20,100",
                        "SHIP_DEADLINE_DECISION_MS", "120000"),
                "/ship env:staging strategy:canary",
                "/ship env:prod strategy:canary");

        assertThat(transcript.exit()).as(transcript.text()).isZero();
        assertThat(transcript.text())
                .contains("Your variables hold: SHIP_API_LATENCY_MS, ", "SHIP_AUTO_PROMOTE_STAGING, ")
                .contains("3/3 checks passed")
                .contains("Promoted by: policy")
                .contains("Strategy: Canary: 20 % → 100 %");
    }

    @Test
    @DisplayName("that make no sense in the demo are left out, and it says so and why")
    void left_out() throws IOException {
        Transcript transcript = demo(
                Map.of(
                        "FRONTEND_BASE_URL", "https://shop.example.com",
                        "VITE_API_BASE_PROD", "https://api.example.com",
                        "SHIP_LOGIN_USER", "ada",
                        "SHIP_ENVIRONMENTS", "staging,prod,eu-west",
                        "SHIP_AUTO_PROMOTE_EU_WEST", "true",
                        "DISCORD_TOKEN", "planted-token",
                        "SHIP_STATE", "/nowhere",
                        "SHIP_FORMAT", "1"),
                "quit");

        assertThat(transcript.exit()).as(transcript.text()).isZero();
        assertThat(transcript.text())
                .contains("5/5 checks passed")
                .contains("Not used here: FRONTEND_BASE_URL, SHIP_LOGIN_USER, VITE_API_BASE_PROD, since the checks look"
                        + " at the applications on this machine.\n")
                .contains("Not used here: SHIP_AUTO_PROMOTE_EU_WEST, since there is no environment eu-west here.\n")
                .contains("Not used here: DISCORD_TOKEN, since cards are shown here.\n")
                .contains("Not used here: SHIP_STATE, since DEMO_STATE names the folder.\n")
                .contains("Not used here: SHIP_FORMAT, since the waves of the demo need 2.\n")
                .doesNotContain("planted-token");
    }

    @Test
    @DisplayName("are not spoken of where none is set")
    void none() {
        assertThat(ProcessVariables.onThisMachine(Map.of("HOME", "/root", "SHIP_CHECKS", " "))
                        .told())
                .isEmpty();
    }

    @Test
    @DisplayName("that are misspelt are refused with what is meant, the demo's own too")
    void misspelt() throws IOException {
        Transcript transcript = demo(Map.of("SHIP_AUTO_PROMTE", "true", "DEMO_STAT", "/tmp/demo"), "quit");

        assertThat(transcript.exit()).isEqualTo(2);
        assertThat(transcript.text())
                .contains("SHIP_AUTO_PROMTE is not known; did you mean SHIP_AUTO_PROMOTE?")
                .contains("DEMO_STAT is not known; did you mean DEMO_STATE?");
    }

    @Test
    @DisplayName("that are documented hold, all of them, or are said not to")
    void documented() throws IOException {
        Variables known = Variables.of(Map.of());
        DemoConductor.readAll(known);
        List<String> read = known.names().stream().map(VariableName::name).toList();
        Path docs = Path.of("").toAbsolutePath().resolve("../../docs").normalize();
        for (String page : List.of("configuration.md", "discord-bot.md", "checks-reference.md")) {
            rows(docs.resolve(page))
                    .distinct()
                    .filter(name -> !read.contains(name))
                    .forEach(name -> assertThat(ProcessVariables.onThisMachine(Map.of(name, "1"))
                                    .told())
                            .as("%s in %s", name, page)
                            .startsWith("Not used here: " + name));
        }
    }

    private static Stream<String> rows(Path page) throws IOException {
        return Files.readAllLines(page).stream()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.substring(0, line.indexOf('|', 1)))
                .flatMap(cell -> NAME.matcher(cell).results().map(result -> result.group(1)));
    }
}
