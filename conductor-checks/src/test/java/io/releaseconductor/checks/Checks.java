package io.releaseconductor.checks;

import io.releaseconductor.check.Check;
import io.releaseconductor.check.CheckContext;
import io.releaseconductor.check.CheckResult;
import io.releaseconductor.check.CheckStatus;
import io.releaseconductor.check.Finding;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Phase;
import io.releaseconductor.model.Strategy;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.Collectors;
import okhttp3.OkHttpClient;

/** Runs checks in tests. */
final class Checks {

    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    /** Generous, so that a busy machine makes no test fail; tests that are about a budget set their own. */
    static final Duration AMPLE = Duration.ofMinutes(1);

    private Checks() {}

    static FrontendOptions frontend(URI base) {
        return FrontendOptions.at(base).withMaxLatency(AMPLE);
    }

    static ApiOptions api(URI base) {
        return ApiOptions.at(base).withMaxLatency(AMPLE);
    }

    static SearchOptions search(URI base) {
        return SearchOptions.at(base).withBudgets(AMPLE, AMPLE);
    }

    static CheckResult run(FrontendOptions options) {
        return run(BuiltInCheckOptions.none().withFrontend(options));
    }

    static CheckResult run(ApiOptions options) {
        return run(BuiltInCheckOptions.none().withApi(options));
    }

    static CheckResult run(AuthOptions options) {
        return run(BuiltInCheckOptions.none().withAuth(options));
    }

    static CheckResult run(SearchOptions options) {
        return run(BuiltInCheckOptions.none().withSearch(options));
    }

    static CheckResult run(MediaOptions options) {
        return run(BuiltInCheckOptions.none().withMedia(options));
    }

    static CheckResult run(BuiltInCheckOptions options) {
        return run(options, SharedClient.get());
    }

    static CheckResult run(BuiltInCheckOptions options, OkHttpClient client) {
        Check check = BuiltInChecks.of(options, client, CLOCK).get(0);
        try {
            return check.run(context(check.timeLimit()));
        } catch (Exception e) {
            throw new AssertionError("a check answers, it does not throw", e);
        }
    }

    static CheckContext context(Duration timeLimit) {
        return new CheckContext(
                DeployId.of(Environment.STAGING, NOW),
                Environment.STAGING,
                Strategy.FULL,
                Phase.DEPLOY,
                null,
                timeLimit);
    }

    static Finding finding(CheckResult result, String name) {
        return result.findings().stream()
                .filter(f -> f.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no finding '" + name + "' in " + result.findings()));
    }

    static CheckStatus statusOf(CheckResult result, String finding) {
        return finding(result, finding).status();
    }

    /** All that people could ever see of a result. */
    static String everythingShown(CheckResult result) {
        return result.message() + "\n" + result.error() + "\n" + result.hint() + "\n" + result.link() + "\n"
                + result.findings().stream()
                        .map(f -> f.name() + " " + f.measured() + " " + f.expected())
                        .collect(Collectors.joining("\n"));
    }
}
