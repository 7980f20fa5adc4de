package io.releaseconductor.examples.bot;

import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;

/** Whether the port for GitHub's deliveries can be opened. */
record WebhookExamination(BotSettings settings) implements Examination {

    @Override
    public String title() {
        return "Webhook";
    }

    @Override
    public Duration limit() {
        return Duration.ofSeconds(5);
    }

    @Override
    public void examine(Report report) {
        GitHubPart.Webhook webhook = settings.github().value().webhook();
        if (webhook == null) {
            return;
        }
        try (ServerSocket socket = new ServerSocket(webhook.port())) {
            report.good("Port " + socket.getLocalPort() + " can be opened");
            report.told("Whether GitHub reaches it is seen at the repository's settings, Webhooks, Recent deliveries");
        } catch (IOException e) {
            report.doubtful(
                    "Port " + webhook.port() + " cannot be opened: " + e.getMessage(),
                    "fine if the bot is running; else see what else listens there, or set SHIP_WEBHOOK_PORT");
        }
    }
}
