package io.releaseconductor.spring;

import io.releaseconductor.Conductor;
import org.springframework.context.SmartLifecycle;

/** Begins the conductor's work last, when all that it calls is there and the application answers. */
final class ConductorStart implements SmartLifecycle {

    private final Conductor conductor;
    private volatile boolean running;

    ConductorStart(Conductor conductor) {
        this.conductor = conductor;
    }

    @Override
    public void start() {
        conductor.start();
        running = true;
    }

    /** {@link ConductorStop} ends the work, later. */
    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Spring would stop it for a pause and begin again, and what is closed is not begun again. */
    @Override
    public boolean isPauseable() {
        return false;
    }

    @Override
    public int getPhase() {
        return DEFAULT_PHASE;
    }
}
