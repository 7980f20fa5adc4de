package io.releaseconductor.examples.bot;

import io.releaseconductor.check.Check;
import io.releaseconductor.checks.Tryout;
import io.releaseconductor.model.Environment;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Looks for what is wrong, as a person with the troubleshooting page would, and says how to mend it. Changes nothing anywhere, but for
 * what the checks do by their nature. Looks at everything, whatever it finds.
 */
final class Doctor {

    private final List<Examination> examinations;
    private final Redaction redaction;

    Doctor(List<Examination> examinations, Redaction redaction) {
        this.examinations = List.copyOf(examinations);
        this.redaction = redaction;
    }

    static Doctor of(BotSettings settings, Map<String, String> environment, Clock clock) {
        List<Examination> examinations = new ArrayList<>();
        examinations.add(new ConfigurationExamination(settings));
        examinations.add(new DiscordExamination(settings));
        examinations.add(new GitHubExamination(settings, clock));
        examinations.add(new StateExamination(settings, clock));
        examinations.add(new HttpExamination(settings));
        Tryout tryout = Tryout.of(environment);
        for (Environment name : settings.ship().value().names()) {
            List<Check> checks = settings.checks().value().get(name);
            examinations.add(new ChecksExamination(name, checks, settings, tryout.in(name), clock));
            examinations.add(new MetricsExamination(name, settings, clock));
        }
        return new Doctor(examinations, new Redaction(environment));
    }

    /**
     * Looks at everything and prints it, in order.
     *
     * @param out where to
     * @return whether nothing has to be mended
     */
    boolean examine(PrintStream out) {
        List<Running> running = examinations.stream()
                .map(each -> Running.start(each, redaction))
                .toList();
        int bad = 0;
        int doubtful = 0;
        for (Running each : running) {
            List<Report.Line> lines = each.await();
            if (!lines.isEmpty()) {
                out.println(each.examination.title());
                lines.forEach(out::println);
            }
            bad += count(lines, Mark.BAD);
            doubtful += count(lines, Mark.DOUBTFUL);
        }
        out.println(
                bad == 0
                        ? "Ready to ship" + with(doubtful) + "."
                        : bad + (bad == 1 ? " problem" : " problems") + " to mend" + with(doubtful) + ".");
        return bad == 0;
    }

    private static int count(List<Report.Line> lines, Mark mark) {
        return (int) lines.stream().filter(line -> line.mark() == mark).count();
    }

    private static String with(int doubtful) {
        return doubtful == 0 ? "" : ", with " + doubtful + (doubtful == 1 ? " doubt" : " doubts");
    }

    /** An examination under way. */
    private record Running(Examination examination, Report report, FutureTask<Void> task, long startedAt) {

        static Running start(Examination examination, Redaction redaction) {
            Report report = new Report(redaction);
            FutureTask<Void> task = new FutureTask<>(() -> {
                examination.examine(report);
                return null;
            });
            Thread thread = new Thread(task, "doctor " + examination.title());
            thread.setDaemon(true);
            thread.start();
            return new Running(examination, report, task, System.nanoTime());
        }

        List<Report.Line> await() {
            Duration limit = examination.limit();
            try {
                long left = limit.toNanos() - (System.nanoTime() - startedAt);
                task.get(Math.max(0, left), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                task.cancel(true);
                report.bad(
                        "Not done within " + limit.toSeconds() + " s; what follows was not looked at",
                        "see whether the other side answers at all from this machine");
            } catch (ExecutionException e) {
                report.bad("Ended by " + e.getCause(), "this is a defect of the doctor; the bot itself may work");
            } catch (InterruptedException e) {
                task.cancel(true);
                Thread.currentThread().interrupt();
                report.bad("Interrupted", null);
            }
            return report.close();
        }
    }
}
