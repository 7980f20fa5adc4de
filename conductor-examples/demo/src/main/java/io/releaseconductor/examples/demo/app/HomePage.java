package io.releaseconductor.examples.demo.app;

import com.sun.net.httpserver.HttpExchange;

/** The homepage and its script. */
final class HomePage {

    private static final String CACHE = "public, max-age=60";

    private HomePage() {}

    static Answer page(HttpExchange exchange, Version version) {
        if (version.has(Fault.BROKEN_FRONTEND)) {
            return Answer.of(500, "text/html", "<!doctype html><title>Error</title><h1>Something went wrong</h1>");
        }
        String html = """
                <!doctype html>
                <html lang="en">
                <head>
                  <meta charset="utf-8">
                  <title>Small application</title>
                  <script src="/app.js" defer></script>
                </head>
                <body>
                  <h1>Small application</h1>
                  <p>This is version <b id="version">%s</b>.</p>
                </body>
                </html>
                """.formatted(version.name());
        return cached(Answer.of(200, "text/html", html), version);
    }

    static Answer script(Version version) {
        return cached(
                Answer.of(200, "text/javascript", "document.title += ' %s';%n".formatted(version.name())), version);
    }

    private static Answer cached(Answer answer, Version version) {
        return answer.with("Cache-Control", CACHE).with("ETag", "\"" + version.name() + "\"");
    }
}
