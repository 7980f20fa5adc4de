package io.releaseconductor.checks.browser;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Finds the browser's executable. */
final class BrowserBinary {

    static final String HOW_TO_GET_ONE =
            "Install one where the conductor runs, such as with \"apt-get install chromium\" on Debian, or name it with SHIP_BROWSER_PATH.";

    private static final List<String> NAMES = List.of(
            "chromium",
            "chromium-browser",
            "google-chrome",
            "google-chrome-stable",
            "chromium-headless-shell",
            "chrome-headless-shell");

    private static final List<Path> ELSEWHERE = List.of(
            Path.of("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
            Path.of("/Applications/Chromium.app/Contents/MacOS/Chromium"));

    private BrowserBinary() {}

    /**
     * Finds it.
     *
     * @param named where it is said to be; null to look for it
     * @param path the folders to look in
     * @throws NoLookException if there is none
     */
    static Path find(@Nullable Path named, List<Path> path) throws NoLookException {
        if (named != null) {
            if (isExecutable(named)) {
                return named;
            }
            throw new NoLookException(
                    "No browser at SHIP_BROWSER_PATH",
                    "Set SHIP_BROWSER_PATH to the executable of Chromium or Chrome, or take it away to have one looked for.",
                    named + (Files.exists(named) ? " is not an executable file" : " is not there"));
        }
        for (String name : NAMES) {
            for (Path folder : path) {
                if (isExecutable(folder.resolve(name))) {
                    return folder.resolve(name);
                }
            }
        }
        return ELSEWHERE.stream()
                .filter(BrowserBinary::isExecutable)
                .findFirst()
                .orElseThrow(() -> new NoLookException(
                        "No browser found", HOW_TO_GET_ONE, "Not on the PATH: " + String.join(", ", NAMES)));
    }

    private static boolean isExecutable(Path file) {
        return Files.isRegularFile(file) && Files.isExecutable(file);
    }

    /** {@return the folders in which this process looks for programs} */
    static List<Path> path() {
        String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
        return Arrays.stream(path.split(File.pathSeparator))
                .filter(folder -> folder.startsWith("/"))
                .map(Path::of)
                .toList();
    }
}
