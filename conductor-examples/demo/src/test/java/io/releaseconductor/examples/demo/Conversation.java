package io.releaseconductor.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.examples.demo.terminal.PlainTeletype;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A person at the demo, who looks, and types while something is in flight. */
final class Conversation implements AutoCloseable {

    private static final Duration STEP = Duration.ofMillis(20);
    private static final long PATIENCE_MINUTES = 2;

    private final Seen seen = new Seen();
    private final PipedOutputStream typed = new PipedOutputStream();
    private final CompletableFuture<Integer> exit;

    private Conversation(DemoOptions options) throws IOException {
        PipedInputStream input = new PipedInputStream(typed);
        this.exit = CompletableFuture.supplyAsync(
                () -> {
                    try (PrintStream out = new PrintStream(seen, true, StandardCharsets.UTF_8)) {
                        return DemoMain.run(options, new PlainTeletype(input, out, StandardCharsets.UTF_8), demo -> {});
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                task -> new Thread(task, "conversation").start());
    }

    static Conversation start(Path folder) throws IOException {
        return start(folder, Map.of());
    }

    static Conversation start(Path folder, Map<String, String> more) throws IOException {
        Map<String, String> variables = new HashMap<>(Transcript.GENEROUS);
        variables.putAll(more);
        variables.put("DEMO_STATE", folder.toString());
        return new Conversation(new DemoOptions(false, STEP, List.of(), variables, Duration.ofMinutes(1)));
    }

    void type(String line) throws IOException {
        typed.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        typed.flush();
    }

    /** Waits until texts have been printed in this order, after those that were waited for before. */
    void await(String... texts) throws InterruptedException {
        for (String text : texts) {
            seen.await(text);
        }
    }

    /** What a pattern finds first in all that has been printed. */
    String shown(String pattern) {
        Matcher found = Pattern.compile(pattern).matcher(seen.text());
        assertThat(found.find()).as(pattern).isTrue();
        return found.group();
    }

    /** Ends the input, and gives what the demo exits with. */
    int end() throws Exception {
        typed.close();
        return exit.get(PATIENCE_MINUTES, TimeUnit.MINUTES);
    }

    @Override
    public void close() throws IOException {
        typed.close();
    }

    private static final class Seen extends OutputStream {

        private final StringBuilder text = new StringBuilder();
        private int awaited;

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        /** Whole characters, as a print stream writes them. */
        @Override
        public synchronized void write(byte[] bytes, int offset, int length) {
            text.append(new String(bytes, offset, length, StandardCharsets.UTF_8));
            notifyAll();
        }

        synchronized String text() {
            return text.toString();
        }

        synchronized void await(String wanted) throws InterruptedException {
            long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(PATIENCE_MINUTES);
            int found = text.indexOf(wanted, awaited);
            while (found < 0 && System.nanoTime() < end) {
                TimeUnit.NANOSECONDS.timedWait(this, end - System.nanoTime());
                found = text.indexOf(wanted, awaited);
            }
            assertThat(found).as("\"%s\" in%n%s", wanted, text).isNotNegative();
            awaited = found + wanted.length();
        }
    }
}
