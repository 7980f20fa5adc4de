package io.releaseconductor.json;

import io.releaseconductor.deployment.AdmissionAnswer;
import io.releaseconductor.deployment.AdmissionOutcome;
import io.releaseconductor.deployment.AdmissionOverride;
import io.releaseconductor.deployment.AdmissionRules;
import io.releaseconductor.deployment.AdmissionState;
import io.releaseconductor.deployment.Decision;
import io.releaseconductor.model.Environment;
import java.time.Instant;
import java.util.List;

/** Which rules of the pre-flight hold for a deployment, and how far it has come. Left out where none holds. */
final class AdmissionWire {

    private static final List<String> ANSWERS = List.of("yes", "not_yet", "no", "unknown");

    private AdmissionWire() {}

    static void writeRules(JsonOut out, AdmissionRules rules) {
        Environment after = rules.after();
        out.texts("admission_rules", rules.asked()).text("after_env", after == null ? null : after.name());
    }

    static AdmissionRules readRules(JsonIn in, Environment environment) {
        Environment after = in.environmentOrNull("after_env");
        if (environment.equals(after)) {
            throw in.corrupt("after_env", "is the environment itself; allowed: another one");
        }
        List<String> asked = in.texts("admission_rules");
        for (String name : asked) {
            if (!AdmissionRules.isName(name)) {
                throw in.corrupt(
                        "admission_rules", "has a name that is not allowed; allowed: " + AdmissionRules.allowed());
            }
        }
        return new AdmissionRules(asked, after);
    }

    static void write(JsonOut out, AdmissionState state) {
        out.time("since", state.since())
                .time("asked_at", state.askedAt())
                .list("answers", state.answers(), AdmissionWire::write)
                .time("admitted_at", state.admittedAt())
                .list("overrides", state.overrides(), AdmissionWire::write);
    }

    static AdmissionState read(JsonIn in) {
        Instant askedAt = in.timeOrNull("asked_at");
        List<AdmissionAnswer> answers = in.list("answers", AdmissionWire::readAnswer);
        Instant admittedAt = in.timeOrNull("admitted_at");
        if (askedAt == null && (!answers.isEmpty() || admittedAt != null)) {
            throw in.corrupt("asked_at", "is missing, but answers are there");
        }
        return new AdmissionState(
                in.time("since"), askedAt, answers, admittedAt, in.list("overrides", AdmissionWire::readOverride));
    }

    private static void write(JsonOut out, AdmissionAnswer answer) {
        out.text("rule", answer.rule())
                .text("says", says(answer.outcome()))
                .text("detail", answer.outcome().detail());
    }

    private static String says(AdmissionOutcome outcome) {
        if (outcome instanceof AdmissionOutcome.Yes) {
            return "yes";
        }
        if (outcome instanceof AdmissionOutcome.NotYet) {
            return "not_yet";
        }
        if (outcome instanceof AdmissionOutcome.No) {
            return "no";
        }
        if (outcome instanceof AdmissionOutcome.Unknown) {
            return "unknown";
        }
        throw new IllegalArgumentException("outcome: " + outcome.getClass().getName() + " cannot be written");
    }

    private static AdmissionAnswer readAnswer(JsonIn in) {
        String detail = in.text("detail");
        String says = in.oneOf("says", ANSWERS);
        return new AdmissionAnswer(
                in.text("rule"),
                switch (says) {
                    case "yes" -> new AdmissionOutcome.Yes(detail);
                    case "not_yet" -> new AdmissionOutcome.NotYet(detail);
                    case "no" -> new AdmissionOutcome.No(detail);
                    default -> new AdmissionOutcome.Unknown(detail);
                });
    }

    private static void write(JsonOut out, AdmissionOverride override) {
        Decision decision = override.decision();
        out.object("by", decision.by(), ActorWire::write)
                .time("at", decision.at())
                .text("reason", override.reason())
                .texts("rules", override.rules());
    }

    private static AdmissionOverride readOverride(JsonIn in) {
        List<String> rules = in.texts("rules");
        if (rules.isEmpty()) {
            throw in.corrupt("rules", "is missing");
        }
        return new AdmissionOverride(
                new Decision(in.object("by", ActorWire::read), in.time("at")), in.filled("reason"), rules);
    }
}
