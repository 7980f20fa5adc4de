package io.releaseconductor;

import io.releaseconductor.config.VariableReader;
import io.releaseconductor.model.Spans;
import io.releaseconductor.model.Watch;
import io.releaseconductor.policy.ReleasePolicy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How what was promoted is looked at afterwards: from code, else from variables, else for 15 minutes. */
final class WatchChoice {

    private static final String WATCH = "SHIP_WATCH";

    private static final String EVERY = "SHIP_WATCH_EVERY";

    private static final String ROLLS_BACK = "SHIP_WATCH_ROLLS_BACK";

    private static final String OFF = "off";

    private static final String ON = "on";

    private static final String ALLOWED = Spans.ALLOWED + ", from 10s to 24h, or " + OFF;

    private WatchChoice() {}

    static Watch read(EnvironmentSettings settings, ReleasePolicy policy, VariableReader reader) {
        Watch own = settings.watch();
        if (own != null) {
            InVain.noteOwn(
                    reader, WatchChoice::fromVariables, "the watch of " + settings.environment() + " is given in code");
        }
        Watch watch = own == null ? fromVariables(reader) : own;
        if (watch.rollsBack() && !policy.autoRollback()) {
            reader.problems()
                    .add((own == null ? reader.nameOf(ROLLS_BACK) : "the watch of " + settings.environment())
                            + " is to roll back by itself, but the policy of " + settings.environment()
                            + " does not; let it (SHIP_AUTO_ROLLBACK), or let the watch only alert");
        }
        return watch;
    }

    private static Watch fromVariables(VariableReader reader) {
        Optional<String> said = reader.text(EVERY);
        Duration every = reader.span(EVERY, Watch.DEFAULT.every(), Watch.SHORTEST_PACE, Watch.LONGEST);
        Duration length = length(reader);
        boolean rollsBack = reader.oneOf(ROLLS_BACK, OFF, List.of(ON, OFF)).equals(ON);
        if (length.isZero()) {
            if (rollsBack) {
                reader.problems()
                        .add(reader.nameOf(ROLLS_BACK) + " is " + ON + ", but " + reader.nameOf(WATCH) + " is " + OFF
                                + "; watch for a while, or take it out");
            }
            said.ifPresent(text -> reader.problems()
                    .warn(reader.nameOf(EVERY) + " is set in vain: " + reader.nameOf(WATCH) + " is " + OFF));
            return Watch.OFF;
        }
        if (every.compareTo(length) <= 0) {
            return new Watch(length, every, rollsBack);
        }
        // where nobody said how often, at least at the end
        if (said.isPresent()) {
            reader.problems()
                    .add(reader.nameOf(EVERY) + ": \"" + said.get() + "\" is not allowed: it is longer than the watch, "
                            + Spans.format(length) + " (" + WATCH + ")");
        }
        return new Watch(length, length, rollsBack);
    }

    private static Duration length(VariableReader reader) {
        String text = reader.text(WATCH, Spans.format(Watch.DEFAULT.length())).strip();
        if (text.equals(OFF)) {
            return Duration.ZERO;
        }
        Duration length = Spans.parse(text);
        if (length != null && length.compareTo(Watch.SHORTEST_PACE) >= 0 && length.compareTo(Watch.LONGEST) <= 0) {
            return length;
        }
        reader.problems().add(reader.nameOf(WATCH) + ": \"" + text + "\" is not allowed; allowed: " + ALLOWED);
        return Watch.DEFAULT.length();
    }
}
