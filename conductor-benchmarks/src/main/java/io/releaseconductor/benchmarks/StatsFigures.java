package io.releaseconductor.benchmarks;

import com.sun.management.ThreadMXBean;
import io.releaseconductor.deployment.HistoryEntry;
import io.releaseconductor.examples.bot.FiguresPicture;
import io.releaseconductor.json.DeploymentJson;
import io.releaseconductor.model.Environment;
import io.releaseconductor.stats.Figures;
import io.releaseconductor.stats.Period;
import io.releaseconductor.testkit.Histories;
import java.io.StringReader;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** How long figures of a year take beside a bare pass over the same entries, and what their picture takes. Prints a table. */
public final class StatsFigures {

    private static final int DEPLOYMENTS = 10_000;
    private static final int COPIES = 100;
    private static final int RUNS = 15;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double BYTES_PER_MIB = 1 << 20;

    private static final Period YEAR =
            new Period(Instant.parse("2024-01-01T00:00:00Z"), Instant.parse("2024-12-30T00:00:00Z"));

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Keeps the compiler from leaving out what nobody looks at. */
    private static long seen;

    private StatsFigures() {}

    private record Cost(double millis, double mebibytes) {}

    /**
     * Measures.
     *
     * @param args none that is looked at
     */
    public static void main(String[] args) {
        List<HistoryEntry> year = Histories.of(7, Environment.PROD, YEAR, DEPLOYMENTS);
        List<Period> weeks = YEAR.pieces();
        Supplier<Stream<HistoryEntry>> many =
                () -> Collections.nCopies(COPIES, year).stream().flatMap(List::stream);
        row("10,000 deployments", "ms", "MiB", "passes");
        Cost pass = cost(() -> pass(year.stream()));
        told("a bare pass", pass, pass);
        String lines = lines(year);
        told("reading it from JSON lines", cost(() -> read(lines)), pass);
        told("figures of the year", cost(() -> of(List.of(YEAR), year.stream())), pass);
        told("figures of its weeks", cost(() -> of(weeks, year.stream())), pass);
        List<Figures> pieces = Figures.of(Environment.PROD, weeks, year.stream());
        told(
                "the picture as PNG",
                cost(() -> FiguresPicture.png(Environment.PROD, pieces).bytes().length),
                pass);
        told(
                "the picture as SVG",
                cost(() -> FiguresPicture.svg(Environment.PROD, pieces).bytes().length),
                pass);
        row("1,000,000 deployments", "ms", "MiB", "passes");
        Cost longPass = cost(() -> pass(many.get()));
        told("a bare pass", longPass, longPass);
        told("figures of all of it", cost(() -> of(List.of(YEAR), many.get())), longPass);
        row("all seen: " + (seen != 0), "", "", "");
    }

    private static long pass(Stream<HistoryEntry> entries) {
        return entries.mapToLong(entry ->
                        entry.initiatedAt().getEpochSecond() + entry.status().ordinal())
                .sum();
    }

    private static String lines(List<HistoryEntry> entries) {
        StringBuilder lines = new StringBuilder();
        DeploymentJson json = new DeploymentJson();
        entries.forEach(entry -> lines.append(json.writeHistory(entry)).append('\n'));
        return lines.toString();
    }

    private static long read(String lines) {
        return new DeploymentJson()
                .importHistory(new StringReader(lines))
                .mapToLong(entry -> entry.initiatedAt().getEpochSecond())
                .sum();
    }

    private static long of(List<Period> periods, Stream<HistoryEntry> entries) {
        return Figures.of(Environment.PROD, periods, entries).get(0).deployments();
    }

    /** The median of some runs, after as many that are not looked at. */
    private static Cost cost(LongSupplier work) {
        double[] millis = new double[RUNS];
        double mebibytes = 0;
        for (int run = -RUNS; run < RUNS; run++) {
            long bytes = THREADS.getCurrentThreadAllocatedBytes();
            long start = System.nanoTime();
            seen += work.getAsLong();
            long took = System.nanoTime() - start;
            if (run >= 0) {
                millis[run] = took / NANOS_PER_MILLI;
                mebibytes = (THREADS.getCurrentThreadAllocatedBytes() - bytes) / BYTES_PER_MIB;
            }
        }
        Arrays.sort(millis);
        return new Cost(millis[RUNS / 2], mebibytes);
    }

    private static void told(String what, Cost cost, Cost pass) {
        row(
                what,
                String.format(Locale.ROOT, "%.2f", cost.millis()),
                String.format(Locale.ROOT, "%.2f", cost.mebibytes()),
                String.format(Locale.ROOT, "%.1f", cost.millis() / pass.millis()));
    }

    private static void row(String what, String millis, String mebibytes, String passes) {
        System.out.println("| " + what + " | " + millis + " | " + mebibytes + " | " + passes + " |");
    }
}
