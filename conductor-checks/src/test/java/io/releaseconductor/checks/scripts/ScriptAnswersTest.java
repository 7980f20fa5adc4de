package io.releaseconductor.checks.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.check.CheckContext;
import io.releaseconductor.check.CheckResult;
import io.releaseconductor.check.CheckStatus;
import io.releaseconductor.check.Finding;
import io.releaseconductor.config.Secret;
import io.releaseconductor.model.Phase;
import io.releaseconductor.model.Reach;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A script as a check")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "needs a POSIX shell")
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class ScriptAnswersTest {

    @TempDir
    private Path temporary;

    private Scripts scripts;

    @BeforeEach
    void folder() throws IOException {
        scripts = new Scripts(temporary);
    }

    private CheckResult of(String... lines) throws Exception {
        scripts.shell("check.sh", lines);
        return scripts.run();
    }

    @ParameterizedTest
    @DisplayName("says by its exit code how it came out, and by its last line why")
    @CsvSource({"0, PASS", "1, FAIL", "2, WARNING", "3, NO_DATA"})
    void codes(int code, CheckStatus status) throws Exception {
        CheckResult result = of("echo looking", "echo 12 orders wait", "echo", "exit " + code);

        assertThat(result.status()).isEqualTo(status);
        assertThat(result.message()).isEqualTo("12 orders wait");
    }

    @Test
    @DisplayName("need say nothing")
    void silent() throws Exception {
        assertThat(of("exit 0")).isEqualTo(CheckResult.pass("Passed"));
        assertThat(of("exit 1")).isEqualTo(CheckResult.fail("Failed, and did not say why"));
        assertThat(of("exit 2")).isEqualTo(CheckResult.warning("Warned, and did not say why"));
        assertThat(of("exit 3")).isEqualTo(CheckResult.noData("No data, and did not say why"));
    }

    @ParameterizedTest
    @DisplayName("has no data with any other exit code, which is told, and never fails for it")
    @ValueSource(ints = {4, 22, 126, 127, 255})
    void other_codes(int code) throws Exception {
        CheckResult result = of("echo out", "echo no such host >&2", "exit " + code);

        assertThat(result.status()).isEqualTo(CheckStatus.NO_DATA);
        assertThat(result.message()).isEqualTo("Ended with " + code);
        assertThat(result.error()).isEqualTo("no such host");
        assertThat(result.hint()).contains("0 if it passes, 1 if it fails, 2 if it warns and 3 if there is no data");
    }

    @Test
    @DisplayName("has no data if a command in it cannot be started")
    void command() throws Exception {
        CheckResult result = of("setsid --wait /no/such/program");

        assertThat(result.status()).isEqualTo(CheckStatus.NO_DATA);
        assertThat(result.message()).isEqualTo("Ended with 127");
    }

    @Test
    @DisplayName("has no data if a signal ends it, which is named")
    void signal() throws Exception {
        assertThat(of("echo half done", "kill -9 $$").message()).isEqualTo("Ended with 137, as by SIGKILL");
    }

    @Test
    @DisplayName("is explained by its standard error where it did not say why, and not if it passed")
    void standard_error() throws Exception {
        assertThat(of("echo no route to host >&2; exit 1")).isEqualTo(CheckResult.fail("no route to host"));
        assertThat(of("echo The API is down; echo no route to host >&2; exit 1"))
                .isEqualTo(CheckResult.fail("The API is down").withError("no route to host"));
        assertThat(of("echo something minor >&2")).isEqualTo(CheckResult.pass("Passed"));
    }

    @Test
    @DisplayName("may say more in a line of JSON, after anything else that it prints")
    void json() throws Exception {
        CheckResult result = of(
                "echo looking",
                "cat <<'END'",
                "{\"message\":\"Checkout is slow\",\"latency_ms\":812.4,\"error\":\"p95 of 100 orders\",\"hint\":\"Look at the pool\","
                        + "\"link\":\"https://grafana.example.com/d/1\",\"critical\":true,\"unanswered\":true,\"kind\":\"slow\","
                        + "\"answered_by\":\"blue\","
                        + "\"details\":{\"Orders\":100,\"p95\":{\"value\":\"812ms\",\"expected\":\"at most 500ms\",\"status\":\"fail\"},"
                        + "\"ok\":true}}",
                "END",
                "exit 1");

        assertThat(result)
                .isEqualTo(CheckResult.fail("Checkout is slow")
                        .withLatency(Duration.ofMillis(812))
                        .withError("p95 of 100 orders")
                        .withHint("Look at the pool")
                        .withLink(URI.create("https://grafana.example.com/d/1"))
                        .withKind("slow")
                        .asCritical()
                        .asUnanswered()
                        .withFindings(List.of(
                                new Finding("Orders", CheckStatus.NO_DATA, "100", null),
                                new Finding("p95", CheckStatus.FAIL, "812ms", "at most 500ms"),
                                new Finding("ok", CheckStatus.NO_DATA, "true", null),
                                Finding.answeredBy("blue"))));
    }

    @Test
    @DisplayName("may write its JSON on several lines if it prints nothing else, as jq does")
    void json_of_several_lines() throws Exception {
        assertThat(of("printf '{\\n  \"message\": \"all well\"\\n}\\n'")).isEqualTo(CheckResult.pass("all well"));
    }

    @Test
    @DisplayName("is told which of its JSON is not understood, and it changes nothing else")
    void not_understood() throws Exception {
        CheckResult result =
                of("echo '{\"message\":[1],\"latency_ms\":\"fast\",\"link\":\"javascript:x\",\"critical\":1,"
                        + "\"details\":[2],\"error\":7}'");

        assertThat(result.status()).isEqualTo(CheckStatus.PASS);
        assertThat(result.message()).isEqualTo("Passed");
        assertThat(result.findings())
                .extracting(Finding::name)
                .containsExactly("details", "message", "error", "latency_ms", "link", "critical");
        assertThat(result.findings())
                .filteredOn(finding -> finding.name().equals("latency_ms"))
                .containsExactly(new Finding(
                        "latency_ms", CheckStatus.NO_DATA, "not understood: fast", "a number from 0 to 3600000"));
    }

    @ParameterizedTest
    @DisplayName("says what is no JSON object as text")
    @ValueSource(strings = {"{broken", "[1, 2]", "{\"message\": \"x\"} and more", "\"text\""})
    void no_object(String line) throws Exception {
        assertThat(of("echo '" + line + "'").message()).isEqualTo(line);
    }

    @Test
    @DisplayName("has few details and short texts kept, and it shows")
    void cut() throws Exception {
        CheckResult result = of(
                "awk 'BEGIN { printf \"{\\\"details\\\":{\"; for (i = 0; i < 50; i++) printf \"\\\"d%d\\\":%d,\", i, i;"
                        + " printf \"\\\"last\\\":0},\\\"message\\\":\\\"\"; for (i = 0; i < 500; i++) printf \"long \"; print \"\\\"}\" }'");

        assertThat(result.message()).hasSize(ScriptAnswer.LONGEST_MESSAGE).endsWith("…");
        assertThat(result.error()).hasSize(CheckResult.MAX_TEXT_LENGTH).endsWith("…");
        assertThat(result.findings())
                .hasSize(21)
                .contains(new Finding("And more", CheckStatus.NO_DATA, "31 of 51", null));
    }

    @Test
    @DisplayName("may print 100 MB, of which the end is read")
    void prints_100_mb() throws Exception {
        CheckResult result = of("yes 0123456789abcdef | head -c 100000000", "echo", "echo the end", "exit 2");

        assertThat(result.status()).isEqualTo(CheckStatus.WARNING);
        assertThat(result.message()).isEqualTo("the end");
        assertThat(result.findings())
                .containsExactly(new Finding(
                        "Output", CheckStatus.NO_DATA, "97656 kB, of which the last 64 kB were read", null));
    }

    @Test
    @DisplayName("may print without a line break, and to its standard error as well, and both are read meanwhile")
    void prints_one_long_line() throws Exception {
        CheckResult result =
                of("head -c 5000000 /dev/zero | tr '\\0' x; head -c 5000000 /dev/zero | tr '\\0' y >&2; exit 1");

        assertThat(result.message()).isEqualTo("Failed, and did not say why");
        assertThat(result.findings()).extracting(Finding::name).containsExactly("Output");
    }

    @Test
    @DisplayName("may print any bytes: people are shown a line, short and whole")
    void any_bytes() throws Exception {
        assertThat(of("printf '\\033[1;31mred\\033[0m \\033]0;title\\007\\377\\202\\tx\\000y \\342\\200\\256z\\n'")
                        .message())
                .isEqualTo("red \uFFFD\uFFFD x y z");
    }

    @Test
    @DisplayName("may close its output early")
    void closes_its_output() throws Exception {
        assertThat(of("echo enough", "exec >&- 2>&-", "exit 1")).isEqualTo(CheckResult.fail("enough"));
    }

    @Test
    @DisplayName("has no input, so that it waits for none")
    void no_input() throws Exception {
        assertThat(of("read line; echo \"read: $line\"").message()).isEqualTo("read:");
    }

    @Test
    @DisplayName("has secrets masked in all that it says")
    void secrets() throws Exception {
        scripts.shell(
                "check.sh",
                "echo \"{\\\"message\\\":\\\"got $SHOP_TOKEN\\\",\\\"hint\\\":\\\"x se\\u200bsame-street y\\\","
                        + "\\\"link\\\":\\\"https://x.example.com/?t=$SHOP_TOKEN\\\","
                        + "\\\"details\\\":{\\\"$SHOP_TOKEN\\\":{\\\"value\\\":\\\"$SHOP_TOKEN\\\",\\\"expected\\\":\\\"$SHOP_TOKEN\\\"}}}\"",
                "echo with $SHOP_TOKEN >&2",
                "exit 1");
        CheckResult result = scripts.run(
                options -> options.withVariable("SHOP_TOKEN", "tok-123456").withSecret(new Secret("sesame-street")));

        assertThat(result.toString()).doesNotContain("tok-123456").doesNotContain("same-street");
        assertThat(result.message()).isEqualTo("got ***");
        assertThat(result.error()).isEqualTo("with ***");
        assertThat(result.link()).isNull();
        assertThat(result.findings()).contains(new Finding("***", CheckStatus.NO_DATA, "***", "***"));
    }

    @Test
    @DisplayName("has the lines of a key masked one by one")
    void key() throws Exception {
        scripts.shell("check.sh", "echo \"$SHOP_PRIVATE_KEY\" | sed -n 2p");
        assertThat(scripts.run(options -> options.withVariable(
                                "SHOP_PRIVATE_KEY", "-----BEGIN-----\nMIIEvQIBADAN\n-----END-----"))
                        .message())
                .isEqualTo("***");
    }

    @Test
    @DisplayName("is told of the deployment, and has nothing else of this process")
    void environment() throws Exception {
        Path seen = temporary.resolve("seen");
        scripts.shell("check.sh", "env | sort > " + seen);
        scripts.run(options -> options.withVariable("SHOP_REGION", "eu"));

        assertThat(Files.readAllLines(seen))
                .contains(
                        "SHIP_DEPLOY_ID=ship-prod-1702656000",
                        "SHIP_ENV=prod",
                        "SHIP_VERSION=v2",
                        "SHIP_WAVE=1",
                        "SHIP_PHASE=deploy",
                        "SHIP_STRATEGY=canary",
                        "SHIP_PERCENTAGE=100",
                        "SHIP_TARGET=",
                        "SHOP_REGION=eu")
                .allMatch(line ->
                        line.matches("(SHIP_(DEPLOY_ID|ENV|VERSION|WAVE|PHASE|STRATEGY|PERCENTAGE|TARGET|CHECK_RUN)"
                                + "|SHOP_REGION|PATH|HOME|LANG|LC_ALL|TZ|TMPDIR|PWD|OLDPWD|SHLVL|_)=.*"));
    }

    @Test
    @DisplayName("is told where a wave reaches a target, and what is not known is empty")
    void wave() throws Exception {
        CheckContext given = Scripts.CONTEXT;
        CheckContext context = new CheckContext(
                given.deployment(),
                given.environment(),
                given.strategy(),
                Phase.PROMOTE,
                2,
                new Reach.Target("eu-west"),
                null,
                given.timeLimit());
        scripts.shell(
                "check.sh", "set -u; echo \"$SHIP_PHASE $SHIP_WAVE '$SHIP_PERCENTAGE' $SHIP_TARGET '$SHIP_VERSION'\"");

        assertThat(scripts.run(context, options -> options).message()).isEqualTo("promote 2 '' eu-west ''");
    }

    @Test
    @DisplayName("works in its folder")
    void working_directory() throws Exception {
        assertThat(of("pwd -P").message()).isEqualTo(scripts.folder.toRealPath().toString());
    }

    private void cannotRun(String name, String message, String hint) throws Exception {
        CheckResult result = new ScriptCheck("check", scripts.folder.resolve(name), ScriptOptions.in(scripts.folder))
                .run(Scripts.CONTEXT);

        assertThat(result.status()).isEqualTo(CheckStatus.FAIL);
        assertThat(result.message()).isEqualTo(name + " " + message);
        assertThat(result.hint()).isEqualTo(hint);
    }

    @Test
    @DisplayName("that cannot run fails with why: it is gone, or not executable any more")
    void not_executable() throws Exception {
        cannotRun("gone.sh", "is not there any more", "Put it back, or restart without it.");
        scripts.file("text.sh", "rw-r--r--", "#!/bin/sh\n".getBytes(StandardCharsets.UTF_8));
        cannotRun("text.sh", "is not executable", "Make it so: chmod +x text.sh");
    }

    @Test
    @DisplayName("that cannot run fails with why: its first line names no program that is there")
    void no_interpreter() throws Exception {
        scripts.executable("a.rb", "#!/usr/bin/no-such-ruby -w", "puts 1");
        cannotRun(
                "a.rb",
                "is run by \"/usr/bin/no-such-ruby\", as its first line says, which is no program here",
                "Install it, or name another one in the first line.");
        scripts.executable("b.py", "#!/usr/bin/env -S no-such-python -u", "print(1)");
        CheckResult result = new ScriptCheck("b", scripts.folder.resolve("b.py"), ScriptOptions.in(scripts.folder))
                .run(Scripts.CONTEXT);
        assertThat(result.message())
                .startsWith("b.py is run by \"no-such-python\", as its first line says, which is not in ");
        scripts.file("c.sh", "rwxr-xr-x", "#!/bin/sh\r\nexit 0\r\n".getBytes(StandardCharsets.UTF_8));
        cannotRun("c.sh", "has the line ends of Windows", "Save it with those of Unix.");
    }

    @ParameterizedTest
    @DisplayName("that cannot run fails with why: it does not say what runs it, though a shell would try")
    @ValueSource(strings = {"", "echo hello\n", "\n#!/bin/sh\n", "\u0000\u0001"})
    void no_first_line(String content) throws Exception {
        scripts.file("check", "rwxr-xr-x", content.getBytes(StandardCharsets.UTF_8));
        cannotRun(
                "check",
                "does not say what runs it, and is no program itself",
                "Begin it with a line such as #!/bin/sh or #!/usr/bin/env python3");
    }

    @Test
    @DisplayName("that cannot run fails with why: what no system sees is named")
    void byte_order_mark() throws Exception {
        scripts.file("bom.sh", "rwxr-xr-x", "\uFEFF#!/bin/sh\n".getBytes(StandardCharsets.UTF_8));
        cannotRun(
                "bom.sh",
                "begins with a byte order mark, before which no system sees #!",
                "Save it as UTF-8 without one.");
    }

    @Test
    @DisplayName("that cannot run fails with why: the system refuses to start it")
    void refused() throws Exception {
        scripts.executable("loop", "#!" + scripts.folder.resolve("loop"));
        CheckResult result = new ScriptCheck("loop", scripts.folder.resolve("loop"), ScriptOptions.in(scripts.folder))
                .run(Scripts.CONTEXT);

        assertThat(result.status()).isEqualTo(CheckStatus.FAIL);
        assertThat(result.message()).matches("loop could not be started: [A-Z][a-z ]+");
    }

    @Test
    @DisplayName("may be a program")
    void program() throws Exception {
        Files.copy(Path.of("/bin/echo").toRealPath(), scripts.folder.resolve("hello"));
        Files.setPosixFilePermissions(
                scripts.folder.resolve("hello"),
                Files.getPosixFilePermissions(Path.of("/bin/echo").toRealPath()));

        assertThat(scripts.run()).isEqualTo(CheckResult.pass("Passed"));
    }
}
