package io.releaseconductor.testkit.simulator;

/** A random history in which what is somebody else's, and is called by conductors, misbehaves in every way. */
final class MeanCallees extends RandomWeather {

    MeanCallees(long seed) {
        super(seed, true);
    }
}
