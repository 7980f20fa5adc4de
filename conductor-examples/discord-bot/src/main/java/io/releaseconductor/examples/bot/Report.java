package io.releaseconductor.examples.bot;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one examination found, line by line, without secrets. Thread-safe: an examination that hangs is reported as it stands. */
final class Report {

    private final Redaction redaction;
    private final List<Line> lines = new ArrayList<>();
    private boolean closed;

    /**
     * One line.
     *
     * @param mark how it came out
     * @param text what was found
     * @param mend how to mend it, or null
     */
    record Line(Mark mark, String text, @Nullable String mend) {

        /** The shape in which it is printed. */
        @Override
        public String toString() {
            return "  " + mark + " " + text + (mend == null ? "" : "\n      → " + mend);
        }
    }

    Report(Redaction redaction) {
        this.redaction = redaction;
    }

    void good(String text) {
        add(Mark.GOOD, text, null);
    }

    void told(String text) {
        add(Mark.TOLD, text, null);
    }

    void doubtful(String text, @Nullable String mend) {
        add(Mark.DOUBTFUL, text, mend);
    }

    void bad(String text, @Nullable String mend) {
        add(Mark.BAD, text, mend);
    }

    private synchronized void add(Mark mark, String text, @Nullable String mend) {
        if (!closed) {
            lines.add(new Line(mark, redaction.of(text), mend == null ? null : redaction.of(mend)));
        }
    }

    /** {@return the lines so far; what comes later is dropped} */
    synchronized List<Line> close() {
        closed = true;
        return List.copyOf(lines);
    }
}
