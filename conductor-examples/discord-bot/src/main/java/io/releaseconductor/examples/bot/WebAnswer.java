package io.releaseconductor.examples.bot;

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

    static WebAnswer json(int status, String body) {
        return new WebAnswer(status, "application/json", body);
    }
}
