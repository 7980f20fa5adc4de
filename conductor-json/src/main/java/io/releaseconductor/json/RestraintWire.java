package io.releaseconductor.json;

import io.releaseconductor.deployment.Restraint;

/** What keeps a deployment from beginning what comes next. */
final class RestraintWire {

    private RestraintWire() {}

    static void write(JsonOut out, Restraint restraint) {
        out.text("why", restraint.why())
                .time("until", restraint.until())
                .time("since", restraint.since())
                .time("look_again_at", restraint.lookAgainAt())
                .time("over_at", restraint.overAt());
    }

    static Restraint read(JsonIn in) {
        return new Restraint(
                in.text("why"),
                in.timeOrNull("until"),
                in.time("since"),
                in.time("look_again_at"),
                in.timeOrNull("over_at"));
    }
}
