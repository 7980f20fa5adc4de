package com.example.ship;

import io.releaseconductor.Conductor;
import io.releaseconductor.check.CheckCatalog;
import io.releaseconductor.config.Variables;
import io.releaseconductor.spi.Authorizer;
import io.releaseconductor.spi.DeploymentListener;
import java.util.Map;

/** The wiring: all that a team has to write besides its adapters. */
public final class ShipBot {

    private ShipBot() {}

    public static Conductor conductor(Map<String, String> variables, DeploymentListener listener) {
        return Conductor.builder()
                .variables(Variables.of(variables))
                .workflows(new InstantWorkflows())
                .chat(new PrintedChat())
                .checks(CheckCatalog.discover())
                .authorizer(Authorizer.allowAll())
                .listener(listener)
                .build()
                .start();
    }
}
