package io.releaseconductor.checks.scripts;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks why a file cannot be started, in better words than a system has, which would also run a file as a shell's that is none. */
final class ScriptFile {

    private static final int BEGINNING = 512;
    private static final String SHEBANG = "#!";
    private static final String BYTE_ORDER_MARK = "\u00EF\u00BB\u00BF";

    /** How programs begin: of Linux and the BSDs, and of macOS, for one machine or several. */
    private static final List<String> PROGRAMS =
            List.of("\u007FELF", "\u00CF\u00FA\u00ED\u00FE", "\u00CE\u00FA\u00ED\u00FE", "\u00CA\u00FE\u00BA\u00BE");

    /**
     * What is in the way.
     *
     * @param what the rest of a sentence about the file
     * @param hint what to do about it
     */
    record Obstacle(String what, String hint) {}

    private final Path file;
    private final String path;

    /**
     * A file.
     *
     * @param path where its commands are looked up
     */
    ScriptFile(Path file, String path) {
        this.file = file;
        this.path = path;
    }

    static boolean saysWhatRunsIt(Path file) {
        try {
            return beginning(file).startsWith(SHEBANG);
        } catch (IOException e) {
            return false;
        }
    }

    Optional<Obstacle> obstacle() {
        if (!Files.exists(file)) {
            return obstacle("is not there any more", "Put it back, or restart without it.");
        }
        if (!Files.isRegularFile(file) || !Files.isExecutable(file)) {
            return obstacle("is not executable", "Make it so: chmod +x " + file.getFileName());
        }
        try {
            return obstacle(beginning(file));
        } catch (IOException e) {
            // a program need not be readable, and of a script its interpreter will say so
            return Optional.empty();
        }
    }

    /** The first bytes, each as a character. */
    private static String beginning(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(BEGINNING), StandardCharsets.ISO_8859_1);
        }
    }

    private Optional<Obstacle> obstacle(String beginning) {
        if (beginning.startsWith(BYTE_ORDER_MARK)) {
            return obstacle(
                    "begins with a byte order mark, before which no system sees #!", "Save it as UTF-8 without one.");
        }
        if (beginning.startsWith(SHEBANG)) {
            String line = beginning.substring(SHEBANG.length()).split("\n", 2)[0];
            return line.endsWith("\r")
                    ? obstacle("has the line ends of Windows", "Save it with those of Unix.")
                    : interpreter(line.strip());
        }
        return PROGRAMS.stream().anyMatch(beginning::startsWith)
                ? Optional.empty()
                : obstacle(
                        "does not say what runs it, and is no program itself",
                        "Begin it with a line such as #!/bin/sh or #!/usr/bin/env python3");
    }

    private Optional<Obstacle> interpreter(String line) {
        String[] words = line.split("\\s+", -1);
        Path interpreter = file.resolveSibling(words[0]);
        if (words[0].isEmpty() || !isProgram(interpreter)) {
            return obstacle(
                    "is run by \"" + words[0] + "\", as its first line says, which is no program here",
                    "Install it, or name another one in the first line.");
        }
        if (!interpreter.endsWith("env")) {
            return Optional.empty();
        }
        return Stream.of(words)
                .skip(1)
                .filter(word -> !word.startsWith("-") && !word.contains("="))
                .findFirst()
                .filter(program -> !isFound(program))
                .flatMap(program -> obstacle(
                        "is run by \"" + program + "\", as its first line says, which is not in " + path,
                        "Install it, or name its whole path in the first line."));
    }

    private boolean isFound(String program) {
        return program.contains("/")
                || Stream.of(path.split(File.pathSeparator))
                        .anyMatch(
                                folder -> isProgram(file.resolveSibling(folder).resolve(program)));
    }

    private static boolean isProgram(Path place) {
        return Files.isRegularFile(place) && Files.isExecutable(place);
    }

    private static Optional<Obstacle> obstacle(String what, String hint) {
        return Optional.of(new Obstacle(what, hint));
    }
}
