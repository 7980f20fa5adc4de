package io.releaseconductor.examples.demo;

import io.releaseconductor.check.Check;
import io.releaseconductor.check.CheckCatalog;
import io.releaseconductor.check.CheckContext;
import io.releaseconductor.check.CheckStatus;
import io.releaseconductor.check.CompletedCheck;
import io.releaseconductor.check.Verification;
import io.releaseconductor.config.Problems;
import io.releaseconductor.config.Variables;
import io.releaseconductor.engine.VerificationRunner;
import io.releaseconductor.examples.demo.app.SmallApplication;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Phase;
import io.releaseconductor.model.Reach;
import io.releaseconductor.model.Strategy;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Checks what runs before anything is shipped. The person sees where everything is; and the classes that measure are loaded,
 * which would otherwise count as latency of the first deployment. The checks run as the conductor runs them: whatever one of them does, the
 * look comes to its end, and tells what was seen.
 */
final class FirstLook {

    /** In one environment, whatever limit a verification has. */
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final CheckCatalog catalog;
    private final Variables variables;
    private final Clock clock;
    private final VerificationRunner runner;
    private final Duration limit;

    FirstLook(CheckCatalog catalog, Variables variables, Clock clock) {
        this(catalog, variables, clock, LIMIT);
    }

    FirstLook(CheckCatalog catalog, Variables variables, Clock clock, Duration limit) {
        this.limit = limit;
        this.catalog = catalog;
        this.variables = variables;
        this.clock = clock;
        this.runner = new VerificationRunner(clock);
    }

    /** What runs where, for people. */
    String at(SmallApplication application) {
        Environment environment = new Environment(application.environment());
        String version = application.installation().current().name();
        return environment.title() + " runs " + version + " at " + application.base() + "/: "
                + seen(environment, version);
    }

    /** How many checks of an environment pass now, and what those say that do not, for people. */
    String seen(Environment environment, @Nullable String version) {
        Problems problems = new Problems();
        CheckContext context = new CheckContext(
                DeployId.of(environment, clock.instant()),
                environment,
                Strategy.FULL,
                Phase.DEPLOY,
                0,
                Reach.ALL,
                version,
                limit);
        List<Check> checks = catalog.checksFor(variables.in(environment, problems));
        problems.throwIfAny();
        try {
            Verification found = runner.run(checks, context, (done, total, settling) -> {});
            return found.headline()
                    + found.results().stream()
                            .filter(check -> check.status() != CheckStatus.PASS)
                            .map(FirstLook::line)
                            .collect(Collectors.joining());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "not looked at";
        }
    }

    private static String line(CompletedCheck check) {
        return "\n   " + check.name() + ": " + check.result().message().replaceAll("\\p{Cntrl}", " ");
    }
}
