package io.releaseconductor.examples.docs;

import io.releaseconductor.Conductor;
import io.releaseconductor.EnvironmentSettings;
import io.releaseconductor.LockRequest;
import io.releaseconductor.LockResult;
import io.releaseconductor.config.Problems;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.Environment;
import io.releaseconductor.window.DeploymentWindows;
import io.releaseconductor.window.WindowsReader;
import java.time.Duration;

/** What the page about locks and windows shows. */
final class LockSnippets {

    private LockSnippets() {}

    static LockResult lock(Conductor conductor, Actor ada) {
        // docs: a lock
        LockResult locked = conductor.lock(LockRequest.of(Environment.STAGING, ada)
                .lasting(Duration.ofMinutes(30))
                .because("load test")
                .toldIn("#releases"));
        // end
        return locked;
    }

    static LockResult unlock(Conductor conductor, Actor ada) {
        // docs: taking it back
        LockResult unlocked = conductor.unlock(Environment.STAGING, ada);
        // end
        return unlocked;
    }

    // docs: windows in code
    static EnvironmentSettings officeHours(Problems problems) {
        WindowsReader reader = new WindowsReader(problems);
        return EnvironmentSettings.of(Environment.PROD)
                .withWindows(new DeploymentWindows(
                        reader.zone("zone", "Europe/Berlin"),
                        reader.hours("hours", "Mon-Thu 09:00-17:00; Fri 09:00-12:00"),
                        reader.freezes("freezes", "12-20..01-02")));
    }
    // end
}
