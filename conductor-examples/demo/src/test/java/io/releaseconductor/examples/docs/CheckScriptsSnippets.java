package io.releaseconductor.examples.docs;

import io.releaseconductor.check.Check;
import io.releaseconductor.check.CheckCatalog;
import io.releaseconductor.checks.scripts.ScriptChecks;
import io.releaseconductor.checks.scripts.ScriptOptions;
import java.nio.file.Path;
import java.time.Duration;

/** What docs/check-scripts.md shows. */
final class CheckScriptsSnippets {

    private CheckScriptsSnippets() {}

    static CheckCatalog byCode() {
        // docs: scripts by code
        ScriptOptions options = ScriptOptions.in(Path.of("checks.d"))
                .withTimeLimit(Duration.ofSeconds(20))
                .withVariable("SHOP_REGION", "eu");
        CheckCatalog checks = CheckCatalog.of(ScriptChecks.of(options).toArray(Check[]::new));
        // end
        return checks;
    }
}
