package io.releaseconductor.checks.scripts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.releaseconductor.check.Check;
import io.releaseconductor.check.CheckCatalog;
import io.releaseconductor.config.ConfigurationException;
import io.releaseconductor.config.Problems;
import io.releaseconductor.config.Variables;
import io.releaseconductor.model.Environment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A folder of scripts")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "needs permissions of POSIX")
class ScriptChecksTest {

    @TempDir
    private Path temporary;

    private Scripts scripts;
    private final Map<String, String> variables = new HashMap<>();
    private final Problems problems = new Problems();

    @BeforeEach
    void folder() throws IOException {
        scripts = new Scripts(temporary);
        variables.put("SHIP_CHECK_SCRIPTS", scripts.folder.toString());
    }

    private List<Check> read() {
        return new ScriptChecks()
                .checks(Environment.PROD, Variables.of(variables).in(Environment.PROD, problems));
    }

    @Test
    @DisplayName("is a check for each executable file, by name, and none for what is hidden, kept or below")
    void files() throws Exception {
        scripts.shell("20-orders.sh");
        scripts.shell("10-queue-depth.py");
        scripts.shell("Zebra");
        scripts.shell(".hidden");
        scripts.shell("orders.sh~");
        scripts.file("README.md", "rw-r--r--", new byte[] {'x'});
        Files.createDirectory(scripts.folder.resolve("lib"));

        assertThat(read()).extracting(Check::id).containsExactly("queue-depth", "orders", "zebra");
        assertThat(read()).extracting(Check::name).containsExactly("Queue depth", "Orders", "Zebra");
        assertThat(problems.messages()).isEmpty();
        assertThat(problems.warnings()).isEmpty();
        assertThat(ScriptChecks.in(scripts.folder)).extracting(Check::id).contains("orders");
    }

    @Test
    @DisplayName("is doubtful where a script is not executable")
    void forgotten() throws Exception {
        scripts.shell("orders.sh");
        Path other = scripts.file("stock.sh", "rw-r--r--", "#!/bin/sh\n".getBytes(StandardCharsets.UTF_8));

        assertThat(read()).hasSize(1);
        assertThat(problems.warnings())
                .containsExactly(
                        "SHIP_CHECK_SCRIPTS: " + other
                                + " is not executable, so it is no check; make it one with chmod +x, or move it into a sub-folder");
    }

    @Test
    @DisplayName("is none where nobody names one")
    void none() {
        variables.clear();
        assertThat(read()).isEmpty();
        assertThat(problems.messages()).isEmpty();
    }

    @Test
    @DisplayName("is refused where names make no ids, or the same, and each file is named")
    void ids() throws Exception {
        Path spaced = scripts.shell("my orders.sh");
        Path dotted = scripts.shell("orders.sh.bak");
        Path first = scripts.shell("orders.py");
        Path second = scripts.shell("orders.sh");

        read();

        assertThat(problems.messages()).hasSize(3).allMatch(problem -> problem.contains("; allowed: "));
        assertThat(problems.messages().get(0)).startsWith("SHIP_CHECK_SCRIPTS: " + spaced + " makes no id of a check");
        assertThat(problems.messages().get(1))
                .startsWith(
                        "SHIP_CHECK_SCRIPTS: " + second + " and " + first + " make the same id of a check: \"orders\"");
        assertThat(problems.messages().get(2))
                .startsWith("SHIP_CHECK_SCRIPTS: " + dotted + " makes no id of a check: \"orders.sh\"");
    }

    @Test
    @DisplayName("is refused where a check of another provider has the same id, and the file is named")
    void clash() throws Exception {
        Path file = scripts.shell("api.sh");
        variables.put("SHIP_CHECKS", "api");
        variables.put("VITE_API_BASE", "https://api.example.com");

        CheckCatalog.discover().checksFor(Variables.of(variables).in(Environment.PROD, problems));

        assertThat(problems.messages())
                .singleElement()
                .asString()
                .startsWith("check id \"api\" is there twice for prod: from check provider")
                .contains("ScriptChecks (" + file + ")");
    }

    @Test
    @DisplayName("is refused where it is missing, a file or empty, and what is allowed is said")
    void no_folder() throws Exception {
        Path file = scripts.shell("orders.sh");
        Path empty = Files.createDirectory(temporary.resolve("empty"));
        String allowed = "; allowed: a folder with executable files in it";
        Map.of(
                        temporary.resolve("missing"),
                        " is not there",
                        file,
                        " is no folder",
                        empty,
                        " has no executable file in it")
                .forEach((path, what) -> {
                    variables.put("SHIP_CHECK_SCRIPTS_PROD", path.toString());
                    read();
                    assertThat(problems.messages()).contains("SHIP_CHECK_SCRIPTS_PROD: " + path + what + allowed);
                    assertThatExceptionOfType(ConfigurationException.class)
                            .isThrownBy(() -> ScriptChecks.in(path))
                            .withMessageContaining(path + what + allowed);
                });
    }

    @ParameterizedTest
    @DisplayName("is refused with variables that are wrong, all at once")
    @CsvSource({
        "SHIP_CHECK_SCRIPT_TIMEOUT_MS, soon, milliseconds",
        "SHIP_CHECK_SCRIPT_ENV, SHOP-REGION, the name of a variable",
        "SHIP_CHECK_SCRIPT_ENV, SHIP_DEPLOY_ID, none of those that scripts are given anyway",
        "SHIP_CHECK_SCRIPT_ENV, SHOP_REGION, names of variables that are"
    })
    void wrong(String name, String value, String allowed) throws Exception {
        scripts.shell("not an id");
        variables.put(name, value);

        read();

        assertThat(problems.messages()).hasSize(2);
        assertThat(problems.messages().get(0))
                .startsWith(name)
                .contains("allowed: ")
                .contains(allowed);
    }

    @Test
    @DisplayName("is given the variables that are passed on, the environment's own first, and where the environment is")
    void passed_on() throws Exception {
        scripts.shell(
                "orders.sh", "echo $SHOP_REGION at $FRONTEND_BASE_URL, token ${SHOP_TOKEN:-none}, order $SHOP_ORDER");
        variables.put("SHIP_CHECK_SCRIPT_ENV", "SHOP_REGION, SHOP_ORDER");
        variables.put("SHOP_ORDER", "a-4711-b");
        variables.put("SHOP_REGION", "eu");
        variables.put("SHOP_REGION_PROD", "us");
        variables.put("SHOP_TOKEN", "tok-123456");
        variables.put("FRONTEND_BASE_URL_PROD", "https://shop.example.com");

        assertThat(read().get(0).run(Scripts.CONTEXT).message())
                .isEqualTo("us at https://shop.example.com, token none, order ***");
        assertThat(problems.messages()).isEmpty();
    }

    @Test
    @DisplayName("has secrets of all variables masked, those that it is not given included")
    void secrets() throws Exception {
        scripts.shell("orders.sh", "echo found tok-123456 and hunter22");
        variables.put("SHOP_TOKEN", "tok-123456");
        variables.put("REDIS_URL", "redis://user:hunter22@redis.example.com");

        assertThat(read().get(0).run(Scripts.CONTEXT).message()).isEqualTo("found *** and ***");
    }

    @Test
    @DisplayName("has the time limit that is set, and says so with a little more, to end what is late")
    void time_limit() throws Exception {
        scripts.shell("orders.sh");
        assertThat(read().get(0).timeLimit()).isEqualTo(Duration.ofMillis(15_500));
        variables.put("SHIP_CHECK_SCRIPT_TIMEOUT_MS", "20000");
        assertThat(read().get(0).timeLimit()).isEqualTo(Duration.ofMillis(25_500));
    }

    @Test
    @DisplayName("has options that refuse what is not allowed, and print no values")
    void options() {
        ScriptOptions options = ScriptOptions.in(scripts.folder).withVariable("SHOP_TOKEN", "tok-123456");
        assertThat(options.toString()).contains("SHOP_TOKEN").doesNotContain("tok-123456");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> new ScriptOptions(
                        scripts.folder, Duration.ZERO, Map.of("A B", "x", "SHIP_WAVE", "2"), options.secrets()))
                .withMessageContaining("the time limit of check scripts is 0s; allowed: 10ms to 1h")
                .withMessageContaining("\"A B\"; allowed: ")
                .withMessageContaining("\"SHIP_WAVE\"; allowed: ");
    }
}
