package io.releaseconductor.examples.cases;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Something that is met in the field and what is right, read from a file: lines {@code key: value}, where a key may repeat and
 * {@code #} begins a remark, then blocks, of which each begins with a line {@code --- title}.
 *
 * @param name the file's name without its ending
 * @param headers the lines before the first block
 * @param blocks the blocks in order
 */
record CaseFile(String name, Map<String, List<String>> headers, List<Block> blocks) {

    private static final String ENDING = ".case";
    private static final String MARK = "--- ";
    private static final Path OWN = Path.of("src", "test", "resources", "cases");

    /**
     * A block.
     *
     * @param title what stands behind the dashes
     * @param text the lines below, each with its line break
     */
    record Block(String title, String text) {}

    /**
     * The cases of one world.
     *
     * @param world which
     * @return those of the project, or of the folder that {@code -Dcases=FOLDER} names
     */
    static Stream<CaseFile> of(String world) throws IOException {
        Path folder = Path.of(System.getProperty("cases", OWN.toString()));
        try (Stream<Path> files = Files.walk(folder)) {
            return files
                    .filter(f -> f.toString().endsWith(ENDING))
                    .sorted()
                    .map(CaseFile::read)
                    .filter(f -> f.all("world").contains(world))
                    .toList()
                    .stream();
        }
    }

    private static CaseFile read(Path file) {
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, List<String>> headers = new LinkedHashMap<>();
        String[] parts = ("\n" + text).split("\n" + MARK, -1);
        for (String line : parts[0].split("\n", -1)) {
            int colon = line.indexOf(':');
            if (!line.isBlank() && !line.startsWith("#")) {
                // what is typed counts to the last character, seen or not
                String value = line.substring(colon + 1);
                headers.computeIfAbsent(line.substring(0, colon), k -> new ArrayList<>())
                        .add(value.startsWith(" ") ? value.substring(1) : value);
            }
        }
        List<Block> blocks = new ArrayList<>();
        for (int i = 1; i < parts.length; i++) {
            int end = parts[i].indexOf('\n');
            blocks.add(
                    end < 0
                            ? new Block(parts[i].strip(), "")
                            : new Block(parts[i].substring(0, end).strip(), parts[i].substring(end + 1)));
        }
        String name = file.getFileName().toString();
        return new CaseFile(name.substring(0, name.length() - ENDING.length()), headers, blocks);
    }

    List<String> all(String key) {
        return headers.getOrDefault(key, List.of());
    }

    Optional<String> one(String key) {
        List<String> values = all(key);
        if (values.size() > 1) {
            throw new AssertionError(name + ": '" + key + "' is there " + values.size() + " times; wanted: once");
        }
        return values.stream().findFirst();
    }

    boolean has(String setting) {
        return all("set").contains(setting);
    }

    /** What follows the first word of the settings that begin with it. */
    List<String> settings(String word) {
        return all("set").stream()
                .filter(setting -> setting.startsWith(word + " "))
                .map(setting -> setting.substring(word.length() + 1))
                .toList();
    }

    boolean hasLocale() {
        return one("locale").isPresent();
    }

    /** Runs something in a JVM that speaks as the case says. */
    void inItsLocale(Runnable something) {
        Locale before = Locale.getDefault();
        one("locale").map(Locale::forLanguageTag).ifPresent(Locale::setDefault);
        try {
            something.run();
        } finally {
            Locale.setDefault(before);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
