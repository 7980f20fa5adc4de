package io.releaseconductor.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
        DemoOptions options = DemoOptions.parse(List.of(), true);

        assertThat(options.piped()).isTrue();
        assertThat(options.step()).isEqualTo(DemoOptions.DEFAULT_STEP);
        assertThat(options.plugins()).isEmpty();
    }

    @Test
    @DisplayName("say who types, how long steps take and which plug-ins there are")
    void all() {
        DemoOptions options =
                DemoOptions.parse(List.of("--interactive", "--step-ms=50", "--plugin=" + directory), true);

        assertThat(options.piped()).isFalse();
        assertThat(options.step()).isEqualTo(Duration.ofMillis(50));
        assertThat(options.plugins()).containsExactly(directory);
        assertThat(DemoOptions.parse(List.of("--piped"), false).piped()).isTrue();
    }

    @Test
    @DisplayName(
            "and variables say where all is kept: at home for a person, nowhere for a pipe, or where DEMO_STATE says")
    void state() {
        DemoOptions person = DemoOptions.parse(List.of("--interactive"), true);
        DemoOptions pipe = DemoOptions.parse(List.of("--piped"), true);
        Map<String, String> named = Map.of("DEMO_STATE", directory.toString());

        assertThat(person.state()).isEqualTo(Path.of(System.getProperty("user.home"), ".release-conductor", "demo"));
        assertThat(pipe.state()).isNull();
        assertThat(pipe.in(Map.of("DEMO_STATE", " ")).state()).isNull();
        assertThat(person.in(named).state()).isEqualTo(directory);
        assertThat(pipe.in(named).state()).isEqualTo(directory);
    }

    @Test
    @DisplayName("that are wrong are named together with what is allowed")
    void wrong() {
        assertThatThrownBy(() -> DemoOptions.parse(List.of("--fast"), true))
                .hasMessage("argument \"--fast\" is not allowed;"
                        + " allowed: --piped, --interactive, --step-ms=NUMBER, --plugin=JAR");
        assertThatThrownBy(() -> DemoOptions.parse(List.of("--step-ms=soon"), true))
                .hasMessageContaining("\"--step-ms=soon\" is not allowed");
        Path missing = directory.resolve("missing.jar");
        assertThatThrownBy(() -> DemoOptions.parse(List.of("--plugin=" + missing), true))
                .hasMessageContaining("allowed: a jar or directory that exists");
    }
}
