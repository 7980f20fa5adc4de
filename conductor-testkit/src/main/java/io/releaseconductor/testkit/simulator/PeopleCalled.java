package io.releaseconductor.testkit.simulator;

import io.releaseconductor.model.Called;

/** A random history in environments that call people. */
final class PeopleCalled extends RandomWeather {

    PeopleCalled(long seed) {
        super(seed);
    }

    @Override
    public Called called() {
        return Called.groups("oncall").andInitiator();
    }
}
