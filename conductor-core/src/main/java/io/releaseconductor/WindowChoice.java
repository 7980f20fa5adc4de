package io.releaseconductor;

import io.releaseconductor.config.VariableReader;
import io.releaseconductor.window.DeploymentWindows;
import io.releaseconductor.window.Freezes;
import io.releaseconductor.window.WeeklyHours;
import io.releaseconductor.window.WindowsReader;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/** When deployments may begin: from code, else from the variables, else always. */
final class WindowChoice {

    private static final String HOURS = "SHIP_WINDOWS";

    private static final String FREEZES = "SHIP_FREEZES";

    private static final String ZONE = "SHIP_TIME_ZONE";

    private WindowChoice() {}

    static DeploymentWindows read(EnvironmentSettings settings, VariableReader reader) {
        DeploymentWindows own = settings.windows();
        if (own == null) {
            return fromVariables(reader);
        }
        InVain.noteOwn(
                reader, WindowChoice::fromVariables, "the windows of " + settings.environment() + " are given in code");
        return own;
    }

    private static DeploymentWindows fromVariables(VariableReader reader) {
        WindowsReader windows = new WindowsReader(reader.problems());
        WeeklyHours hours = windows.hours(reader.nameOf(HOURS), reader.text(HOURS, ""));
        Freezes freezes = windows.freezes(reader.nameOf(FREEZES), reader.text(FREEZES, ""));
        Optional<String> zone = reader.text(ZONE);
        if (reader.text(HOURS).isEmpty() && reader.text(FREEZES).isEmpty()) {
            zone.ifPresent(text -> noteOfZone(reader, windows, text));
            return DeploymentWindows.ALWAYS_OPEN;
        }
        if (zone.isEmpty()) {
            String needs = reader.text(HOURS).isPresent() ? HOURS : FREEZES;
            reader.problems()
                    .add(reader.nameOf(ZONE) + ": not set, and " + reader.nameOf(needs)
                            + " needs it; allowed: a time zone such as Europe/Berlin or UTC");
            return new DeploymentWindows(ZoneOffset.UTC, hours, freezes);
        }
        ZoneId zoneId = windows.zone(reader.nameOf(ZONE), zone.get());
        return new DeploymentWindows(zoneId, hours, freezes);
    }

    /** What is wrong with it is told now, and not only once somebody sets hours. One for all environments may hold elsewhere. */
    private static void noteOfZone(VariableReader reader, WindowsReader windows, String text) {
        windows.zone(reader.nameOf(ZONE), text);
        if (InVain.isOwn(reader, ZONE)) {
            reader.problems()
                    .warn(reader.nameOf(ZONE) + " is set in vain: " + HOURS + " and " + FREEZES
                            + " are not, and nothing else goes by it");
        }
    }
}
