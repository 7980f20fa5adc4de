package io.releaseconductor.examples.docs;

import io.releaseconductor.check.Check;
import io.releaseconductor.check.CheckCatalog;
import io.releaseconductor.checks.ApiOptions;
import io.releaseconductor.checks.BuiltInCheckOptions;
import io.releaseconductor.checks.BuiltInChecks;
import io.releaseconductor.checks.CanaryOptions;
import io.releaseconductor.checks.RoutingHeader;
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

    static BuiltInCheckOptions ofCanaries() {
        // docs: canaries by code
        URI frontend = URI.create("https://valine.app");
        URI api = URI.create("https://api.valine.app");
        BuiltInCheckOptions options = BuiltInCheckOptions.of(frontend, api)
                .withCanary(CanaryOptions.of(frontend, api)
                        .withFrontend("https://{target}.valine.app")
                        .withHeader(RoutingHeader.of("X-Canary: 1")));
        // end
        return options;
    }
}
