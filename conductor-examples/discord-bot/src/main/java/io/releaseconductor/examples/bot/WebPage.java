package io.releaseconductor.examples.bot;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;

/** What is at one path of the bot's {@link HttpListener}. Called by several threads at once. */
@FunctionalInterface
interface WebPage {

    /**
     * Answers.
     *
     * @param request what was asked; is read here, and neither answered nor closed
     * @return the answer
     * @throws IOException if the request cannot be read to its end
     */
    WebAnswer answer(HttpExchange request) throws IOException;
}
