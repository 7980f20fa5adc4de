package io.releaseconductor.examples.bot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("What the pages have for a shell can be pasted as it stands:")
class ShellSnippetsTest {

    private static final Path SHELL = Path.of("/bin/sh");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^( *)```sh\\n(.*?)^ *```");
    private static final Pattern SET = Pattern.compile("(?m)^ *export ([A-Z_]+)=(.*)$");

    /** A variable that no program started afterwards would see. */
    private static final Pattern LOST = Pattern.compile("(?m)^ *[A-Z_]+=\\S*$");

    record Snippet(String page, String text) {
        @Override
        public String toString() {
            return page + ": " + text.lines().findFirst().orElse("");
        }
    }

    static List<Snippet> snippets() {
        List<Path> pages = new ArrayList<>(List.of(Pages.root().resolve("README.md")));
        try (Stream<Path> docs = Files.list(Pages.root().resolve("docs"))) {
            docs.filter(page -> page.toString().endsWith(".md")).sorted().forEach(pages::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return pages.stream()
                .flatMap(page -> BLOCK.matcher(text(page))
                        .results()
                        .map(block -> new Snippet(page.getFileName().toString(), block.group(2))))
                .toList();
    }

    private static String text(Path page) {
        try {
            return Files.readString(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String run(String script, String... options) throws IOException, InterruptedException {
        Assumptions.assumeTrue(Files.isExecutable(SHELL), SHELL + " is not on this machine");
        List<String> command =
                Stream.concat(Stream.of(SHELL.toString()), Stream.of(options)).collect(Collectors.toList());
        Process shell = new ProcessBuilder(command).redirectErrorStream(true).start();
        shell.getOutputStream().write(script.getBytes(StandardCharsets.UTF_8));
        shell.getOutputStream().close();
        String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).as(said).isZero();
        return said;
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("a shell understands it, and what is set reaches the program")
    @MethodSource("snippets")
    void pasted(Snippet snippet) throws IOException, InterruptedException {
        run(snippet.text(), "-n");
        if (!snippet.text().startsWith("#!")) {
            assertThat(LOST.matcher(snippet.text()).find()).as(snippet.text()).isFalse();
        }
        Map<String, String> meant = new TreeMap<>();
        Matcher set = SET.matcher(snippet.text());
        StringBuilder script = new StringBuilder();
        while (set.find()) {
            meant.put(set.group(1), set.group(2).replaceAll("^'(.*)'$", "$1"));
            script.append(set.group()).append('\n');
        }
        String seen = run(script + "env\n");
        meant.forEach((name, value) -> assertThat(seen.lines()).contains(name + "=" + value));
    }
}
