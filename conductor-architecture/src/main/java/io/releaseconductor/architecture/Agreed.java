package io.releaseconductor.architecture;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What a module leaves to the rest on purpose: for each sealed type a line with its variants and one for each such place. */
final class Agreed {

    static final String FILE = "sealed-types.txt";

    private final Map<String, List<String>> lines = new TreeMap<>();

    Agreed(String text) {
        List<String> about = null;
        for (String line : text.lines().toList()) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (!Character.isWhitespace(line.charAt(0)) && line.contains(":")) {
                about = new ArrayList<>();
                lines.put(line.substring(0, line.indexOf(':')), about);
            } else if (!line.startsWith("    ") || about == null) {
                throw new IllegalArgumentException(FILE + ": \"" + line
                        + "\"; allowed: a type, a colon and its variants, and below it, indented, places");
            }
            about.add(line.stripTrailing());
        }
    }

    /** Nothing, if the module whose tests run has no such file. */
    static Agreed byTheModule() {
        try (InputStream in = Agreed.class.getResourceAsStream("/" + FILE)) {
            return new Agreed(in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The lines about a type, the one with its variants first; none if nothing is agreed. */
    List<String> about(String type) {
        return lines.getOrDefault(type, List.of());
    }

    Set<String> types() {
        return lines.keySet();
    }
}
