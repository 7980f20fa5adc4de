package io.releaseconductor.examples.bot;

import io.releaseconductor.deployment.AdmissionOutcome;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spi.Admission;
import java.time.Duration;
import java.util.Optional;

/** Asks once whether an incident is open. */
record IncidentExamination(BotSettings settings) implements Examination {

    @Override
    public String title() {
        return "Incidents (whether one is open is not known)";
    }

    @Override
    public Duration limit() {
        return Duration.ofSeconds(20);
    }

    @Override
    public void examine(Report report) {
        Optional<Admission> rule = settings.incident().value().rule();
        if (!settings.incident().good() || rule.isEmpty()) {
            return;
        }
        Environment any = settings.ship().value().names().stream().findFirst().orElse(Environment.STAGING);
        AdmissionOutcome answer = rule.get().ask(new Admission.Question(any, null, null));
        String told = "incident: " + answer.detail();
        if (answer instanceof AdmissionOutcome.Yes) {
            report.good(told);
        } else if (answer instanceof AdmissionOutcome.No || answer instanceof AdmissionOutcome.NotYet) {
            report.told(told + "; nothing would begin now");
        } else if (answer instanceof AdmissionOutcome.Unknown) {
            report.bad(told, "nothing begins where the rule holds while it is not known; see docs/admission.md");
        }
    }
}
