package com.example.ship;

import io.releaseconductor.Conductor;
import io.releaseconductor.check.CheckCatalog;
import io.releaseconductor.config.Variables;
import io.releaseconductor.local.CommandOptions;
import io.releaseconductor.local.CommandWorkflows;
import io.releaseconductor.local.PrintedChat;
import io.releaseconductor.model.Phase;
import io.releaseconductor.spi.Authorizer;
import io.releaseconductor.spi.DeploymentListener;
import java.nio.file.Path;
import java.util.Map;

/** The wiring: all that a team has to write. */
public final class ShipBot {

    private ShipBot() {}

    public static Conductor conductor(Map<String, String> variables, DeploymentListener listener) {
        return Conductor.builder()
                .variables(Variables.of(variables))
                .workflows(CommandWorkflows.of(CommandOptions.in(Path.of("target", "runs"))
                        .withCommand(Phase.DEPLOY, "true")
                        .withCommand(Phase.ROLL_BACK, "true")))
                .chat(PrintedChat.to(System.out))
                .checks(CheckCatalog.discover())
                .authorizer(Authorizer.allowAll())
                .listener(listener)
                .build()
                .start();
    }
}
