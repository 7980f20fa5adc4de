package io.releaseconductor.testkit.simulator;

import io.releaseconductor.testkit.simulator.Fault.Kind;
import org.jspecify.annotations.Nullable;

/** Faults by chance, as often as the weather of a history has it, until its storm is over. */
final class RandomFaults implements FaultPlan {

    private static final int MOST_CRASHES = 8;

    private final Dice dice;
    private final int inThousand;
    private final long until;
    private int crashes;

    RandomFaults(Dice dice, int inThousand, long until) {
        this.dice = dice;
        this.inThousand = inThousand;
        this.until = until;
    }

    @Override
    public @Nullable Fault at(int call, boolean after, Port port, long now) {
        if (now >= until || !dice.inThousand(inThousand)) {
            return null;
        }
        int kind = dice.below(100);
        if (kind < 45) {
            return new Fault(Kind.ERROR, 0);
        }
        if (kind < 60) {
            return crashes++ < MOST_CRASHES ? new Fault(Kind.CRASH, 0) : null;
        }
        if (kind < 78) {
            return new Fault(Kind.PAUSE, dice.between(1, 12) * 10_000);
        }
        return new Fault(kind < 94 || after ? Kind.DELAY : Kind.LATE, dice.between(1, 75) * 1_000);
    }
}
