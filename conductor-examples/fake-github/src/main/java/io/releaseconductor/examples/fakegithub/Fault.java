package io.releaseconductor.examples.fakegithub;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import okio.Buffer;

/**
 * What goes wrong with one request.
 *
 * @param takesEffect whether the request is carried out nevertheless
 * @param unread whether the connection breaks before the request is read
 * @param answer makes the answer that is sent of the one that should have been
 */
public record Fault(boolean takesEffect, boolean unread, UnaryOperator<MockResponse> answer) {

    /** {@return the connection breaks before the request is read} */
    public static Fault dropUnread() {
        return new Fault(
                false,
                true,
                good -> new MockResponse.Builder()
                        .onRequestStart(new SocketEffect.CloseSocket())
                        .build());
    }

    /**
     * The connection breaks once the request is read.
     *
     * @param takesEffect whether it is carried out
     * @return the fault
     */
    public static Fault drop(boolean takesEffect) {
        return new Fault(
                takesEffect,
                false,
                good -> new MockResponse.Builder()
                        .onResponseStart(new SocketEffect.CloseSocket())
                        .build());
    }

    /**
     * Another answer instead.
     *
     * @param takesEffect whether the request is carried out
     * @param status the status of the answer
     * @param message its message
     * @param headers names and values of more headers
     * @return the fault
     */
    public static Fault answer(boolean takesEffect, int status, String message, String... headers) {
        MockResponse.Builder other = FakeGitHub.json(
                status,
                JsonNodeFactory.instance.objectNode().put("message", message).toString());
        for (int i = 0; i + 1 < headers.length; i += 2) {
            other.setHeader(headers[i], headers[i + 1]);
        }
        MockResponse answer = other.build();
        return new Fault(takesEffect, false, good -> answer);
    }

    /**
     * Not carried out, and answered by something on the way, with a page.
     *
     * @param status the status of the answer
     * @param title the page's title
     * @return the fault
     */
    public static Fault page(int status, String title) {
        return new Fault(
                false,
                false,
                good -> new MockResponse.Builder()
                        .code(status)
                        .setHeader("Content-Type", "text/html")
                        .body("<!DOCTYPE html><html><head><title>" + title + "</title></head></html>")
                        .build());
    }

    /** {@return carried out, and the answer breaks off in its middle} */
    public static Fault truncated() {
        return new Fault(
                true,
                false,
                good -> good.newBuilder()
                        .body("{\"workflow_run_id\": 1234567")
                        .setHeader("Content-Length", "4000")
                        .onResponseEnd(new SocketEffect.CloseSocket())
                        .build());
    }

    /** {@return carried out, and answered with a page that is no JSON} */
    public static Fault notJson() {
        return new Fault(
                true,
                false,
                good -> new MockResponse.Builder()
                        .code(200)
                        .setHeader("Content-Type", "text/html")
                        .body("<html>Sign in to the network</html>")
                        .build());
    }

    /**
     * Carried out, and answered late.
     *
     * @param delay how late
     * @return the fault
     */
    public static Fault late(Duration delay) {
        return new Fault(
                true,
                false,
                good -> good.newBuilder()
                        .headersDelay(delay.toMillis(), TimeUnit.MILLISECONDS)
                        .build());
    }

    /** {@return carried out, and answered by 204 without a word about the run} */
    public static Fault withoutName() {
        return new Fault(
                true, false, good -> new MockResponse.Builder().code(204).build());
    }

    /** {@return carried out and answered well, and the connection is closed afterwards without a word} */
    public static Fault closedAfterwards() {
        return new Fault(
                true,
                false,
                good -> good.newBuilder()
                        .onResponseEnd(new SocketEffect.CloseSocket())
                        .build());
    }

    /**
     * Carried out, and answered with another body.
     *
     * @param body the body
     * @return the fault
     */
    public static Fault otherBody(String body) {
        return new Fault(
                true,
                false,
                good -> good.newBuilder().body(new Buffer().writeUtf8(body)).build());
    }
}
