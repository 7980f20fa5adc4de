package io.releaseconductor;

import io.releaseconductor.config.VariableReader;
import io.releaseconductor.deployment.DeployRequest;
import io.releaseconductor.model.Spans;
import io.releaseconductor.spi.Retention;
import java.time.Duration;

/** How long what was promoted has to stand before the linked environment is shipped to: from code, else from the variable, else no time. */
final class SoakChoice {

    private static final String SOAK = "SHIP_SOAK";

    private final Retention retention;

    SoakChoice(Retention retention) {
        this.retention = retention;
    }

    Duration read(EnvironmentSettings settings, VariableReader reader) {
        Duration own = settings.soak();
        if (own != null) {
            InVain.noteOwn(
                    reader, SoakChoice::fromVariable, "the soak of " + settings.environment() + " is given in code");
        }
        Duration soak = own == null ? fromVariable(reader) : own;
        boolean here = own != null || InVain.isOwn(reader, SOAK);
        String what = own == null ? reader.nameOf(SOAK) : "the soak of " + settings.environment();
        if (!soak.isZero() && settings.linked() == null && here) {
            reader.problems().warn(what + " is set in vain: nothing is linked to " + settings.environment());
        }
        if (!soak.isZero() && settings.linked() != null && soak.compareTo(retention.unsent()) >= 0) {
            reader.problems()
                    .add(what + " is " + Spans.format(soak) + ", but what is settled and not yet told is kept for "
                            + Spans.format(retention.unsent()) + "; allowed: less than that");
        }
        return soak;
    }

    private static Duration fromVariable(VariableReader reader) {
        return reader.span(SOAK, Duration.ZERO, Duration.ZERO, DeployRequest.LONGEST_SOAK);
    }
}
