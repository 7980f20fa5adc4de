package io.releaseconductor.engine;

import io.releaseconductor.check.Check;
import io.releaseconductor.check.CheckContext;
import io.releaseconductor.check.CheckResult;
import io.releaseconductor.check.CheckStatus;
import io.releaseconductor.check.CompletedCheck;
import io.releaseconductor.check.Verification;
import io.releaseconductor.deployment.Settling;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One verification on its way: a look by all checks, and further ones by those that are asked again. Used by one thread, once.
 */
final class VerificationRound {

    private static final Logger LOG = LoggerFactory.getLogger(VerificationRound.class);

    /** Longer limits are as good as none, and would not fit a count of nanoseconds. */
    private static final Duration LONGEST = Duration.ofDays(365);

    /** How often a check is asked in all before what it says has something done. */
    private static final int ASKS = 3;

    private static final Duration PAUSE = Duration.ofSeconds(2);

    /** Silence has to last: three times with this between them is ten seconds. */
    private static final Duration PAUSE_IN_SILENCE = Duration.ofSeconds(5);

    private final Queue<CheckRun> finished = new ConcurrentLinkedQueue<>();
    private final Set<CheckRun> running = new LinkedHashSet<>();
    private final Map<CheckSubject, CheckResult> look = new LinkedHashMap<>();
    private final Map<CheckSubject, Long> askedAt = new LinkedHashMap<>();
    private final Map<CheckSubject, Answers> answers = new LinkedHashMap<>();
    private final Set<CheckSubject> doubted = new LinkedHashSet<>();
    private final Set<CheckSubject> outOfTime = new LinkedHashSet<>();
    private final List<CheckSubject> subjects;
    private final CheckContext context;
    private final Recheck recheck;
    private final VerificationRunner.Progress progress;
    private final StuckThreads stuck;
    private final Clock clock;
    private final Threads threads;
    private final Threads.Signal landed;
    private final Instant startedAt;
    private final Duration limit;
    private final long begin;
    private final Duration settling;
    private long deadline;
    private boolean somethingAnswered;
    private boolean prolonged;
    private int told = -1;
    private @Nullable Settling toldSettling;

    VerificationRound(
            List<Check> checks,
            CheckContext context,
            Recheck recheck,
            VerificationRunner.Progress progress,
            StuckThreads stuck,
            Clock clock,
            Threads threads) {
        this.context = context;
        this.recheck = recheck;
        this.progress = progress;
        this.stuck = stuck;
        this.clock = clock;
        this.threads = threads;
        this.landed = threads.signal();
        this.startedAt = clock.instant();
        this.limit = shorter(context.timeLimit(), LONGEST);
        this.begin = threads.nanoTime();
        this.settling = shorter(recheck.settling(), LONGEST);
        this.deadline = begin + limit.toNanos();
        this.subjects = new ArrayList<>();
        checks.forEach(check -> subjects.add(CheckSubject.of(check, subjects.size() + 1)));
    }

    Verification run() throws InterruptedException {
        try {
            tell(0);
            look(subjects);
            for (List<CheckSubject> again = again(); !again.isEmpty() && pause(again); again = again()) {
                look(again);
            }
            tell(subjects.size());
        } finally {
            running.forEach(CheckRun::abandon);
        }
        return judged(clock.instant());
    }

    // ---- again, and when
    // ---------------------------------------------------------------------------------------------

    /** Who has to be asked again. */
    private List<CheckSubject> again() {
        Verification soFar = judged(startedAt);
        Set<String> decisive = recheck.decisive().apply(soFar);
        for (int i = 0; i < subjects.size(); i++) {
            CheckSubject subject = subjects.get(i);
            if (decisive.contains(subject.id()) && soFar.results().get(i).status() == CheckStatus.FAIL) {
                doubted.add(subject);
            }
        }
        List<CheckSubject> again =
                subjects.stream().filter(s -> isSettling(s) || isUnconfirmed(s)).toList();
        List<String> silent = subjects.stream()
                .filter(s -> isSettling(s) && answersOf(s).silent())
                .map(CheckSubject::name)
                .toList();
        tell(subjects.size() - again.size(), silent.isEmpty() ? null : new Settling(silent, startedAt.plus(settling)));
        return again;
    }

    /**
     * Whether a check found nobody to answer it, or what was to go, while that still means nothing. Only a look after the time to settle makes it an outage,
     * however long this machine slept in between.
     */
    private boolean isSettling(CheckSubject subject) {
        Answers known = answersOf(subject);
        return (known.silent() || known.endsWith(recheck.lagging()))
                && known.after().compareTo(settling) < 0;
    }

    private boolean isUnconfirmed(CheckSubject subject) {
        Answers known = answersOf(subject);
        return doubted.contains(subject)
                && !outOfTime.contains(subject)
                && known.failures() > 0
                && known.count() < ASKS;
    }

    /** Waits before the next look, and returns whether there is time for one. */
    private boolean pause(List<CheckSubject> again) throws InterruptedException {
        long now = threads.nanoTime();
        boolean inSilence = again.stream().anyMatch(s -> answersOf(s).silent())
                && again.stream().noneMatch(this::isSettling);
        Duration pause =
                inSilence ? shorter(PAUSE_IN_SILENCE, limit.dividedBy(6)) : shorter(PAUSE, limit.dividedBy(10));
        long end = now + pause.toNanos();
        if (!isTimeLeft(end)) {
            return false;
        }
        LOG.info(
                "{}: asking again in {}: {}",
                context.deployment(),
                pause,
                again.stream().map(CheckSubject::id).toList());
        for (long left = pause.toNanos(); left > 0; left = end - threads.nanoTime()) {
            landed.await(Duration.ofNanos(left));
        }
        // what this machine slept beyond the pause is not the checks' time
        long woken = threads.nanoTime();
        deadline += woken - end;
        return isTimeLeft(woken);
    }

    /**
     * Whether there is time for a look then. What settles is waited for, and the limit counts from its last look. One failure is not
     * enough, whatever took the time: the slowness of another check, or of this machine. So if somebody has to be asked a second time,
     * all of it may once take as long again.
     */
    private boolean isTimeLeft(long then) {
        if (subjects.stream().anyMatch(this::isSettling)) {
            deadline = then + limit.toNanos();
        }
        if (then - deadline >= 0
                && !prolonged
                && recheck.prolonging()
                && subjects.stream().anyMatch(this::isSingleFailure)) {
            prolonged = true;
            deadline = then + limit.toNanos();
        }
        return then - deadline < 0;
    }

    private boolean isSingleFailure(CheckSubject subject) {
        return isUnconfirmed(subject) && answersOf(subject).count() == 1;
    }

    // ---- one look
    // ----------------------------------------------------------------------------------------------------

    private void look(List<CheckSubject> asked) throws InterruptedException {
        look.clear();
        askedAt.clear();
        asked.forEach(this::start);
        collect();
        somethingAnswered |= look.values().stream().anyMatch(VerificationRound::isAnswered);
        look.forEach((subject, result) -> {
            Duration after = Duration.ofNanos(askedAt.getOrDefault(subject, begin) - begin);
            boolean early = after.compareTo(settling) < 0;
            answers.put(subject, answersOf(subject).and(new Answers.Answer(result, !somethingAnswered, early, after)));
        });
    }

    private static boolean isAnswered(CheckResult result) {
        return result.status() != CheckStatus.NO_DATA && !result.unanswered();
    }

    private void start(CheckSubject subject) {
        askedAt.put(subject, threads.nanoTime());
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
        long now = threads.nanoTime();
        Duration own = shorter(subject.limit(), limit);
        long ownDeadline = now + own.toNanos();
        boolean byOwn = own.compareTo(limit) < 0 && ownDeadline - deadline < 0;
        boolean first = answersOf(subject) == Answers.NONE;
        boolean needed = first || isSingleFailure(subject);
        Duration left = Duration.ofNanos(Math.max(1, deadline - now));
        CheckRun run = new CheckRun(
                subject,
                context.withTimeLimit(first ? own : shorter(own, left)),
                byOwn ? ownDeadline : deadline,
                byOwn ? Failures.noAnswer(own) : needed ? Failures.noAnswerInAll(limit) : null,
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
                overdue(run.subject(), run.ifOverdue());
            }
        }
    }

    /** A check that was asked again when there was no time left for it is judged by what it said before. */
    private void overdue(CheckSubject subject, @Nullable CheckResult result) {
        if (result == null) {
            outOfTime.add(subject);
        } else {
            done(subject, result);
        }
    }

    /** A failure may be asked about again, and is not told as done before that is known. */
    private void done(CheckSubject subject, CheckResult result) {
        look.put(subject, result);
        if (answers.isEmpty()) {
            tell((int) look.values().stream()
                    .filter(r -> r.status() != CheckStatus.FAIL)
                    .count());
        }
    }

    // ---- what came of it
    // ---------------------------------------------------------------------------------------------

    private Answers answersOf(CheckSubject subject) {
        return answers.getOrDefault(subject, Answers.NONE);
    }

    private Verification judged(Instant finishedAt) {
        List<CompletedCheck> results = subjects.stream()
                .map(s -> new CompletedCheck(
                        s.id(), s.name(), Objects.requireNonNull(answers.get(s)).judged()))
                .toList();
        return new Verification(startedAt, finishedAt, results);
    }

    private void tell(int done) {
        tell(done, null);
    }

    private void tell(int done, @Nullable Settling waitsFor) {
        if (done > told || !Objects.equals(waitsFor, toldSettling)) {
            told = Math.max(done, told);
            toldSettling = waitsFor;
            progress.advanced(told, subjects.size(), waitsFor);
        }
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
