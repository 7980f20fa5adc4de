package io.releaseconductor.checks.browser;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Reads what a program prints, however much that is, and keeps the end of it. Thread-safe. */
final class LastWords {

    private static final int KEPT = 16_384;

    private final StringBuilder text = new StringBuilder();
    private final Thread reader;

    private LastWords(InputStream stream) {
        reader = new Thread(() -> read(stream), "browser-words");
        reader.setDaemon(true);
    }

    static LastWords of(InputStream stream) {
        LastWords words = new LastWords(stream);
        words.reader.start();
        return words;
    }

    private void read(InputStream stream) {
        byte[] bytes = new byte[KEPT];
        try (stream) {
            for (int n = stream.read(bytes); n >= 0; n = stream.read(bytes)) {
                add(new String(bytes, 0, n, StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            // the program is gone, and what it said is here
        }
    }

    private synchronized void add(String more) {
        text.append(more);
        text.delete(0, Math.max(0, text.length() - KEPT));
    }

    /** What was said, once all of it is read or the time is over. */
    String text(Deadline deadline) throws InterruptedException {
        reader.join(Math.max(1, deadline.millis()));
        synchronized (this) {
            return text.toString();
        }
    }
}
