package io.releaseconductor.benchmarks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs the benchmarks and prints what they come to: ratios, since these hold on other machines too. */
public final class Benchmarks {

    private static final int MANY = 16;

    /** Operations a second, by name. */
    private final Map<String, Double> found = new TreeMap<>();
    /** Bytes that an operation allocates, by name. */
    private final Map<String, Double> allocated = new TreeMap<>();

    private final int forks = Integer.getInteger("benchmarks.forks", 1);
    private final int iterations = Integer.getInteger("benchmarks.iterations", 5);

    private Benchmarks() {}

    /**
     * Runs them.
     *
     * @param args a regular expression over the names of the benchmarks' classes; without one, all
     * @throws RunnerException if one of them cannot run
     */
    public static void main(String[] args) throws RunnerException {
        String wanted = args.length == 0 ? ".*" : args[0];
        Benchmarks all = new Benchmarks();
        for (Class<?> one : List.of(
                TransitionBenchmark.class,
                ClaimBenchmark.class,
                HistoryBenchmark.class,
                SqlTransitionBenchmark.class,
                SqlClaimBenchmark.class,
                SqlHistoryBenchmark.class,
                CodecBenchmark.class,
                LookBenchmark.class)) {
            if (one.getSimpleName().matches(wanted)) {
                all.run(one, 1);
                if (one == TransitionBenchmark.class) {
                    all.run(one, MANY);
                }
            }
        }
        System.out.println(all.table());
    }

    private void run(Class<?> benchmark, int threads) throws RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include("^" + benchmark.getName().replace(".", "\\.") + "\\.")
                        .mode(Mode.Throughput)
                        .threads(threads)
                        .forks(forks)
                        .warmupIterations(3)
                        .warmupTime(TimeValue.seconds(1))
                        .measurementIterations(iterations)
                        .measurementTime(TimeValue.seconds(1))
                        .shouldFailOnError(true)
                        .addProfiler(GCProfiler.class)
                        .build())
                .run();
        for (RunResult result : results) {
            String name = result.getParams().getBenchmark();
            StringBuilder key = new StringBuilder(name.substring(name.lastIndexOf('.') + 1));
            result.getParams()
                    .getParamsKeys()
                    .forEach(param -> key.append(' ').append(result.getParams().getParam(param)));
            key.append(benchmark == TransitionBenchmark.class ? " x" + threads : "");
            found.put(key.toString(), result.getPrimaryResult().getScore());
            allocated.put(
                    key.toString(),
                    Objects.requireNonNull(result.getSecondaryResults().get("gc.alloc.rate.norm"))
                            .getScore());
        }
    }

    private String table() {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(String.format("%-58s %8s   %s", "ratio", "measured", "aim"));
        for (int threads : new int[] {1, MANY}) {
            String x = " x" + threads;
            String suffix = threads == 1 ? ", 1 thread" : ", " + threads + " threads";
            times(lines, "transition, time in PINGs" + suffix, "ping" + x, "transition" + x, "at most 1.6");
            times(
                    lines,
                    "transition, throughput in bare scripts" + suffix,
                    "transition" + x,
                    "bareScript" + x,
                    "at least 0.8");
        }
        times(
                lines,
                "claim of 10, time with 10,000 unsettled in that with 100",
                "claim 100",
                "claim 10000",
                "at most 1.5");
        times(
                lines,
                "page of 25, time out of 1,000,000 in that out of 1,000",
                "page 1000",
                "page 1000000",
                "at most 1.5");
        for (String database : List.of("h2", "sqlite", "postgresql")) {
            times(
                    lines,
                    database + ": transition, time in bare updates",
                    "bareUpdate " + database,
                    "sqlTransition " + database,
                    "none");
            times(
                    lines,
                    database + ": claim of 10, time with 100,000 unsettled in that with 100",
                    "sqlClaim " + database + " 100",
                    "sqlClaim " + database + " 100000",
                    "at most 1.5");
            times(
                    lines,
                    database + ": page of 25, time out of 1,000,000 in that out of 1,000",
                    "sqlPage " + database + " 1000",
                    "sqlPage " + database + " 1000000",
                    "at most 1.5");
        }
        times(lines, "codec write, time in writes of Jackson's tree", "treeWrite", "write", "none");
        times(lines, "look at a metric, time in likelihoods of the same counts", "likelihood", "look", "at most 40");
        times(lines, "codec read, time in reads into Jackson's tree", "treeRead", "read", "none");
        ratio(
                lines,
                "look at a metric, bytes allocated in those of the new record",
                allocated.get("look"),
                allocated.get("record"),
                "1");
        lines.add("");
        found.forEach((name, perSecond) -> lines.add(String.format(
                Locale.ROOT, "%-28s %,14.0f /s, %,12.0f bytes each", name, perSecond, allocated.get(name))));
        return String.join(System.lineSeparator(), lines);
    }

    /** A time in another is a throughput in the other's, turned round. */
    private void times(List<String> lines, String what, String above, String below, String aim) {
        ratio(lines, what, found.get(above), found.get(below), aim);
    }

    private static void ratio(
            List<String> lines, String what, @Nullable Double one, @Nullable Double other, String aim) {
        if (one != null && other != null) {
            lines.add(String.format(Locale.ROOT, "%-58s %8.2f   %s", what, one / other, aim));
        }
    }
}
