package io.releaseconductor.examples.customcheck;

import io.releaseconductor.check.Check;
import io.releaseconductor.check.CheckContext;
import io.releaseconductor.check.CheckResult;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Is the version that was deployed the one that is served? A workflow can succeed and change nothing. */
final class VersionServedCheck implements Check {

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final URI page;
    private final @Nullable URI canary;

    VersionServedCheck(URI page, @Nullable URI canary) {
        this.page = page;
        this.canary = canary;
    }

    @Override
    public String id() {
        return "version";
    }

    @Override
    public Duration timeLimit() {
        return Duration.ofSeconds(5);
    }

    @Override
    public CheckResult run(CheckContext context) throws InterruptedException {
        String expected = context.version();
        if (expected == null) {
            return CheckResult.noData("It is not known which version was deployed");
        }
        URI asked = context.reachesEverything() || canary == null ? page : canary;
        // A little less than the limit, so that silence is told as what it is.
        Duration patience = context.timeLimit().multipliedBy(9).dividedBy(10);
        HttpResponse<String> response;
        try {
            response =
                    client.send(HttpRequest.newBuilder(asked).timeout(patience).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            return CheckResult.fail("Nothing answers").asUnanswered().withLink(asked);
        }
        if (response.statusCode() != 200) {
            return CheckResult.fail("Status " + response.statusCode()).withLink(asked);
        }
        String served = response.body().strip();
        if (!served.equals(expected) && asked.equals(page) && !context.reachesEverything()) {
            return CheckResult.noData("Only a part has " + expected + " yet");
        }
        return served.equals(expected)
                ? CheckResult.pass(expected + " is served")
                : CheckResult.fail("Another version is served")
                        .withError("Expected " + expected + ", but got " + served)
                        .withHint("Did the workflow restart the instances? Does a cache keep the old pages?")
                        .withLink(asked);
    }
}
