package io.releaseconductor.github;

import java.time.Duration;

/** Waits for a moment: between writes, and before a read is tried again. Tests put another one here. */
@FunctionalInterface
interface Pause {

    /** Sleeps. */
    Pause SLEEP = duration -> Thread.sleep(duration.toMillis());

    void sleep(Duration duration) throws InterruptedException;
}
