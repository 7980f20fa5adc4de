package io.releaseconductor.benchmarks.judge;

import io.releaseconductor.metric.Counts;
import java.util.List;

/**
 * What happened in one release, a look every ten seconds.
 *
 * @param before the hour before, on the stable side
 * @param canary what the canary did
 * @param stable what the stable side did meanwhile
 */
record History(List<Counts> before, List<Counts> canary, List<Counts> stable) {

    static final int SECONDS = 10;

    static final int LOOKS_A_MINUTE = 60 / SECONDS;
}
