package io.releaseconductor.examples.docs;

import io.releaseconductor.ActionResult;
import io.releaseconductor.Conductor;
import io.releaseconductor.ConductorBuilder;
import io.releaseconductor.EnvironmentSettings;
import io.releaseconductor.ShipRequest;
import io.releaseconductor.ShipResult;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import java.util.function.DoubleSupplier;

/** What the page about the pre-flight shows. */
final class PreflightSnippets {

    private PreflightSnippets() {}

    // docs: a pre-flight in code
    static ConductorBuilder withPreflight(ConductorBuilder builder, DoubleSupplier percentLeft) {
        return builder.admission(new ErrorBudget(percentLeft))
                .environment(EnvironmentSettings.of(Environment.STAGING))
                .environment(EnvironmentSettings.of(Environment.PROD)
                        .withAdmission("error-budget")
                        .withAfter(Environment.STAGING));
    }
    // end

    static ActionResult override(Conductor conductor, DeployId id, Actor grace) {
        // docs: overriding
        ActionResult overridden = conductor.override(id, grace, "mends the login");
        // end
        return overridden;
    }

    static ShipResult shipAllTheSame(Conductor conductor, Actor grace) {
        // docs: overriding what is shipped
        ShipResult shipped = conductor.ship(
                ShipRequest.to(Environment.PROD, grace).withVersion("1.4.2").withOverride("mends the login"));
        // end
        return shipped;
    }
}
