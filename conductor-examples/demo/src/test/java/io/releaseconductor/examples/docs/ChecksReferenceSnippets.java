package io.releaseconductor.examples.docs;

import io.releaseconductor.check.Check;
import io.releaseconductor.check.CheckCatalog;
import io.releaseconductor.checks.ApiOptions;
import io.releaseconductor.checks.BuiltInCheckOptions;
import io.releaseconductor.checks.BuiltInChecks;
import java.net.URI;
import java.time.Duration;

/** What docs/checks-reference.md shows. */
final class ChecksReferenceSnippets {

    private ChecksReferenceSnippets() {}

    static CheckCatalog byCode() {
        // docs: the checks by code
        BuiltInCheckOptions options = BuiltInCheckOptions.of(
                        URI.create("https://valine.app"), URI.create("https://api.valine.app"))
                .withApi(ApiOptions.at(URI.create("https://api.valine.app")).withMaxLatency(Duration.ofMillis(300)))
                .withMedia(null); // not checked
        CheckCatalog checks = CheckCatalog.of(BuiltInChecks.of(options).toArray(Check[]::new));
        // end
        return checks;
    }
}
