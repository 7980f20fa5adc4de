package io.releaseconductor.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.check.CheckProvider;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A check plug-in")
class CustomCheckTest {

    private static final String PROVIDER = "io.releaseconductor.examples.customcheck.VersionChecks";

    @Test
    @DisplayName("is not there unless it is asked for")
    void notThere() {
        assertThat(providers(getClass().getClassLoader())).isNotEmpty().doesNotContain(PROVIDER);
    }

    @Test
    @DisplayName("is found in its jar through its service file")
    void found() throws IOException {
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {plugin().toUri().toURL()}, getClass().getClassLoader())) {
            assertThat(providers(loader)).contains(PROVIDER);
        }
    }

    @Test
    @DisplayName("is run as a sixth check, listed last")
    void run() throws Exception {
        Transcript transcript =
                Transcript.of(List.of(plugin()), "/ship env:staging strategy:full", "rollback", "details");

        assertThat(transcript.exit()).isZero();
        assertThat(transcript.after("/ship env:staging strategy:full"))
                .containsSubsequence(
                        "✅ Media: Presign working", "✅ Version: v2 is served", "Overall: 6/6 checks passed");
        assertThat(transcript.after("details")).contains("✅ Version: v1 is served");
    }

    private static List<String> providers(ClassLoader loader) {
        return ServiceLoader.load(CheckProvider.class, loader).stream()
                .map(provider -> provider.type().getName())
                .toList();
    }

    /** The jar that the module next door packs, or what goes into it where that is not packed yet ({@code mvn test}). */
    private static Path plugin() throws IOException {
        Path target =
                Path.of("").toAbsolutePath().resolveSibling("custom-check").resolve("target");
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(file ->
                            file.getFileName().toString().matches("conductor-example-custom-check-[0-9].*\\.jar"))
                    .filter(file -> !file.getFileName().toString().matches(".*-(sources|javadoc|tests)\\.jar"))
                    .findFirst()
                    .orElse(target.resolve("classes"));
        }
    }
}
