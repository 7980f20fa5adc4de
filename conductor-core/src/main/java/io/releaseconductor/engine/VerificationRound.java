package io.releaseconductor.engine;

import io.releaseconductor.check.Check;
import io.releaseconductor.check.CheckContext;
import io.releaseconductor.check.CheckResult;
import io.releaseconductor.check.CompletedCheck;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One verification on its way. Used by one thread, once. */
final class VerificationRound {

    private static final Logger LOG = LoggerFactory.getLogger(VerificationRound.class);

    /** Longer limits are as good as none, and would not fit a count of nanoseconds. */
    private static final Duration LONGEST = Duration.ofDays(365);

    private final Queue<CheckRun> finished = new ConcurrentLinkedQueue<>();
    private final Set<CheckRun> running = new LinkedHashSet<>();
    private final Map<CheckSubject, CheckResult> results = new LinkedHashMap<>();
    private final List<CheckSubject> subjects;
    private final CheckContext context;
    private final VerificationRunner.Progress progress;
    private final StuckThreads stuck;
    private final Threads threads;
    private final Threads.Signal landed;
    private final Duration limit;
    private final long deadline;

    VerificationRound(
            List<Check> checks,
            CheckContext context,
            VerificationRunner.Progress progress,
            StuckThreads stuck,
            Threads threads) {
        this.context = context;
        this.progress = progress;
        this.stuck = stuck;
        this.threads = threads;
        this.landed = threads.signal();
        this.limit = shorter(context.timeLimit(), LONGEST);
        this.deadline = threads.nanoTime() + limit.toNanos();
        this.subjects = new ArrayList<>();
        checks.forEach(check -> subjects.add(CheckSubject.of(check, subjects.size() + 1)));
    }

    List<CompletedCheck> run() throws InterruptedException {
        try {
            progress.advanced(0, subjects.size());
            subjects.forEach(this::start);
            collect();
        } finally {
            running.forEach(CheckRun::abandon);
        }
        return subjects.stream()
                .map(s -> new CompletedCheck(s.id(), s.name(), Objects.requireNonNull(results.get(s))))
                .toList();
    }

    private void start(CheckSubject subject) {
        CheckResult defect = subject.defect();
        if (defect != null) {
            done(subject, defect);
            return;
        }
        long held = stuck.heldBy(context.environment(), subject.id());
        if (stuck.isFull(held)) {
            CheckResult notRun = Failures.notStarted(held);
            LOG.warn("{}: check {}: {}", context.deployment(), subject.id(), notRun.message());
            done(subject, notRun);
        } else {
            startRun(subject);
        }
    }

    private void startRun(CheckSubject subject) {
        Duration own = shorter(subject.limit(), limit);
        long ownDeadline = threads.nanoTime() + own.toNanos();
        boolean byOwn = own.compareTo(limit) < 0 && ownDeadline - deadline < 0;
        CheckRun run = new CheckRun(
                subject,
                context.withTimeLimit(own),
                byOwn ? ownDeadline : deadline,
                byOwn ? Failures.noAnswer(own) : Failures.noAnswerInAll(limit),
                finished,
                landed::give,
                stuck);
        try {
            run.start(threads);
            running.add(run);
        } catch (OutOfMemoryError e) {
            // There is no room for another thread, which is no reason to give up those that run.
            LOG.warn("{}: check {} gets no thread", context.deployment(), subject.id(), e);
            done(subject, Failures.noThread());
        }
    }

    private void collect() throws InterruptedException {
        while (!running.isEmpty()) {
            CheckRun run = finished.poll();
            if (run != null) {
                running.remove(run);
                done(run.subject(), run.result());
            } else if (untilNextDeadline() > 0) {
                landed.await(Duration.ofNanos(untilNextDeadline()));
            } else {
                abandonOverdue();
            }
        }
    }

    private long untilNextDeadline() {
        long now = threads.nanoTime();
        return running.stream().mapToLong(r -> r.deadline() - now).min().orElse(0);
    }

    private void abandonOverdue() {
        long now = threads.nanoTime();
        for (CheckRun run : List.copyOf(running)) {
            // One that has just come back is not overdue: its result is in the queue.
            if (run.deadline() - now <= 0 && run.abandon()) {
                LOG.warn(
                        "{}: check {} does not answer",
                        context.deployment(),
                        run.subject().id());
                running.remove(run);
                done(run.subject(), run.ifOverdue());
            }
        }
    }

    private void done(CheckSubject subject, CheckResult result) {
        results.put(subject, result);
        progress.advanced(results.size(), subjects.size());
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
