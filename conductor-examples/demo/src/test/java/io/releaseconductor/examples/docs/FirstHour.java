package io.releaseconductor.examples.docs;

import io.releaseconductor.Conductor;
import io.releaseconductor.EnvironmentSettings;
import io.releaseconductor.ShipRequest;
import io.releaseconductor.ShipResult;
import io.releaseconductor.check.CheckCatalog;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.jdbc.JdbcStateStore;
import io.releaseconductor.local.CommandOptions;
import io.releaseconductor.local.CommandWorkflows;
import io.releaseconductor.local.PrintedChat;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Phase;
import io.releaseconductor.spi.Authorizer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Scanner;

/** A service of one's own, in its first hour. */
public final class FirstHour {

    private FirstHour() {}

    public static void main(String[] args) {
        CommandWorkflows workflows = CommandWorkflows.of(CommandOptions.in(Path.of("state", "runs"))
                .withCommand(Phase.DEPLOY, "./deploy.sh")
                .withCommand(Phase.ROLL_BACK, "./rollback.sh"));
        JdbcStateStore store = JdbcStateStore.inFile(Path.of("state", "conductor"));
        Conductor conductor = Conductor.builder()
                .workflows(workflows) // a run is a process, which goes on when this one ends
                .chat(PrintedChat.to(System.out)) // until there is a real one
                .store(store) // one file, no server
                .authorizer(Authorizer.allowAll())
                .checks(CheckCatalog.discover())
                .environment(EnvironmentSettings.of(Environment.STAGING).withLinked(null))
                .build()
                .start();

        Actor you = Actor.person("1", "you");
        Scanner lines = new Scanner(System.in, StandardCharsets.UTF_8);
        while (lines.hasNextLine()) {
            String line = lines.nextLine().strip();
            Optional<Deployment> current = conductor.holder(Environment.STAGING);
            if (line.equals("ship")) {
                ShipResult result =
                        conductor.ship(ShipRequest.to(Environment.STAGING, you).withDestination("console"));
                if (result instanceof ShipResult.Taken taken) {
                    System.out.println(taken.reason());
                }
            } else if (line.equals("promote") && current.isPresent()) {
                conductor.promote(current.get().id(), you);
            } else if (line.equals("rollback") && current.isPresent()) {
                conductor.rollback(current.get().id(), you);
            } else {
                System.out.println("Type ship, promote or rollback.");
            }
        }
        conductor.close();
        store.close();
    }
}
