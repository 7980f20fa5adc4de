package io.releaseconductor.examples.bot;

import io.releaseconductor.check.Check;
import io.releaseconductor.check.CheckContext;
import io.releaseconductor.check.CheckResult;
import io.releaseconductor.check.CheckStatus;
import io.releaseconductor.checks.TriedCheck;
import io.releaseconductor.checks.Tryout;
import io.releaseconductor.checks.TryoutReport;
import io.releaseconductor.config.Problems;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Phase;
import io.releaseconductor.model.Strategy;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Runs the checks of an environment once, against what is deployed there now. For those that do not pass it looks for variables under
 * which they understand what they are answered.
 *
 * @param environment which
 * @param checks its checks; null if its variables are not in order
 * @param settings the configuration
 * @param tryout looks for variables
 * @param clock the time
 */
record ChecksExamination(
        Environment environment, @Nullable List<Check> checks, BotSettings settings, Tryout tryout, Clock clock)
        implements Examination {

    private static final Duration LONGEST = Duration.ofMinutes(30);
    private static final Duration SHORTEST = Duration.ofMillis(1);

    @Override
    public String title() {
        return "Checks of " + environment + " (verification fails)";
    }

    @Override
    public Duration limit() {
        return verification().plus(tryout.limit()).plusSeconds(5);
    }

    private Duration verification() {
        return settings.variables()
                .in(environment, new Problems())
                .millis("SHIP_VERIFICATION_TIMEOUT_MS", Duration.ofSeconds(30), SHORTEST, LONGEST);
    }

    @Override
    public void examine(Report report) throws InterruptedException {
        if (checks == null) {
            report.told("Not looked at, since its variables are not in order");
            return;
        }
        if (checks.isEmpty()) {
            report.told("No check can be run");
            return;
        }
        Map<Check, FutureTask<CheckResult>> running = new LinkedHashMap<>();
        for (Check check : checks) {
            Duration limit = shorter(check.timeLimit(), verification());
            CheckContext context = new CheckContext(
                    DeployId.of(environment, clock.instant()), environment, Strategy.FULL, Phase.DEPLOY, null, limit);
            FutureTask<CheckResult> task = new FutureTask<>(() -> check.run(context));
            Thread thread = new Thread(task, "doctor " + check.id());
            thread.setDaemon(true);
            thread.start();
            running.put(check, task);
        }
        long start = System.nanoTime();
        Map<Check, CheckResult> results = new LinkedHashMap<>();
        for (Map.Entry<Check, FutureTask<CheckResult>> each : running.entrySet()) {
            Duration limit = shorter(each.getKey().timeLimit(), verification());
            results.put(each.getKey(), await(each.getValue(), limit.toNanos() - (System.nanoTime() - start), limit));
        }
        unanswered(results).forEach((result, those) -> {
            tell(those.stream().map(Check::name).collect(Collectors.joining(", ")), result, report);
            results.keySet().removeAll(those);
        });
        List<String> unwell = new ArrayList<>();
        results.forEach((check, result) -> {
            tell(check.name(), result, report);
            if (result.status() == CheckStatus.FAIL || result.status() == CheckStatus.NO_DATA) {
                unwell.add(check.id());
            }
        });
        suggest(unwell, report);
    }

    /** Where nobody could be asked, for the same reason, that is one matter, however many checks tried. */
    private static Map<CheckResult, List<Check>> unanswered(Map<Check, CheckResult> results) {
        Map<String, CheckResult> firsts = new HashMap<>();
        Map<CheckResult, List<Check>> all = new LinkedHashMap<>();
        results.forEach((check, result) -> {
            if (result.status() == CheckStatus.FAIL && result.latency() == null && result.hint() != null) {
                CheckResult first = firsts.computeIfAbsent(result.message() + result.hint(), why -> result);
                all.computeIfAbsent(first, key -> new ArrayList<>()).add(check);
            }
        });
        return all;
    }

    private void suggest(List<String> unwell, Report report) throws InterruptedException {
        if (unwell.isEmpty()) {
            return;
        }
        TryoutReport tried = tryout.only(unwell).run();
        for (TriedCheck check : tried.checks()) {
            check.settings()
                    .forEach((name, value) ->
                            report.told(check.name() + ": tried, and understood, with " + name + "=" + value));
            check.notes().forEach(note -> report.told(check.name() + ": " + note));
        }
    }

    private static CheckResult await(FutureTask<CheckResult> task, long nanos, Duration limit)
            throws InterruptedException {
        try {
            return task.get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            task.cancel(true);
            return CheckResult.fail("Not done within " + limit.toMillis() + "ms")
                    .withHint("see whether the endpoint answers at all from this machine");
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            return CheckResult.threw(cause == null ? e : cause);
        }
    }

    private static void tell(String name, CheckResult result, Report report) {
        Duration latency = result.latency();
        String text = name + ": " + result.message() + (latency == null ? "" : " (" + latency.toMillis() + "ms)");
        String mend = result.hint() != null ? result.hint() : result.error();
        switch (result.status()) {
            case PASS -> report.good(text);
            case WARNING -> report.doubtful(text, mend);
            case FAIL -> report.bad(text, mend);
            case NO_DATA -> report.doubtful(text, mend);
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
