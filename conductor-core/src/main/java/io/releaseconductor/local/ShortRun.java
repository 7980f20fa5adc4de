package io.releaseconductor.local;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A command that is run to its end while somebody waits. Its output goes through a file, so that what it leaves running holds nobody up. */
final class ShortRun {

    /** How much it may print, in bytes. */
    static final int MOST_PRINTED = 64 * 1024;

    private static final long PACE_MILLIS = 20;

    /**
     * How it ended.
     *
     * @param exit its exit code
     * @param line the first line that it printed and that is not blank; empty if there is none
     */
    record Ended(int exit, String line) {}

    /** It did not end by itself. The message says what it did, as the rest of a sentence about it. */
    static final class CutShortException extends Exception {

        private static final long serialVersionUID = 1L;

        private CutShortException(String message) {
            super(message, null, false, false);
        }
    }

    private ShortRun() {}

    /**
     * Runs it.
     *
     * @throws IOException if it cannot be started, or its output not be kept
     * @throws CutShortException if it took or printed too much; it was ended, with all that it had started
     * @throws InterruptedException if interrupted; it was ended likewise
     */
    static Ended of(ProcessBuilder builder, Duration limit)
            throws IOException, CutShortException, InterruptedException {
        Path output = Files.createTempFile("release-conductor-", ".out");
        try {
            Process process = builder.redirectInput(
                            Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(output.toFile())
                    .redirectError(Redirect.DISCARD)
                    .start();
            try {
                await(process, output, limit);
            } finally {
                end(process);
            }
            requireBounded(output);
            return new Ended(process.exitValue(), firstLine(output));
        } finally {
            Files.deleteIfExists(output);
        }
    }

    private static void await(Process process, Path output, Duration limit)
            throws IOException, CutShortException, InterruptedException {
        long start = System.nanoTime();
        while (!process.waitFor(PACE_MILLIS, TimeUnit.MILLISECONDS)) {
            requireBounded(output);
            if (System.nanoTime() - start > limit.toNanos()) {
                throw new CutShortException("gave no answer in time");
            }
        }
    }

    private static void requireBounded(Path output) throws IOException, CutShortException {
        if (Files.size(output) > MOST_PRINTED) {
            throw new CutShortException("printed more than " + MOST_PRINTED / 1024 + " kB");
        }
    }

    private static void end(Process process) {
        if (process.isAlive()) {
            List<ProcessHandle> started = process.descendants().toList();
            // first what could start more
            process.destroyForcibly();
            started.forEach(ProcessHandle::destroyForcibly);
        }
    }

    private static String firstLine(Path output) throws IOException {
        try (InputStream in = Files.newInputStream(output)) {
            String text = new String(in.readNBytes(MOST_PRINTED), StandardCharsets.UTF_8);
            return text.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
        }
    }
}
