package io.releaseconductor.examples.demo.workflows;

import io.releaseconductor.examples.demo.files.ProcessLock;
import java.util.Optional;

/** The side of a run's own process: it says how far it is, and how it ended. Used by one thread, until the process ends. */
final class RunProcess {

    private final RunFiles files;
    private final ProcessLock lock;
    private RunState state = RunState.queued();

    private RunProcess(RunFiles files, ProcessLock lock) {
        this.files = files;
        this.lock = lock;
    }

    /** Takes over a run; empty if somebody has said already how it ended, so that nothing may be done any more. */
    static Optional<RunProcess> begin(RunFiles files) {
        ProcessLock lock = ProcessLock.take(files.lock());
        if (files.state().filter(state -> !state.isCompleted()).isEmpty()) {
            lock.close();
            return Optional.empty();
        }
        files.writeProcess(ProcessHandle.current());
        return Optional.of(new RunProcess(files, lock));
    }

    /** The next step, before it does anything. */
    void at(String step) {
        become(RunState.at(step));
    }

    /** The end. */
    void succeeded() {
        become(state.completed(RunState.SUCCESS));
        lock.close();
    }

    /** The end, in the step before which it was {@link #at} last. */
    void failed(String why) {
        become(state.completed(RunState.FAILURE, why));
        lock.close();
    }

    private void become(RunState next) {
        state = next;
        files.writeState(next);
    }
}
