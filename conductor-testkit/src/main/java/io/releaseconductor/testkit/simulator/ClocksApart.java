package io.releaseconductor.testkit.simulator;

/** A random history in which one node's clock is minutes away from the others', which nobody promises anything about but to say so. */
final class ClocksApart extends RandomWeather {

    private final long off;

    ClocksApart(long seed) {
        super(seed);
        Dice dice = new Dice(seed * 0xE7037ED1A0B428DBL + 1);
        off = dice.between(2, 10) * 60_000 * (dice.inThousand(500) ? 1 : -1);
    }

    @Override
    public long offset(int node) {
        return super.offset(node) + (node == 0 ? off : 0);
    }

    @Override
    public boolean clocksApart() {
        return true;
    }
}
