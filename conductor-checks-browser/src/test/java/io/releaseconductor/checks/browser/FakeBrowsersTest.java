package io.releaseconductor.checks.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.check.CheckResult;
import io.releaseconductor.check.CheckStatus;
import io.releaseconductor.model.Reach;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("With something else in the place of a browser there is no data that says why, and nothing left:")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "what stands in for browsers are POSIX shell scripts")
class FakeBrowsersTest {

    private static final Duration SHORT = Duration.ofSeconds(2);

    @TempDir
    Path folder;

    @TempDir
    Path elsewhere;

    private Looks looks;

    @BeforeEach
    void start() throws IOException {
        looks = new Looks(folder);
    }

    private CheckResult look(Path browser, Duration limit) throws InterruptedException {
        CheckResult result = looks.with(
                Looks.options(URI.create("http://127.0.0.1:1/")).withBrowser(browser), Looks.context(limit, Reach.ALL));
        assertThat(result.status()).as(Looks.all(result)).isEqualTo(CheckStatus.NO_DATA);
        assertThat(result.hint()).isNotBlank();
        return result;
    }

    private Path program(String... lines) throws IOException {
        Path file = Files.createTempFile(elsewhere, "browser", ".sh");
        Files.writeString(file, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    @DisplayName("nothing, or a file that cannot be run, or a folder")
    void notThere() throws Exception {
        Path file = Files.writeString(elsewhere.resolve("text"), "not a program");

        assertThat(look(elsewhere.resolve("none"), SHORT).error()).endsWith("/none is not there");
        assertThat(look(file, SHORT).error()).endsWith("/text is not an executable file");
        assertThat(look(elsewhere, SHORT).message()).isEqualTo("No browser at SHIP_BROWSER_PATH");
    }

    @Test
    @DisplayName("nothing on the PATH, with how to get one")
    void nothingOnThePath() {
        NoLookException none = org.assertj.core.api.Assertions.catchThrowableOfType(
                NoLookException.class, () -> BrowserBinary.find(null, List.of(elsewhere)));

        // a Mac may have one where no PATH leads
        if (none != null) {
            assertThat(none.summary()).isEqualTo("No browser found");
            assertThat(none.hint()).contains("apt-get install chromium").contains("SHIP_BROWSER_PATH");
        }
    }

    @Test
    @DisplayName("a program that ends at once, with its last words")
    void endsAtOnce() throws Exception {
        CheckResult result = look(
                program("echo 'chromium: error while loading shared libraries: libnss3.so' >&2", "exit 127"), SHORT);

        assertThat(result.message()).isEqualTo("Browser ended by itself");
        assertThat(result.error())
                .isEqualTo("exit status 127: chromium: error while loading shared libraries: libnss3.so");
    }

    @Test
    @DisplayName("a browser without a sandbox, with the ways out")
    void noSandbox() throws Exception {
        CheckResult result = look(
                program(
                        "echo '[7:7:0101/1.0:FATAL:sandbox/linux/x.cc:126] No usable sandbox! Update your kernel' >&2",
                        "echo '#0 0x55' >&2",
                        "kill -ABRT $$"),
                SHORT);

        assertThat(result.message()).isEqualTo("Browser has no sandbox here");
        assertThat(result.error()).isEqualTo("No usable sandbox! Update your kernel");
        assertThat(result.hint()).contains("seccomp").contains("SHIP_BROWSER_NO_SANDBOX=true");
    }

    @Test
    @DisplayName("a program that hangs, ignores signals, and has children that leave it")
    void hangs() throws Exception {
        CheckResult result = look(
                program(
                        "trap '' TERM INT HUP",
                        "(trap '' TERM; sleep 1000) &",
                        "setsid sleep 1000 &",
                        "(setsid sh -c 'trap \"\" TERM; sleep 1000' &)",
                        "sleep 1000"),
                SHORT);

        assertThat(result.message()).isEqualTo("Browser does not answer");
        assertThat(result.error()).contains("Browser.getVersion");
    }

    @Test
    @DisplayName("a program that answers with garbage")
    void garbage() throws Exception {
        CheckResult result = look(program("printf 'hello\\0' >&4", "sleep 1000"), Looks.AMPLE);

        assertThat(result.message()).isEqualTo("No browser answers");
    }

    @Test
    @DisplayName("a program that prints without end, as an answer and otherwise")
    void floods() throws Exception {
        CheckResult result = look(program("yes hello >&2 &", "yes hello >&4"), SHORT);

        assertThat(result.message()).isEqualTo("Browser does not answer");
    }

    @Test
    @DisplayName("a program that hangs up and goes on")
    void hangsUp() throws Exception {
        CheckResult result = look(program("exec 3<&- 4>&- >&- 2>&-", "sleep 1000"), Looks.AMPLE);

        assertThat(result.message()).isEqualTo("Browser closed its connection");
        assertThat(result.error()).isEqualTo("it still runs");
    }

    @Test
    @DisplayName("and whatever it is sees nothing of this process's environment that it does not need")
    void environment() throws Exception {
        Path seen = elsewhere.resolve("seen");

        look(program("env > " + seen), SHORT);

        Set<String> names = Files.readAllLines(seen).stream()
                .map(line -> line.replaceFirst("=.*", ""))
                .collect(Collectors.toSet());
        assertThat(names).contains("HOME", "TMPDIR").isSubsetOf(allowedNames());
    }

    private static Set<String> allowedNames() {
        Set<String> names = new java.util.HashSet<>(BrowserProcess.KEPT);
        // the shell's own are there in any case
        names.addAll(List.of("HOME", "TMPDIR", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "PWD", "OLDPWD", "SHLVL", "_"));
        return names;
    }
}
