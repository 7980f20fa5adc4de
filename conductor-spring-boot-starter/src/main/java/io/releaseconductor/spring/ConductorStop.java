package io.releaseconductor.spring;

import io.releaseconductor.Conductor;
import java.util.Collection;
import java.util.List;
import org.springframework.context.SmartLifecycle;

/**
 * Ends the work of all conductors once the web server has answered its last request and is closed, and before any bean is destroyed, so that the
 * store is still there.
 */
final class ConductorStop implements SmartLifecycle {

    /** Below that of the web server, which is 2048 below the default: what has a lower phase stops later. */
    static final int PHASE = DEFAULT_PHASE - 4096;

    private final List<Conductor> conductors;
    private volatile boolean running;

    ConductorStop(Collection<Conductor> conductors) {
        this.conductors = List.copyOf(conductors);
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        conductors.forEach(Conductor::close);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public boolean isPauseable() {
        return false;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
