package io.releaseconductor.examples.demo.app;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;

/** One of the application's addresses. */
@FunctionalInterface
interface Endpoint {

    /**
     * Answers a request.
     *
     * @param exchange the request
     * @param version the version that is installed at this moment
     * @return the answer
     * @throws IOException if the request cannot be read
     */
    Answer answer(HttpExchange exchange, Version version) throws IOException;
}
