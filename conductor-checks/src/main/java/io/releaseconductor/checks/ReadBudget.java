package io.releaseconductor.checks;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/**
 * How much a thread may still read from the network for one answer. What is read of a body is bounded without it; this bounds what
 * is around it, such as the marks between chunks, which may be made to last for ever. An answer over HTTP/1 is read by the thread
 * that asked; one over HTTP/2 is not, and is bounded by its windows.
 */
final class ReadBudget {

    private static final ThreadLocal<@Nullable Long> LEFT = new ThreadLocal<>();

    /** More was sent than any answer of this size needs. */
    static final class ExceededException extends IOException {

        private static final long serialVersionUID = 1L;

        private ExceededException() {
            super("more was sent than an answer needs");
        }
    }

    private ReadBudget() {}

    /** For a body of so many bytes in the smallest of pieces, and what comes before it. */
    static long forBody(int bytes) {
        return 8L * bytes + 1024 * 1024;
    }

    static void set(long bytes) {
        LEFT.set(bytes);
    }

    static void clear() {
        LEFT.remove();
    }

    private static void spend(int bytes) throws IOException {
        Long left = LEFT.get();
        if (left == null || bytes <= 0) {
            return;
        }
        LEFT.set(left - bytes);
        if (left < bytes) {
            throw new ExceededException();
        }
    }

    /** A socket of which no more is read than the budget of the thread that reads. */
    static class BudgetedSocket extends Socket {

        @Override
        public InputStream getInputStream() throws IOException {
            return new FilterInputStream(super.getInputStream()) {
                @Override
                public int read() throws IOException {
                    int read = super.read();
                    spend(read < 0 ? 0 : 1);
                    return read;
                }

                @Override
                public int read(byte[] bytes, int offset, int length) throws IOException {
                    int read = super.read(bytes, offset, length);
                    spend(read);
                    return read;
                }
            };
        }
    }
}
