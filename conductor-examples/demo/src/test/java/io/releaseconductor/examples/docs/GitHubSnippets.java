package io.releaseconductor.examples.docs;

import com.sun.net.httpserver.HttpServer;
import io.releaseconductor.config.Problems;
import io.releaseconductor.config.Variables;
import io.releaseconductor.github.GitHubAuth;
import io.releaseconductor.github.GitHubOptions;
import io.releaseconductor.github.GitHubWebhook;
import io.releaseconductor.github.GitHubWorkflows;
import io.releaseconductor.github.WorkflowFile;
import io.releaseconductor.github.WorkflowInput;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Phase;
import io.releaseconductor.spi.WorkflowDispatcher;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;

/** What docs/github.md shows. */
final class GitHubSnippets {

    private GitHubSnippets() {}

    static WorkflowDispatcher wired() {
        Problems problems = new Problems();
        Variables variables = Variables.system();
        GitHubOptions options =
                GitHubOptions.fromVariables(variables, List.of(Environment.STAGING, Environment.PROD), problems);
        GitHubAuth auth = GitHubAuth.fromVariables(variables, problems);
        problems.throwIfAny();
        WorkflowDispatcher workflows = GitHubWorkflows.connect(options, auth, Clock.systemUTC());
        return workflows;
    }

    static GitHubOptions inCode() {
        GitHubOptions options = GitHubOptions.of("acme", "app")
                .withRef("release")
                .withWorkflow(
                        Environment.PROD,
                        Phase.DEPLOY,
                        WorkflowFile.of("backend-deploy.yml")
                                .declaring(WorkflowInput.VERSION)
                                .withFixedInput("region", "eu-west-1")
                                .echoingKey());
        return options;
    }

    static HttpServer listen(GitHubWebhook webhook, InetSocketAddress address) throws IOException {
        HttpServer server = HttpServer.create(address, 0);
        server.createContext("/github", exchange -> {
            try (exchange) {
                byte[] body = exchange.getRequestBody().readNBytes(GitHubWebhook.MAX_BODY_BYTES + 1);
                GitHubWebhook.Answer answer = webhook.receive(exchange.getRequestHeaders()::getFirst, body);
                byte[] reason = answer.reason().getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(answer.status(), reason.length);
                exchange.getResponseBody().write(reason);
            }
        });
        server.start();
        return server;
    }
}
