package io.releaseconductor.engine;

import io.releaseconductor.check.CheckContext;
import io.releaseconductor.check.CheckResult;
import io.releaseconductor.model.Environment;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One check on its thread. It ends in one of two ways, whichever comes first: it finishes, and its result is handed over; or
 * it is abandoned, and counts as stuck until its thread ends.
 */
final class CheckRun implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(CheckRun.class);

    private final CheckSubject subject;
    private final CheckContext context;
    private final long deadline;
    private final @Nullable CheckResult ifOverdue;
    private final Queue<CheckRun> finished;
    private final StuckThreads stuck;
    private final Runnable landed;
    private Threads.@Nullable Started thread;
    private boolean abandoned;
    private @Nullable CheckResult result;

    /** @param deadline in {@link Threads#nanoTime()} */
    CheckRun(
            CheckSubject subject,
            CheckContext context,
            long deadline,
            @Nullable CheckResult ifOverdue,
            Queue<CheckRun> finished,
            Runnable landed,
            StuckThreads stuck) {
        this.subject = subject;
        this.context = context;
        this.deadline = deadline;
        this.ifOverdue = ifOverdue;
        this.finished = finished;
        this.landed = landed;
        this.stuck = stuck;
    }

    CheckSubject subject() {
        return subject;
    }

    boolean isOf(Environment environment, String checkId) {
        return context.environment().equals(environment) && subject.id().equals(checkId);
    }

    long deadline() {
        return deadline;
    }

    /** What counts if it is not done by its deadline, or null if that changes nothing. */
    @Nullable
    CheckResult ifOverdue() {
        return ifOverdue;
    }

    /** To be called by the thread that may abandon it. */
    void start(Threads threads) {
        thread = threads.start("conductor-check-" + subject.id(), this);
    }

    @Override
    public void run() {
        // Made beforehand, for there may be no memory left to make another.
        CheckResult found = Failures.DIED;
        try {
            @Nullable CheckResult returned = subject.check().run(context);
            found = returned == null ? Failures.returnedNothing(subject.check()) : returned;
        } catch (StackOverflowError e) {
            found = CheckResult.threw(e);
            logThrown(e);
        } catch (VirtualMachineError e) {
            // Such as a lack of memory: not the check's alone, so whoever watches over this JVM has to see it.
            found = CheckResult.threw(e);
            throw e;
        } catch (Throwable e) {
            found = CheckResult.threw(e);
            logThrown(e);
        } finally {
            finish(found);
        }
    }

    private void logThrown(Throwable thrown) {
        if (isAbandoned()) {
            LOG.debug("{}: check {} threw after it was interrupted", context.deployment(), subject.id(), thrown);
        } else {
            LOG.warn("{}: check {} threw", context.deployment(), subject.id(), thrown);
        }
    }

    private synchronized void finish(CheckResult found) {
        if (abandoned) {
            stuck.remove(this);
        } else {
            result = found;
            finished.add(this);
            landed.run();
        }
    }

    /** Interrupts the check and drops what it may still return; does nothing and says so if it has finished before. */
    synchronized boolean abandon() {
        if (result != null) {
            return false;
        }
        abandoned = true;
        stuck.add(this);
        if (thread != null) {
            thread.interrupt();
        }
        return true;
    }

    private synchronized boolean isAbandoned() {
        return abandoned;
    }

    /** What it found, once it has finished. */
    synchronized CheckResult result() {
        if (result == null) {
            throw new IllegalStateException("check " + subject.id() + " has not finished");
        }
        return result;
    }
}
