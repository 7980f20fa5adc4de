package io.releaseconductor.spring;

import io.releaseconductor.github.GitHubWebhook;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** Where GitHub's deliveries are taken by the application's own web server. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass({GitHubWebhook.class, RouterFunction.class})
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnBean(GitHubWebhook.class)
class GitHubWebhookRoute {

    private static final MediaType TEXT = new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8);

    private static final Logger LOG = LoggerFactory.getLogger(GitHubWebhookRoute.class);

    @Bean
    RouterFunction<ServerResponse> releaseConductorWebhookRoute(
            GitHubWebhook webhook, ReleaseConductorProperties properties) {
        return RouterFunctions.route()
                .POST(properties.github().webhookPath(), request -> answer(webhook, request))
                .build();
    }

    private static ServerResponse answer(GitHubWebhook webhook, ServerRequest request) throws IOException {
        byte[] body = request.servletRequest().getInputStream().readNBytes(GitHubWebhook.MAX_BODY_BYTES + 1);
        GitHubWebhook.Answer answer = webhook.receive(request.headers()::firstHeader, body);
        if (answer.status() >= 400) {
            LOG.warn("A delivery was answered with {}: {}", answer.status(), answer.reason());
        }
        return ServerResponse.status(answer.status()).contentType(TEXT).body(answer.reason());
    }
}
