package io.releaseconductor.examples.bot;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What examinations found that were made at the same time, and printed in order.
 *
 * @param bad how many lines told of something that has to be mended
 * @param doubtful how many told of a doubt
 */
record Examined(int bad, int doubtful) {

    /** Makes and prints them all, whatever they find. */
    static Examined all(List<Examination> examinations, Redaction redaction, PrintStream out) {
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
        return new Examined(bad, doubtful);
    }

    private static int count(List<Report.Line> lines, Mark mark) {
        return (int) lines.stream().filter(line -> line.mark() == mark).count();
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
