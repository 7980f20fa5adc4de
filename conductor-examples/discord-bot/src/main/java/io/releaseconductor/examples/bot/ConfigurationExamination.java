package io.releaseconductor.examples.bot;

import java.time.Duration;
import java.util.List;

/** What the variables say, and which defaults hold. */
record ConfigurationExamination(BotSettings settings) implements Examination {

    @Override
    public String title() {
        return "Configuration";
    }

    @Override
    public Duration limit() {
        return Duration.ofSeconds(5);
    }

    @Override
    public void examine(Report report) {
        List<String> problems = settings.problems();
        problems.forEach(problem -> report.bad(problem, null));
        if (problems.isEmpty()) {
            report.good("All variables are in order");
            Overview.of(settings).forEach(report::told);
            Notes.of(settings).forEach(report::told);
        }
        settings.assembly().warnings().forEach(warning -> report.doubtful(warning, null));
    }
}
