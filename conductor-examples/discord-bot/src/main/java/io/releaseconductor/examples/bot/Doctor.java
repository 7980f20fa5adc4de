package io.releaseconductor.examples.bot;

import io.releaseconductor.check.Check;
import io.releaseconductor.checks.Tryout;
import io.releaseconductor.model.Environment;
import java.io.PrintStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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
        examinations.add(new IncidentExamination(settings));
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
        Examined examined = Examined.all(examinations, redaction, out);
        int bad = examined.bad();
        int doubtful = examined.doubtful();
        out.println(
                bad == 0
                        ? "Ready to ship" + with(doubtful) + "."
                        : bad + (bad == 1 ? " problem" : " problems") + " to mend" + with(doubtful) + ".");
        return bad == 0;
    }

    private static String with(int doubtful) {
        return doubtful == 0 ? "" : ", with " + doubtful + (doubtful == 1 ? " doubt" : " doubts");
    }
}
