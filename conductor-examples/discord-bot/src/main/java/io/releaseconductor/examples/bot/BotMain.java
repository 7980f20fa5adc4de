package io.releaseconductor.examples.bot;

import io.releaseconductor.checks.Tryout;
import io.releaseconductor.checks.TryoutReport;
import io.releaseconductor.config.ConfigurationException;
import io.releaseconductor.config.Problems;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the bot, its doctor, a tryout of the checks, a back-test of the metrics, or an export of history, figures or audit trails. See
 * {@code docs/discord-bot.md}.
 */
public final class BotMain {

    /** The configuration has to be mended first: another start does not help. */
    static final int FAILED = 1;

    /** Not started in a way that is known. */
    static final int WRONG_ARGUMENTS = 2;

    /** Discord closed the connection for good: whoever supervises the process starts it again. */
    static final int DISCORD_LOST = 3;

    /** A defect: another start may help. */
    static final int UNEXPECTED = 4;

    private static final Logger LOG = LoggerFactory.getLogger(BotMain.class);

    private static final String USAGE =
            "Usage: no argument runs the bot; --check looks for what is wrong and how to mend it;"
                    + " try URL [API-URL] tries the checks there and suggests variables; backtest [ENVIRONMENT] [N] judges"
                    + " the last N deployments again by their metrics, and tells how often these give false alarms;"
                    + " history [csv|json] [env:…] [status:…] [by:…] [version:…] [from:…] [to:…] puts deployments out;"
                    + " stats [env:…] [days:…] [plot:FILE] puts figures out and draws them;"
                    + " audit export FILE [DEPLOY-ID] and audit verify FILE write and check audit trails;"
                    + " --help lists the variables.";

    private static final String MORE = "The same and more is told by --check.";

    private BotMain() {}

    /**
     * Runs the bot until the process is ended, or the doctor, a tryout, a back-test or an export once.
     *
     * @param args none, {@code --check}, {@code try URL [API-URL]}, {@code backtest [ENVIRONMENT] [N]}, {@code history} and {@code stats}
     *     with options, {@code audit export FILE [DEPLOY-ID]}, {@code audit verify FILE} or {@code --help}
     */
    public static void main(String[] args) {
        // Marks and arrows, whatever encoding the terminal's locale asks for.
        int exit = run(List.of(args), System.getenv(), new PrintStream(System.out, true, StandardCharsets.UTF_8));
        // Inside Maven the JVM is Maven's: it is ended here only if that is the one way to tell that something went
        // wrong.
        if (exit != 0) {
            System.exit(exit);
        }
    }

    static int run(List<String> args, Map<String, String> environment, PrintStream out) {
        try {
            return obey(args, environment, out);
        } catch (RuntimeException | LinkageError e) {
            LOG.error("The bot met what it does not expect, and ends", e);
            out.println("The bot ends, since it met what it does not expect; its log says what. Please report it.");
            return UNEXPECTED;
        }
    }

    private static int obey(List<String> args, Map<String, String> environment, PrintStream out) {
        if (args.equals(List.of("--check"))) {
            return Doctor.of(BotSettings.read(environment), environment, Clock.systemUTC())
                            .examine(out)
                    ? 0
                    : FAILED;
        }
        if ((args.size() == 2 || args.size() == 3) && args.get(0).equals("try")) {
            return tryOut(args.get(1), args.size() == 3 ? args.get(2) : null, environment, out);
        }
        String word = args.isEmpty() ? "" : args.get(0);
        if (word.equals(BackTestArguments.WORD)) {
            return new BackTestRun(BotSettings.read(environment), new Redaction(environment), out).run(args);
        }
        if (List.of(HistoryRun.HISTORY, HistoryRun.STATS).contains(word)) {
            return new HistoryRun(BotSettings.read(environment), new Redaction(environment), Clock.systemUTC(), out)
                    .run(args);
        }
        if (word.equals(AuditRun.WORD)) {
            return new AuditRun(BotSettings.read(environment), new Redaction(environment), out).run(args);
        }
        if (args.equals(List.of("--help"))) {
            out.println(USAGE);
            BotVariables.lines().forEach(out::println);
            return 0;
        }
        if (!args.isEmpty()) {
            out.println(USAGE);
            return WRONG_ARGUMENTS;
        }
        try {
            BotSettings settings = BotSettings.read(environment);
            settings.requireGood();
            Overview.brief(settings).forEach(out::println);
            out.println("Rules, permits and all that is not set: --check.");
            return runUntilItEnds(settings, new Redaction(environment), out);
        } catch (ConfigurationException e) {
            out.println(e.getMessage());
            out.println(MORE);
            return FAILED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FAILED;
        }
    }

    /** Tells what has to be mended first. Returns how the process ends. */
    static int refused(List<String> problems, Redaction redaction, PrintStream out) {
        problems.forEach(problem -> out.println(redaction.of(problem)));
        out.println(MORE);
        return FAILED;
    }

    /** Needs none of the bot's own variables, so that it can come first. */
    private static int tryOut(String url, @Nullable String apiUrl, Map<String, String> environment, PrintStream out) {
        Problems names = new Problems();
        BotSettings.read(environment).variables().noteUnknown(names);
        if (!names.messages().isEmpty()) {
            names.messages().forEach(out::println);
            return WRONG_ARGUMENTS;
        }
        try {
            TryoutReport report = Tryout.of(environment).at(url, apiUrl).run();
            Redaction redaction = new Redaction(environment);
            report.lines().forEach(line -> out.println(redaction.of(line)));
            if (!report.problems().isEmpty()) {
                return WRONG_ARGUMENTS;
            }
            return report.good() ? 0 : FAILED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FAILED;
        }
    }

    /** Until the process is ended, or Discord will not have the bot any more, which another start can mend. */
    private static int runUntilItEnds(BotSettings settings, Redaction redaction, PrintStream out)
            throws InterruptedException {
        BlockingQueue<Integer> ends = new LinkedBlockingQueue<>();
        Bot bot = Bot.start(settings, redaction);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            bot.close();
                            out.println("The bot has stopped.");
                            ends.add(0);
                        },
                        "close-bot"));
        bot.onDiscordLost(reason -> {
            out.println(reason);
            ends.add(DISCORD_LOST);
        });
        out.println(
                bot.connected()
                        ? "The bot is running. Ship with /ship; stop it with Ctrl-C or SIGTERM."
                        : "The bot is running, and goes on trying to reach Discord. Stop it with Ctrl-C or SIGTERM.");
        return ends.take();
    }
}
