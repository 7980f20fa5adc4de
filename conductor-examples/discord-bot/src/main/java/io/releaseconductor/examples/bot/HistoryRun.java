package io.releaseconductor.examples.bot;

import io.releaseconductor.Conductor;
import io.releaseconductor.chatops.Attachment;
import io.releaseconductor.chatops.Command;
import io.releaseconductor.chatops.HistoryOptions;
import io.releaseconductor.deployment.HistoryEntry;
import io.releaseconductor.deployment.HistoryFilter;
import io.releaseconductor.json.DeploymentJson;
import io.releaseconductor.json.HistoryCsv;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spi.StateStore;
import io.releaseconductor.stats.Figures;
import io.releaseconductor.stats.Period;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Puts out history, or figures of it, and nothing else unless something is wrong. It reads the history and changes nothing; another bot may be at
 * work meanwhile, but for one that keeps its state in the same folder.
 */
final class HistoryRun {

    static final String HISTORY = "history";
    static final String STATS = "stats";

    private static final String CSV = "csv";
    private static final String JSON = "json";
    private static final String PLOT = "plot";

    private final BotSettings settings;
    private final Redaction redaction;
    private final Clock clock;
    private final PrintStream out;

    HistoryRun(BotSettings settings, Redaction redaction, Clock clock, PrintStream out) {
        this.settings = settings;
        this.redaction = redaction;
        this.clock = clock;
        this.out = out;
    }

    private interface Task {
        void run(Conductor conductor) throws IOException;
    }

    /** {@return how the process ends} */
    int run(List<String> args) {
        List<String> wrong = new ArrayList<>();
        boolean stats = args.get(0).equals(STATS);
        Task task = stats ? stats(args, wrong) : history(args, wrong);
        if (!wrong.isEmpty()) {
            wrong.forEach(out::println);
            return BotMain.WRONG_ARGUMENTS;
        }
        List<String> problems = settings.problemsOfHistory();
        if (!problems.isEmpty()) {
            return BotMain.refused(problems, redaction, out);
        }
        return carriedOut(task);
    }

    /** {@code history [csv|json] [env:…] [status:…] [by:…] [version:…] [from:…] [to:…]}. */
    private Task history(List<String> args, List<String> wrong) {
        boolean formatted = args.size() > 1 && List.of(CSV, JSON).contains(args.get(1));
        boolean csv = formatted && args.get(1).equals(CSV);
        Map<String, String> options =
                options(args.subList(formatted ? 2 : 1, args.size()), HistoryOptions.NAMES, wrong);
        HistoryFilter filter =
                HistoryOptions.read(options, settings.ship().value().names(), clock.instant(), wrong);
        return conductor -> {
            try (Stream<HistoryEntry> entries = conductor.history(filter)) {
                if (csv) {
                    HistoryCsv.write(entries, out);
                } else {
                    new DeploymentJson().exportHistory(entries, out);
                }
            }
        };
    }

    /** {@code stats [env:…] [days:…] [plot:FILE]}. */
    private Task stats(List<String> args, List<String> wrong) {
        Map<String, String> options =
                options(args.subList(1, args.size()), List.of(Command.ENV, Command.DAYS, PLOT), wrong);
        List<Environment> all = settings.ship().value().names();
        Environment environment = HistoryOptions.read(
                        Map.of(Command.ENV, options.getOrDefault(Command.ENV, "")), all, clock.instant(), wrong)
                .environment();
        Period period = Period.lastDays(days(options.get(Command.DAYS), wrong), clock.instant());
        String plot = options.get(PLOT);
        if (plot != null && (environment == null || !(plot.endsWith(".png") || plot.endsWith(".svg")))) {
            wrong.add(PLOT + ": \"" + plot
                    + "\" is not allowed; allowed: a file that ends with .png or .svg, together with " + Command.ENV);
        }
        return conductor -> {
            DeploymentJson json = new DeploymentJson();
            for (Environment each : environment == null ? all : List.of(environment)) {
                List<Period> periods = new ArrayList<>(List.of(period));
                if (plot != null) {
                    periods.addAll(period.pieces());
                }
                List<Figures> figures = conductor.figures(each, periods);
                out.append(json.writeFigures(figures.get(0))).append('\n');
                if (plot != null) {
                    draw(each, figures.subList(1, figures.size()), plot);
                }
            }
        };
    }

    private static void draw(Environment environment, List<Figures> pieces, String plot) throws IOException {
        Attachment picture = plot.endsWith(".svg")
                ? FiguresPicture.svg(environment, pieces)
                : FiguresPicture.png(environment, pieces);
        Files.write(Path.of(plot), picture.bytes());
    }

    private static int days(@Nullable String text, List<String> wrong) {
        if (text == null) {
            return Period.USUAL_DAYS;
        }
        int days = text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : 0;
        if (days < 1 || days > Period.MOST_DAYS) {
            wrong.add(Command.DAYS + ": \"" + text + "\" is not allowed; allowed: 1 to " + Period.MOST_DAYS);
            return Period.USUAL_DAYS;
        }
        return days;
    }

    private static Map<String, String> options(List<String> args, List<String> names, List<String> wrong) {
        Map<String, String> options = new LinkedHashMap<>();
        for (String arg : args) {
            int colon = arg.indexOf(':');
            String name = colon < 0 ? arg : arg.substring(0, colon);
            if (colon < 0 || !names.contains(name)) {
                wrong.add("\"" + arg + "\" is not allowed; allowed: "
                        + String.join(
                                ", ", names.stream().map(each -> each + ":…").toList()));
            } else {
                options.put(name, arg.substring(colon + 1));
            }
        }
        return options;
    }

    private int carriedOut(Task task) {
        Report opening = new Report(redaction);
        return settings.state()
                .value()
                .look(opening, store -> carriedOut(task, store))
                .orElseGet(() -> unread(opening));
    }

    private int carriedOut(Task task, StateStore store) {
        try (Conductor conductor = settings.onlooker(store)) {
            task.run(conductor);
            return 0;
        } catch (IOException e) {
            out.println(redaction.of("This cannot be written: " + e));
            return BotMain.FAILED;
        }
    }

    private int unread(Report opening) {
        opening.close().forEach(line -> out.println(line.text()));
        out.println(
                "The history could not be read. Stop the bot for as long as this takes, if it keeps its state in that folder.");
        return BotMain.FAILED;
    }
}
