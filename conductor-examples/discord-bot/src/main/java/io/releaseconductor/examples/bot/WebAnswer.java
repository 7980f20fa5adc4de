package io.releaseconductor.examples.bot;

import com.sun.net.httpserver.HttpExchange;
import java.util.function.Supplier;

/**
 * What is answered over HTTP.
 *
 * @param status its HTTP status
 * @param type its content type
 * @param body its body
 */
record WebAnswer(int status, String type, String body) {

    static WebAnswer text(int status, String body) {
        return new WebAnswer(status, "text/plain; charset=utf-8", body);
    }

    /** To a request that may read and nothing else. */
    static WebAnswer read(HttpExchange request, Supplier<WebAnswer> answer) {
        String method = request.getRequestMethod();
        return method.equals("GET") || method.equals("HEAD") ? answer.get() : text(405, "this is read with GET");
    }

    static WebAnswer json(int status, String body) {
        return new WebAnswer(status, "application/json", body);
    }
}
