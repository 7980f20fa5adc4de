package io.releaseconductor.examples.demo;

import io.releaseconductor.check.Check;
import io.releaseconductor.check.CheckCatalog;
import io.releaseconductor.check.CheckContext;
import io.releaseconductor.check.CheckStatus;
import io.releaseconductor.config.Problems;
import io.releaseconductor.config.Variables;
import io.releaseconductor.examples.demo.app.SmallApplication;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Phase;
import io.releaseconductor.model.Strategy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Checks what runs before anything is shipped. The person sees where everything is; and the classes that measure are loaded,
 * which would otherwise count as latency of the first deployment.
 */
final class FirstLook {

    private FirstLook() {}

    /** What runs where, for people. */
    static String at(List<SmallApplication> applications, CheckCatalog catalog, Variables variables, Instant now) {
        List<String> lines = new ArrayList<>();
        for (SmallApplication application : applications) {
            Environment environment = new Environment(application.environment());
            String version = application.installation().current().name();
            lines.add(environment.title() + " runs " + version + " at " + application.base() + "/: "
                    + passed(environment, version, catalog, variables, now));
        }
        return String.join("\n", lines);
    }

    /** How many checks of an environment pass now, for people. */
    static String passed(
            Environment environment, @Nullable String version, CheckCatalog catalog, Variables variables, Instant now) {
        Problems problems = new Problems();
        List<Check> checks = catalog.checksFor(variables.in(environment, problems));
        problems.throwIfAny();
        long passed = checks.stream()
                .filter(check -> passes(check, environment, version, now))
                .count();
        return passed + "/" + checks.size() + " checks passed";
    }

    private static boolean passes(Check check, Environment environment, @Nullable String version, Instant now) {
        try {
            CheckContext context = new CheckContext(
                    DeployId.of(environment, now),
                    environment,
                    Strategy.FULL,
                    Phase.DEPLOY,
                    version,
                    check.timeLimit());
            return check.run(context).status() == CheckStatus.PASS;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (Exception e) {
            return false;
        }
    }
}
