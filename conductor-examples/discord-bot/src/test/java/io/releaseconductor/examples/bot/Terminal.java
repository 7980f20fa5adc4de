package io.releaseconductor.examples.bot;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Where somebody starts the bot with arguments, and reads what it prints. */
final class Terminal {

    private final Map<String, String> environment;
    private int exit;

    Terminal(Map<String, String> environment) {
        this.environment = environment;
    }

    /** {@return all that is printed until it ends} */
    String run(String... args) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        exit = BotMain.run(List.of(args), environment, new PrintStream(bytes, true, StandardCharsets.UTF_8));
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** {@return how the last one ended} */
    int exit() {
        return exit;
    }
}
