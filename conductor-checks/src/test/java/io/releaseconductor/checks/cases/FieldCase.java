package io.releaseconductor.checks.cases;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An application as it is met in the field, and what a check has to say of it, read from a file: lines {@code key: value}, where a
 * key may repeat and {@code #} begins a remark, then a block for each answer that begins with {@code --- METHOD /path status}.
 * In a block stand headers, an empty line, and the body. A path that begins with {@code other:} is one of another origin.
 *
 * @param name the file's name without its ending
 * @param headers the lines before the first block
 * @param answers what the application answers
 */
record FieldCase(String name, Map<String, List<String>> headers, List<Answer> answers) {

    private static final String BLOCK = "--- ";
    private static final Map<String, String> CHECK_BY_FOLDER =
            Map.of("health", "api", "login", "auth", "frontend", "frontend", "search", "search", "media", "media");

    /**
     * One answer.
     *
     * @param method the method that it is for
     * @param path the path that it is for, perhaps with {@code other:} before it
     * @param status the status
     * @param text headers, an empty line and the body, not filled in yet
     */
    record Answer(String method, String path, int status, String text) {}

    static FieldCase read(Path file) {
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, List<String>> headers = new LinkedHashMap<>();
        List<Answer> answers = new ArrayList<>();
        String[] parts = ("\n" + text).split("\n" + BLOCK, -1);
        for (String line : parts[0].strip().split("\n", -1)) {
            int colon = line.indexOf(':');
            if (!line.isBlank() && !line.startsWith("#")) {
                headers.computeIfAbsent(line.substring(0, colon).strip(), k -> new ArrayList<>())
                        .add(line.substring(colon + 1).strip());
            }
        }
        for (int i = 1; i < parts.length; i++) {
            int end = parts[i].indexOf('\n');
            String[] head =
                    (end < 0 ? parts[i] : parts[i].substring(0, end)).strip().split(" ", -1);
            if (head.length == 3) {
                answers.add(new Answer(
                        head[0], head[1], Integer.parseInt(head[2]), end < 0 ? "" : parts[i].substring(end + 1)));
            }
        }
        String name = file.getFileName().toString().replaceFirst("\\.case$", "");
        String folder = file.toAbsolutePath().getParent().getFileName().toString();
        headers.computeIfAbsent("check", k -> List.of(CHECK_BY_FOLDER.getOrDefault(folder, "api")));
        return new FieldCase(name, headers, answers);
    }

    List<String> all(String key) {
        return headers.getOrDefault(key, List.of());
    }

    String one(String key) {
        List<String> values = all(key);
        if (values.size() != 1) {
            throw new AssertionError(name + ": '" + key + "' is there " + values.size() + " times; wanted: once");
        }
        return values.get(0);
    }

    /** Whether it is an application over HTTP, and not a story or a text. */
    boolean isApplication() {
        return !headers.containsKey("world");
    }

    @Override
    public String toString() {
        return name;
    }
}
