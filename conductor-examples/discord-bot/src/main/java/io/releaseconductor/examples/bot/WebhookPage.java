package io.releaseconductor.examples.bot;

import com.sun.net.httpserver.HttpExchange;
import io.releaseconductor.github.GitHubWebhook;
import java.io.IOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes GitHub's deliveries.
 *
 * @param webhook what they go to; gives null while the bot is starting
 */
record WebhookPage(Supplier<@Nullable GitHubWebhook> webhook) implements WebPage {

    static final String PATH = "/github/webhook";

    private static final Logger LOG = LoggerFactory.getLogger(WebhookPage.class);

    @Override
    public WebAnswer answer(HttpExchange request) throws IOException {
        if (!request.getRequestMethod().equals("POST")) {
            return WebAnswer.text(405, "this is for GitHub's deliveries, which are sent with POST");
        }
        GitHubWebhook there = webhook.get();
        if (there == null) {
            return WebAnswer.text(503, "the bot is starting");
        }
        byte[] body = request.getRequestBody().readNBytes(GitHubWebhook.MAX_BODY_BYTES + 1);
        GitHubWebhook.Answer answer = there.receive(request.getRequestHeaders()::getFirst, body);
        if (answer.status() >= 400) {
            LOG.warn("A delivery was answered with {}: {}", answer.status(), answer.reason());
        }
        return WebAnswer.text(answer.status(), answer.reason());
    }
}
