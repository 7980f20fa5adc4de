package io.releaseconductor.examples.demo.workflows;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The page of each run: its state and its log, as plain text. */
final class RunPages implements HttpHandler {

    private static final Pattern PATH = Pattern.compile("/runs/([1-9][0-9]{0,8})");

    private final Function<String, RunFiles> files;

    RunPages(Function<String, RunFiles> files) {
        this.files = files;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Optional<String> page = page(exchange.getRequestURI().getPath());
            byte[] body = page.orElse("There is no such run.\n").getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
            exchange.sendResponseHeaders(page.isPresent() ? 200 : 404, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private Optional<String> page(String path) throws IOException {
        Matcher matcher = PATH.matcher(path);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        RunFiles run = files.apply(matcher.group(1));
        Optional<RunState> state = run.state();
        if (state.isEmpty()) {
            return Optional.empty();
        }
        String log = Files.exists(run.log()) ? Files.readString(run.log()) : "";
        return Optional.of("Run " + matcher.group(1) + ": " + state.get().status() + " "
                + state.get().conclusion() + "\n\n" + log);
    }
}
