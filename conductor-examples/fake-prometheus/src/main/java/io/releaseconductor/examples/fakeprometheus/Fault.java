package io.releaseconductor.examples.fakeprometheus;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import okio.Buffer;

/** What goes wrong with one answer: makes the one that is sent of the one that should have been. */
@FunctionalInterface
public interface Fault {

    /**
     * Spoils an answer.
     *
     * @param good as it should have been
     * @return what is sent
     */
    MockResponse spoil(MockResponse good);

    /** {@return the connection breaks before anything is answered} */
    static Fault drop() {
        return good -> new MockResponse.Builder()
                .onResponseStart(new SocketEffect.CloseSocket())
                .build();
    }

    /**
     * Another status, with a body of Prometheus's form.
     *
     * @param status the status
     * @param message what it says
     * @param headers names and values of more headers
     * @return the fault
     */
    static Fault answer(int status, String message, String... headers) {
        MockResponse.Builder other = FakePrometheus.json(
                status, "{\"status\":\"error\",\"errorType\":\"unavailable\",\"error\":\"" + message + "\"}");
        for (int i = 0; i + 1 < headers.length; i += 2) {
            other.setHeader(headers[i], headers[i + 1]);
        }
        MockResponse answer = other.build();
        return good -> answer;
    }

    /** {@return a page to log in, with status 200} */
    static Fault page() {
        return good -> new MockResponse.Builder()
                .code(200)
                .setHeader("Content-Type", "text/html; charset=utf-8")
                .body("<!DOCTYPE html><title>Sign in</title>")
                .build();
    }

    /**
     * The answer ends early, and says that it is whole.
     *
     * @param share how much of it is sent, from 0 to below 1
     * @return the fault
     */
    static Fault truncated(double share) {
        return body(text -> text.substring(0, (int) (text.length() * share)));
    }

    /**
     * The connection breaks in the middle of the answer.
     *
     * @return the fault
     */
    static Fault brokenOff() {
        return good -> {
            byte[] bytes = bytes(good);
            return good.newBuilder()
                    .body(new Buffer().write(Arrays.copyOf(bytes, bytes.length / 2)))
                    .setHeader("Content-Length", bytes.length)
                    .onResponseEnd(new SocketEffect.CloseSocket())
                    .build();
        };
    }

    /**
     * An answer that is true but not all, as Thanos and Mimir give it.
     *
     * @param warning what they say
     * @return the fault
     */
    static Fault warning(String warning) {
        return body(text -> text.substring(0, text.length() - 1) + ",\"warnings\":[\"" + warning + "\"]}");
    }

    /**
     * Another body.
     *
     * @param change makes it of the right one
     * @return the fault
     */
    static Fault body(UnaryOperator<String> change) {
        return good -> good.newBuilder()
                .body(change.apply(new String(bytes(good), StandardCharsets.UTF_8)))
                .build();
    }

    /**
     * The answer comes late.
     *
     * @param delay how late
     * @return the fault
     */
    static Fault late(Duration delay) {
        return good -> good.newBuilder()
                .headersDelay(delay.toMillis(), TimeUnit.MILLISECONDS)
                .build();
    }

    private static byte[] bytes(MockResponse answer) {
        Buffer buffer = new Buffer();
        try {
            if (answer.getBody() != null) {
                answer.getBody().writeTo(buffer);
            }
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return buffer.readByteArray();
    }
}
