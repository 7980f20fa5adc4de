package io.releaseconductor.checks.scripts;

import io.releaseconductor.check.Check;
import io.releaseconductor.config.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The scripts of a folder. What is wrong with it is noted. */
final class ScriptFolder {

    private static final String ALLOWED = "; allowed: a folder with executable files in it";

    /** Files are ordered by it, as {@code 10-} in {@code 10-queue.sh}. */
    private static final Pattern ORDER = Pattern.compile("^[0-9]+[-_]");

    private final ScriptOptions options;
    private final Path folder;
    private final String where;
    private final Problems problems;

    /**
     * Looks at nothing yet.
     *
     * @param where what messages begin with
     */
    ScriptFolder(ScriptOptions options, String where, Problems problems) {
        this.options = options;
        this.folder = options.folder().toAbsolutePath().normalize();
        this.where = where;
        this.problems = problems;
    }

    List<Check> checks() {
        if (!folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            problems.add(where + "scripts as checks need a POSIX system, such as Linux or macOS, and this is none");
            return List.of();
        }
        if (!Files.isDirectory(folder)) {
            problems.add(where + folder + (Files.exists(folder) ? " is no folder" : " is not there") + ALLOWED);
            return List.of();
        }
        Map<String, Path> byId = new LinkedHashMap<>();
        try {
            for (Path file : files()) {
                add(file, byId);
            }
        } catch (IOException e) {
            problems.add(where + folder + " cannot be read: " + e + ALLOWED);
            return List.of();
        }
        List<Check> checks = new ArrayList<>();
        byId.forEach((id, file) -> checks.add(new ScriptCheck(id, file, options)));
        return List.copyOf(checks);
    }

    private List<Path> files() throws IOException {
        List<Path> all;
        try (Stream<Path> entries = Files.list(folder)) {
            all = entries.filter(Files::isRegularFile)
                    .filter(file -> !name(file).startsWith(".") && !name(file).endsWith("~"))
                    .sorted()
                    .toList();
        }
        all.stream()
                .filter(file -> !Files.isExecutable(file) && ScriptFile.saysWhatRunsIt(file))
                .forEach(file ->
                        problems.warn(where + file + " is not executable, so it is no check; make it one with chmod +x,"
                                + " or move it into a sub-folder"));
        List<Path> executable = all.stream().filter(Files::isExecutable).toList();
        if (executable.isEmpty()) {
            problems.add(where + folder + " has no executable file in it" + ALLOWED);
        }
        return executable;
    }

    private void add(Path file, Map<String, Path> byId) {
        String id = id(name(file));
        if (!Check.isValidId(id)) {
            problems.add(where + file + " makes no id of a check: \"" + id
                    + "\"; allowed: a name that, in lower case and without " + "number before it and extension, has "
                    + Check.ALLOWED_IDS);
            return;
        }
        Path earlier = byId.putIfAbsent(id, file);
        if (earlier != null) {
            problems.add(where + file + " and " + earlier + " make the same id of a check: \"" + id
                    + "\"; allowed: names that differ in more than case, number before it and extension");
        }
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    private static String id(String file) {
        String name = ORDER.matcher(file).replaceFirst("").toLowerCase(Locale.ROOT);
        int extension = name.lastIndexOf('.');
        return extension < 0 ? name : name.substring(0, extension);
    }
}
