package io.releaseconductor.benchmarks.judge;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.releaseconductor.benchmarks.judge.Scenario.Asks;
import io.releaseconductor.benchmarks.judge.Scenario.Side;
import io.releaseconductor.metric.Correlation;
import io.releaseconductor.metric.MetricSpec;
import io.releaseconductor.metric.Power;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The figures of the judge beside the rules of others, all on the same histories. Writes {@code judge.md}, {@code judge.json} and
 * {@code power.png}.
 */
public final class JudgeFigures {

    private static final double[] CURVE = {
        0.05, 0.06, 0.065, 0.07, 0.075, 0.08, 0.085, 0.09, 0.1, 0.11, 0.12, 0.14, 0.16
    };

    private static final double[][] SETTINGS = {
        {1, 9, 0.05, 180}, {1, 1, 0.05, 180}, {1, 9, 0.01, 180}, {1, 9, 0.001, 180}, {0.1, 0.9, 0.05, 180},
        {0.1, 0.9, 0.01, 180}, {10, 10, 0.01, 60}, {10, 10, 0.001, 180}, {10, 90, 0.001, 60}, {1, 9, 0.2, 60},
        {0.5, 0.5, 0.02, 180}, {0.5, 4.5, 0.005, 180}, {0.3, 2.7, 0.03, 90}, {2, 2, 0.1, 90}, {3, 3, 0.003, 180},
        {0.2, 1.8, 0.1, 180}, {5, 45, 0.05, 30}, {1, 3, 0.02, 120}, {2, 18, 0.002, 180}, {1, 4, 0.03, 60},
    };

    private final long seed;
    private final int histories;
    private final Path out;
    private final ExecutorService threads;
    private final MetricSpec spec = MetricSpec.besideStable("errors");
    private final List<Rule> rules = List.of(
            new OurJudge(spec),
            Threshold.flagger(),
            Threshold.argo(),
            Kayenta.cumulative(),
            Kayenta.sliding(),
            Naive.BETA_BINOMIAL.rule(),
            Naive.Z_TEST.rule());
    private final ObjectNode json = new ObjectMapper().createObjectNode();

    private JudgeFigures(Map<String, String> arguments) {
        seed = Long.parseLong(arguments.getOrDefault("seed", "1"));
        histories = Integer.parseInt(arguments.getOrDefault("histories", "10000"));
        out = Path.of(arguments.getOrDefault("out", "target/judge"));
        threads = Executors.newFixedThreadPool(Integer.parseInt(arguments.getOrDefault(
                "threads", String.valueOf(Runtime.getRuntime().availableProcessors()))));
    }

    /**
     * Runs them.
     *
     * @param args one text such as {@code seed=1,histories=10000,threads=2,out=target/judge,lines=healthy.*}; all of it may be left
     *     out
     * @throws IOException if the results cannot be written
     */
    public static void main(String[] args) throws IOException, InterruptedException, ExecutionException {
        Map<String, String> arguments = new LinkedHashMap<>();
        for (String argument : String.join(",", args).split(",")) {
            int at = argument.indexOf('=');
            if (at > 0) {
                arguments.put(argument.substring(0, at), argument.substring(at + 1));
            }
        }
        KayentaVectors.check();
        JudgeFigures figures = new JudgeFigures(arguments);
        try {
            figures.run(arguments.getOrDefault("lines", ".*"));
        } finally {
            figures.threads.shutdown();
        }
    }

    private void run(String lines) throws IOException, InterruptedException, ExecutionException {
        Files.createDirectories(out);
        json.put("seed", seed).put("histories", histories);
        StringBuilder markdown = new StringBuilder();
        markdown.append("Seed ").append(seed).append(", ").append(histories).append(" histories a line.\n\n");
        table(markdown, "Healthy releases that are rolled back", Asks.NO_FALSE_ALARM, lines);
        table(
                markdown,
                "Bad releases that are found, and after how long: share, median, 90th percentile in minutes",
                Asks.FIND,
                lines);
        table(markdown, "Healthy releases that pass by themselves", Asks.PASS, lines);
        if ("power".matches(lines)) {
            power(markdown);
        }
        if ("curve".matches(lines)) {
            curve();
        }
        Files.writeString(out.resolve("judge.md"), markdown);
        new ObjectMapper()
                .writerWithDefaultPrettyPrinter()
                .writeValue(out.resolve("judge.json").toFile(), json);
        System.out.println(markdown);
    }

    private void table(StringBuilder markdown, String title, Asks asks, String lines)
            throws InterruptedException, ExecutionException {
        List<Scenario> scenarios = Scenarios.all().stream()
                .filter(scenario -> scenario.asks() == asks && scenario.name().matches(lines))
                .toList();
        if (scenarios.isEmpty()) {
            return;
        }
        List<Rule> shown = asks == Asks.PASS ? rules.subList(0, 1) : rules;
        markdown.append("### ").append(title).append("\n\n| release | goal |");
        shown.forEach(rule -> markdown.append(' ').append(rule.name()).append(" |"));
        markdown.append("\n|---|---|").append("---|".repeat(shown.size())).append('\n');
        ArrayNode results = json.withArray(asks.name().toLowerCase(Locale.ROOT));
        for (Scenario scenario : scenarios) {
            markdown.append("| ")
                    .append(scenario.name())
                    .append(" | ")
                    .append(scenario.goal())
                    .append(" |");
            ObjectNode line =
                    results.addObject().put("release", scenario.name()).put("goal", scenario.goal());
            for (Map.Entry<Rule, Tally> result : tallies(scenario, shown).entrySet()) {
                Tally tally = result.getValue();
                double median = tally.minutes(0.5, scenario.onset());
                double ninety = tally.minutes(0.9, scenario.onset());
                markdown.append(' ').append(cell(asks, tally, median, ninety)).append(" |");
                line.putObject(result.getKey().name())
                        .put("share", tally.share())
                        .put("upper_99", tally.upperBound())
                        .put("median_minutes", median)
                        .put("p90_minutes", ninety);
            }
            markdown.append('\n');
            System.err.println(scenario.name());
        }
        markdown.append('\n');
    }

    private static String cell(Asks asks, Tally tally, double median, double ninety) {
        String share = percent(tally.share());
        if (asks == Asks.NO_FALSE_ALARM) {
            return share + " (≤ " + percent(tally.upperBound()) + ")";
        }
        return share
                + (Double.isNaN(median) ? "" : String.format(Locale.ROOT, ", %.1f", median))
                + (Double.isNaN(ninety) ? "" : String.format(Locale.ROOT, ", %.1f", ninety));
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, share > 0.1 ? "%.1f %%" : "%.2f %%", 100 * share);
    }

    private Map<Rule, Tally> tallies(Scenario scenario, List<Rule> shown)
            throws InterruptedException, ExecutionException {
        int[][] after = new int[shown.size()][histories];
        int chunk = 250;
        List<Future<?>> running = new ArrayList<>();
        for (int from = 0; from < histories; from += chunk) {
            int first = from;
            running.add(threads.submit(() -> {
                for (int i = first; i < Math.min(histories, first + chunk); i++) {
                    History history = scenario.history(seedOf(scenario, i));
                    for (int r = 0; r < after.length; r++) {
                        Rule rule = shown.get(r);
                        after[r][i] = scenario.asks() == Asks.PASS
                                ? rule.passesAfter(history)
                                : fails(rule, history, scenario.onset());
                    }
                }
            }));
        }
        for (Future<?> one : running) {
            one.get();
        }
        Map<Rule, Tally> tallies = new LinkedHashMap<>();
        for (int r = 0; r < after.length; r++) {
            tallies.put(shown.get(r), new Tally(after[r]));
        }
        return tallies;
    }

    /** A rollback before the harm began has found nothing. */
    private static int fails(Rule rule, History history, int onset) {
        int looks = rule.failsAfter(history);
        return looks <= onset ? Rule.NEVER : looks;
    }

    /** Another stream for each line and history; SplittableRandom mixes what it is given. */
    private long seedOf(Scenario scenario, int history) {
        return (seed * 1_000_003 + scenario.name().hashCode()) * 1_000_003 + history;
    }

    /** Where 80 % is printed, are 80 % found? */
    private void power(StringBuilder markdown) throws InterruptedException, ExecutionException {
        markdown.append(
                "### Where \"80 % found\" is printed, how many are found\n\n| setting | printed | found |\n|---|---|---|\n");
        ArrayNode results = json.withArray("power");
        for (double[] setting : SETTINGS) {
            MetricSpec metric = spec.withBake(
                    Duration.ZERO,
                    Duration.ofSeconds((long) setting[3] * History.SECONDS),
                    Duration.ofSeconds(History.SECONDS));
            double seeable = new Power(metric, setting[0] * 60, setting[1] * 60, Correlation.INDEPENDENT)
                    .seeable(setting[2])
                    .orElse(1.0);
            String name = String.format(
                    Locale.ROOT,
                    "%s, %s : %s a second, %.0f min",
                    percent(setting[2]),
                    setting[0],
                    setting[1],
                    setting[3] / 6);
            Scenario scenario = new Scenario(
                    name, Asks.FIND, "78 to 84 %", 0, Side.of(setting[0], seeable), Side.of(setting[1], setting[2]));
            int looks = (int) setting[3];
            Rule cut = new Rule() {
                @Override
                public String name() {
                    return "Release Conductor";
                }

                @Override
                public int failsAfter(History history) {
                    return new OurJudge(metric)
                            .failsAfter(new History(
                                    history.before(),
                                    history.canary().subList(0, looks),
                                    history.stable().subList(0, looks)));
                }
            };
            double found =
                    tallies(scenario, List.of(cut)).values().iterator().next().share();
            markdown.append("| ")
                    .append(name)
                    .append(" | ")
                    .append(percent(seeable))
                    .append(" | ")
                    .append(percent(found))
                    .append(" |\n");
            results.addObject().put("setting", name).put("printed", seeable).put("found", found);
            System.err.println(name);
        }
        markdown.append('\n');
    }

    private void curve() throws IOException, InterruptedException, ExecutionException {
        Map<String, double[]> curves = new LinkedHashMap<>();
        rules.forEach(rule -> curves.put(rule.name(), new double[CURVE.length]));
        for (int i = 0; i < CURVE.length; i++) {
            Scenario scenario = new Scenario("curve " + i, Asks.FIND, "", 0, Side.of(1, CURVE[i]), Side.of(9, 0.05));
            int point = i;
            tallies(scenario, rules)
                    .forEach((rule, tally) -> Objects.requireNonNull(curves.get(rule.name()))[point] = tally.share());
        }
        PowerChart.write(out.resolve("power.png"), CURVE, curves);
        ObjectNode node = json.putObject("curve");
        ArrayNode rates = node.putArray("canary_rate");
        for (double rate : CURVE) {
            rates.add(rate);
        }
        curves.forEach((name, shares) -> {
            ArrayNode values = node.putArray(name);
            for (double share : shares) {
                values.add(share);
            }
        });
    }
}
