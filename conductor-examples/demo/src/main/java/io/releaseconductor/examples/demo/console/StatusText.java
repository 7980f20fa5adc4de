package io.releaseconductor.examples.demo.console;

import io.releaseconductor.Conductor;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.examples.demo.app.Installation;
import io.releaseconductor.examples.demo.app.SmallApplication;
import io.releaseconductor.model.Environment;
import java.util.List;
import java.util.stream.Collectors;

/** What is served where, and who holds the place. */
final class StatusText {

    private StatusText() {}

    static String of(List<SmallApplication> applications, Conductor conductor, NextVersions versions) {
        return applications.stream().map(a -> line(a, conductor)).collect(Collectors.joining("\n")) + "\n"
                + versions.describe();
    }

    private static String line(SmallApplication application, Conductor conductor) {
        Environment environment = new Environment(application.environment());
        Installation installation = application.installation();
        String canary = installation.canary().map(v -> ", canary " + v.name()).orElse("");
        return environment.title() + ": " + installation.current().name() + canary + " at " + application.base() + "/"
                + share(installation) + ", place: " + place(conductor, environment);
    }

    private static String share(Installation installation) {
        int canaries = installation.canaryInstances();
        return canaries == 0 ? "" : " (canary: " + canaries + " of " + Installation.INSTANCES + " instances)";
    }

    /** A line for each lock and each closed window, behind others; nothing where there is none. */
    static String restraints(Conductor conductor) {
        return conductor.restraints(conductor.environments()).stream()
                .map(each -> "\n🔒 " + each + ".")
                .collect(Collectors.joining());
    }

    static String place(Conductor conductor, Environment environment) {
        return conductor.holder(environment).map(StatusText::held).orElse("free");
    }

    private static String held(Deployment deployment) {
        return deployment.id() + " (" + deployment.status().words() + ")";
    }
}
