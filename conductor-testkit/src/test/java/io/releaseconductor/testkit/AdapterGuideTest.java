package io.releaseconductor.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The guide for authors of adapters")
class AdapterGuideTest {

    private static final Path DOCS = Path.of("..", "docs");
    private static final Path GUIDE = DOCS.resolve("writing-an-adapter.md");
    private static final Path EXAMPLES = Path.of("src", "test", "java", "com", "example", "ship");
    private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    @ParameterizedTest
    @ValueSource(strings = {"writing-an-adapter.md", "reliability.md"})
    @DisplayName("shows code only that is compiled and run with the tests")
    void shows_compiled_code(String page) throws IOException {
        List<String> shown = JAVA.matcher(Files.readString(DOCS.resolve(page)))
                .results()
                .map((MatchResult result) -> result.group(1))
                .toList();
        String compiled;
        try (Stream<Path> sources = Files.list(EXAMPLES)) {
            compiled = sources.sorted().map(AdapterGuideTest::read).reduce("", String::concat);
        }

        assertThat(shown)
                .isNotEmpty()
                .allSatisfy(snippet -> assertThat(compiled).contains(snippet.strip()));
    }

    @Test
    @DisplayName("names every contract of the kit")
    void names_every_contract() throws IOException {
        String guide = Files.readString(GUIDE);
        try (Stream<Path> sources = Files.list(Path.of("src", "main", "java", "io", "releaseconductor", "testkit"))) {
            assertThat(sources.map(source -> source.getFileName().toString())
                            .filter(name -> name.endsWith("Contract.java"))
                            .map(name -> name.replace(".java", "")))
                    .hasSize(11)
                    .allSatisfy(name -> assertThat(guide).contains("`" + name + "`"));
        }
    }

    private static String read(Path source) {
        try {
            return Files.readString(source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
