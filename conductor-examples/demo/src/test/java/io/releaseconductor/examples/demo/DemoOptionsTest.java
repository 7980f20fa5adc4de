package io.releaseconductor.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchIllegalArgumentException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The demo's arguments")
class DemoOptionsTest {

    @TempDir
    private Path directory;

    @Test
    @DisplayName("are not needed")
    void none() {
        DemoOptions options = DemoOptions.parse(List.of(), true, Map.of());

        assertThat(options.piped()).isTrue();
        assertThat(options.step()).isEqualTo(DemoOptions.DEFAULT_STEP);
        assertThat(options.plugins()).isEmpty();
        assertThat(options.visits()).isEqualTo(10);
    }

    @Test
    @DisplayName("say who types, how long steps take, which plug-ins there are and how many visits")
    void all() {
        DemoOptions options = DemoOptions.parse(
                List.of("--interactive", "--step-ms=50", "--plugin=" + directory, "--visits=100"), true, Map.of());

        assertThat(options.piped()).isFalse();
        assertThat(options.step()).isEqualTo(Duration.ofMillis(50));
        assertThat(options.plugins()).containsExactly(directory);
        assertThat(options.visits()).isEqualTo(100);
        assertThat(DemoOptions.parse(List.of("--visits=0"), true, Map.of()).visits())
                .isZero();
        assertThat(DemoOptions.parse(List.of("--piped"), false, Map.of()).piped())
                .isTrue();
    }

    @Test
    @DisplayName(
            "and variables say where all is kept: at home for a person, nowhere for a pipe, or where DEMO_STATE says")
    void state() {
        DemoOptions person = DemoOptions.parse(List.of("--interactive"), true, Map.of());
        DemoOptions pipe = DemoOptions.parse(List.of("--piped"), true, Map.of());
        Map<String, String> named = Map.of("DEMO_STATE", directory.toString());

        assertThat(person.state()).isEqualTo(Path.of(System.getProperty("user.home"), ".release-conductor", "demo"));
        assertThat(pipe.state()).isNull();
        assertThat(DemoOptions.parse(List.of("--piped"), true, Map.of("DEMO_STATE", " "))
                        .state())
                .isNull();
        assertThat(DemoOptions.parse(List.of("--interactive"), true, named).state())
                .isEqualTo(directory);
        assertThat(DemoOptions.parse(List.of("--piped"), true, named).state()).isEqualTo(directory);
    }

    @Test
    @DisplayName("that are wrong are named together with what is allowed, and with what may have been meant")
    void wrong() {
        assertThat(problems("--fast"))
                .isEqualTo("argument \"--fast\" is not allowed;"
                        + " allowed: --piped, --interactive, --step-ms=NUMBER, --plugin=JAR, --visits=NUMBER");
        assertThat(problems("--step-ms=soon")).contains("\"--step-ms=soon\" is not allowed");
        assertThat(problems("--visits=101"))
                .isEqualTo("argument \"--visits=101\" is not allowed; allowed: 0 to 100 a second");
        assertThat(problems("--visits=-1")).endsWith("; allowed: 0 to 100 a second");
        Path missing = directory.resolve("missing.jar");
        assertThat(problems("--pipd", "--steps-ms=20", "--plugin=" + missing).lines())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith("argument \"--pipd\"")
                                .endsWith("; did you mean \"--piped\"?"),
                        line -> assertThat(line).endsWith("; did you mean \"--step-ms=20\"?"),
                        line -> assertThat(line)
                                .isEqualTo("argument \"--plugin=" + missing
                                        + "\" is not allowed; allowed: a jar or directory that exists"));
    }

    private static String problems(String... arguments) {
        return catchIllegalArgumentException(() -> DemoOptions.parse(List.of(arguments), true, Map.of()))
                .getMessage();
    }
}
