package io.releaseconductor.testkit.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Runs histories side by side. */
final class Explorer {

    private final Iterator<String> names;
    private final Function<String, History> run;
    private final Function<String, History> replay;
    private final int mostFailures;
    private final List<History> failures = new ArrayList<>();
    private long histories;
    private long calls;
    private long gaps;
    private @Nullable RuntimeException broken;

    Explorer(
            Iterator<String> names, Function<String, History> run, Function<String, History> replay, int mostFailures) {
        this.names = names;
        this.run = run;
        this.replay = replay;
        this.mostFailures = mostFailures;
    }

    Exploration explore(int workers) {
        long began = System.nanoTime();
        List<Thread> threads = new ArrayList<>();
        for (int i = 1; i < workers; i++) {
            Thread thread = new Thread(this::work, "explorer-" + i);
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
        work();
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while exploring", e);
        }
        synchronized (this) {
            if (broken != null) {
                throw broken;
            }
            return new Exploration(histories, calls, failures, gaps, Duration.ofNanos(System.nanoTime() - began));
        }
    }

    private void work() {
        for (String name = next(); name != null; name = next()) {
            try {
                History history = run.apply(name);
                note(history.isSound() ? history : replay.apply(name));
            } catch (RuntimeException e) {
                stop(e);
            }
        }
    }

    private synchronized @Nullable String next() {
        return broken == null && failures.size() < mostFailures && names.hasNext() ? names.next() : null;
    }

    private synchronized void note(History history) {
        histories++;
        calls += history.calls();
        gaps += history.gaps().isEmpty() ? 0 : 1;
        if (!history.isSound() && failures.size() < mostFailures) {
            failures.add(history);
        }
    }

    private synchronized void stop(RuntimeException e) {
        broken = e;
    }
}
