package io.releaseconductor.spring;

import io.releaseconductor.Conductor;
import java.util.Collection;
import java.util.List;
import org.springframework.context.SmartLifecycle;

/** Begins the work of all conductors last, when all that it calls is there and the application answers. */
final class ConductorStart implements SmartLifecycle {

    private final List<Conductor> conductors;
    private volatile boolean running;

    ConductorStart(Collection<Conductor> conductors) {
        this.conductors = List.copyOf(conductors);
    }

    @Override
    public void start() {
        conductors.forEach(Conductor::start);
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
