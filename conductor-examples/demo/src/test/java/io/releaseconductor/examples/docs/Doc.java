package io.releaseconductor.examples.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One page of the documentation, as lines of text outside and blocks of code inside fences. */
record Doc(Path root, Path file, List<String> text, List<Block> blocks) {

    private static final Pattern FENCE = Pattern.compile("( *)(`{3,})([a-zA-Z]*) *");

    /** A fenced block; the language is empty if none is given. */
    record Block(String language, List<String> lines) {

        @Override
        public String toString() {
            return String.join("\n", lines);
        }
    }

    /** README.md and all pages in docs, in the repository that this test is run in. */
    static List<Doc> all() {
        Path root = repository();
        try (Stream<Path> pages = Files.list(root.resolve("docs"))) {
            return Stream.concat(Stream.of(root.resolve("README.md")), pages.sorted())
                    .filter(file -> file.toString().endsWith(".md") && Files.exists(file))
                    .map(file -> read(root, file))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Doc page(String name) {
        Path root = repository();
        return read(root, root.resolve("docs").resolve(name));
    }

    static Path repository() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve("docs")) || !Files.isDirectory(folder.resolve("conductor-core"))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new IllegalStateException(
                        "there is no repository above " + Path.of("").toAbsolutePath());
            }
        }
        return folder;
    }

    private static Doc read(Path root, Path file) {
        List<String> text = new ArrayList<>();
        List<Block> blocks = new ArrayList<>();
        List<String> code = null;
        String language = "";
        String fence = "";
        for (String line : lines(file)) {
            var matcher = FENCE.matcher(line);
            if (code == null && matcher.matches()) {
                fence = matcher.group(2);
                language = matcher.group(3).toLowerCase(Locale.ROOT);
                code = new ArrayList<>();
            } else if (code != null && line.strip().equals(fence)) {
                blocks.add(new Block(language, List.copyOf(code)));
                code = null;
            } else {
                (code == null ? text : code).add(line);
            }
        }
        if (code != null) {
            throw new IllegalStateException(root.relativize(file) + ": a fence is not closed: " + fence + language);
        }
        return new Doc(root, file, List.copyOf(text), List.copyOf(blocks));
    }

    static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The blocks in one language. */
    List<Block> blocks(String language) {
        return blocks.stream().filter(b -> b.language.equals(language)).toList();
    }

    /** The cells of all rows of the tables under a heading, heads and rules left out. */
    List<List<String>> rowsUnder(String heading) {
        int from = text.indexOf(heading);
        if (from < 0) {
            throw new IllegalStateException(this + " has no heading \"" + heading + "\"");
        }
        return text.stream()
                .skip(from + 1L)
                .takeWhile(line -> !line.startsWith("## "))
                .filter(line -> line.startsWith("| `"))
                .map(line -> Stream.of(line.substring(1, line.lastIndexOf('|')).split("\\|"))
                        .map(String::strip)
                        .toList())
                .toList();
    }

    @Override
    public String toString() {
        return root.relativize(file).toString().replace('\\', '/');
    }
}
