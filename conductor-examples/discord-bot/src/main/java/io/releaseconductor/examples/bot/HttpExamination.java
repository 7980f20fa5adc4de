package io.releaseconductor.examples.bot;

import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;

/** Whether the bot's HTTP ports can be opened. */
record HttpExamination(BotSettings settings) implements Examination {

    @Override
    public String title() {
        return "HTTP";
    }

    @Override
    public Duration limit() {
        return Duration.ofSeconds(5);
    }

    @Override
    public void examine(Report report) {
        if (settings.http().good()) {
            settings.http().value().listeners().forEach(listener -> examine(listener, report));
        }
    }

    private void examine(HttpPart.Listener listener, Report report) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(listener.address());
            report.good("HTTP: " + listener.words() + " can be opened");
            boolean delivered = listener.equals(settings.http().value().listener());
            if (delivered && settings.github().value().webhookSecret() != null) {
                report.told(
                        "Whether GitHub reaches it is seen at the repository's settings, Webhooks, Recent deliveries");
            }
        } catch (IOException e) {
            report.doubtful(
                    "HTTP: " + listener.words() + " cannot be opened: " + e.getMessage(),
                    "fine if the bot is running; else see what else listens there, or set " + listener.variable());
        }
    }
}
