package io.releaseconductor.json;

import io.releaseconductor.deployment.HistoryEntry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The entries of exported history, one line after the other. */
final class HistoryLines implements Iterator<HistoryEntry> {

    private final BufferedReader from;
    private int line;
    private @Nullable String next;

    HistoryLines(BufferedReader from) {
        this.from = from;
    }

    @Override
    public boolean hasNext() {
        try {
            while (next == null || next.isBlank()) {
                next = from.readLine();
                line++;
                if (next == null) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException("history, line " + (line + 1) + ": cannot be read", e);
        }
    }

    @Override
    public HistoryEntry next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException();
        }
        String json = next;
        next = null;
        return Reading.of("history, line " + line + ", entry", json).read(HistoryWire::read);
    }
}
