package io.releaseconductor.examples.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** All sources that the build compiles and the documentation may show: the examples, and some modules' tests. */
final class Sources {

    private final List<List<String>> files = new ArrayList<>();

    Sources(Path root) {
        add(root.resolve("conductor-examples"));
        add(root.resolve("conductor-core/src/test"));
        add(root.resolve("conductor-testkit/src/test"));
        add(root.resolve("conductor-json/src/test"));
        add(root.resolve("conductor-discord/src/test"));
        add(root.resolve("conductor-redis/src/test"));
        add(root.resolve("conductor-jdbc/src/test"));
        add(root.resolve("conductor-micrometer/src/test"));
        add(root.resolve("conductor-spring-boot-starter/src/test"));
    }

    private void add(Path folder) {
        try (Stream<Path> paths = Files.walk(folder)) {
            paths.filter(Sources::isCompiled).map(Doc::lines).forEach(files::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Also what the outside project is built from; not the copies of it that a build leaves behind. */
    private static boolean isCompiled(Path path) {
        String name = path.toString().replace('\\', '/');
        return name.matches(".*/src/(main|test)/java/.*\\.java") && !name.contains("/target/");
    }

    int count() {
        return files.size();
    }

    /** Whether the lines stand somewhere one after the other, at whatever indentation. */
    boolean contain(List<String> snippet) {
        List<String> lines = trimmed(snippet);
        return !lines.isEmpty() && files.stream().anyMatch(file -> contains(file, lines));
    }

    private static boolean contains(List<String> file, List<String> snippet) {
        for (int start = 0; start + snippet.size() <= file.size(); start++) {
            if (trimmed(file.subList(start, start + snippet.size())).equals(snippet)) {
                return true;
            }
        }
        return false;
    }

    /** Without the indentation that all lines share, white space at the ends, and blank lines around. */
    static List<String> trimmed(List<String> lines) {
        int indent = lines.stream()
                .filter(line -> !line.isBlank())
                .mapToInt(line -> line.length() - line.stripLeading().length())
                .min()
                .orElse(0);
        List<String> trimmed = new ArrayList<>(lines.stream()
                .map(line -> line.isBlank() ? "" : line.substring(indent).stripTrailing())
                .toList());
        while (!trimmed.isEmpty() && trimmed.get(0).isEmpty()) {
            trimmed.remove(0);
        }
        while (!trimmed.isEmpty() && trimmed.get(trimmed.size() - 1).isEmpty()) {
            trimmed.remove(trimmed.size() - 1);
        }
        return trimmed;
    }
}
