package io.releaseconductor.testkit.simulator;

import io.releaseconductor.testkit.simulator.Fault.Kind;

/** A random history whose chat is so slow that tries to show a card overlap, three and more at once, and land in any order. */
final class OverlappingCards extends RandomWeather {

    OverlappingCards(long seed) {
        super(seed);
    }

    @Override
    public FaultPlan faults() {
        FaultPlan others = super.faults();
        Dice slow = dice().fork();
        return (call, after, port, now) -> {
            Fault other = others.at(call, after, port, now);
            boolean late = port == Port.CHAT && !after && now < stormUntil() && slow.inThousand(700);
            return other == null && late ? new Fault(Kind.LATE, slow.between(5, 75) * 1_000) : other;
        };
    }
}
