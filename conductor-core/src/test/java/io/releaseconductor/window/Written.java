package io.releaseconductor.window;

import io.releaseconductor.config.Problems;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;

/** Windows as somebody wrote them, who made no mistake. */
final class Written {

    private Written() {}

    static DeploymentWindows windows(String zone, String hours, String freezes) {
        Problems problems = new Problems();
        WindowsReader reader = new WindowsReader(problems);
        DeploymentWindows windows = new DeploymentWindows(
                reader.zone("zone", zone), reader.hours("hours", hours), reader.freezes("freezes", freezes));
        problems.throwIfAny();
        return windows;
    }

    /** A local time that comes once. */
    static Instant at(String zone, String local) {
        return LocalDateTime.parse(local).atZone(ZoneId.of(zone)).toInstant();
    }
}
