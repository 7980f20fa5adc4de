package io.releaseconductor.json;

import io.releaseconductor.check.CheckResult;
import io.releaseconductor.check.CompletedCheck;
import io.releaseconductor.check.Finding;
import io.releaseconductor.check.Verification;
import io.releaseconductor.deployment.Observation;
import io.releaseconductor.deployment.Settling;
import io.releaseconductor.deployment.VerificationState;
import io.releaseconductor.policy.RuleResult;
import io.releaseconductor.policy.Verdict;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How far a verification has come, its results in the spec's shape, and what the policy made of them. */
final class VerificationWire {

    private VerificationWire() {}

    /** Writes all but the results, which the spec has in a field of the record itself. */
    static void write(JsonOut out, VerificationState state) {
        Verification result = state.result();
        out.time("started_at", state.startedAt())
                .number("done", state.done())
                .number("total", state.total())
                .time("checks_started_at", result == null ? null : result.startedAt())
                .time("checks_finished_at", result == null ? null : result.finishedAt())
                .object("verdict", state.verdict(), VerificationWire::writeVerdict)
                .object("settling", state.settling(), VerificationWire::writeSettling)
                .object("observation", state.observation(), VerificationWire::writeObservation);
    }

    /**
     * Reads all but the results.
     *
     * @param results what the record's own field holds, or null if it holds nothing
     */
    static VerificationState read(JsonIn in, @Nullable List<CompletedCheck> results) {
        Instant startedAt = in.time("started_at");
        int done = in.count("done", Integer.MIN_VALUE);
        int total = in.count("total", Integer.MIN_VALUE);
        // a node that does not know it leaves it where it is when it adds the results
        Settling settling = in.objectOrNull("settling", VerificationWire::readSettling);
        Observation observation = in.objectOrNull("observation", VerificationWire::readObservation);
        if (results == null) {
            in.mustLack("checks_started_at", "there are no results");
            in.mustLack("checks_finished_at", "there are no results");
            in.mustLack("verdict", "there are no results");
            return new VerificationState(startedAt, done, total, null, null, settling, observation);
        }
        Verification result = new Verification(in.time("checks_started_at"), in.time("checks_finished_at"), results);
        return new VerificationState(
                startedAt, done, total, result, in.object("verdict", VerificationWire::readVerdict), null, observation);
    }

    /** Reads a verification whose results stand beside it. */
    static @Nullable VerificationState readBeside(JsonIn in, String field, @Nullable List<CompletedCheck> results) {
        VerificationState state = in.objectOrNull(field, v -> read(v, results));
        if (state == null && results != null) {
            throw in.corrupt(field, "is missing, but its results are there");
        }
        return state;
    }

    private static void writeObservation(JsonOut out, Observation observation) {
        out.time("up_to", observation.upTo())
                .number("rounds", observation.rounds())
                .number("gaps", observation.gaps())
                .number("met", observation.met())
                .time("silent_since", observation.silentSince())
                .list("check_evidence", observation.checks(), CountingWire::writeCheck)
                .object("counting", observation.counting(), CountingWire::write);
    }

    private static Observation readObservation(JsonIn in) {
        return new Observation(
                in.time("up_to"),
                in.count("rounds", 0),
                in.count("gaps", 0),
                in.count("met", 0),
                in.timeOrNull("silent_since"),
                in.list("check_evidence", CountingWire::readCheck),
                in.objectOrNull("counting", CountingWire::read));
    }

    private static void writeSettling(JsonOut out, Settling settling) {
        out.texts("checks", settling.checks()).time("until", settling.until());
    }

    private static Settling readSettling(JsonIn in) {
        return new Settling(in.texts("checks"), in.time("until"));
    }

    static @Nullable List<CompletedCheck> resultsOf(@Nullable VerificationState state) {
        return state == null || state.result() == null ? null : state.result().results();
    }

    static void writeResults(JsonOut out, List<CompletedCheck> results) {
        out.keyed();
        Set<String> ids = new HashSet<>();
        for (CompletedCheck check : results) {
            if (!ids.add(JsonText.wellFormed(check.id()))) {
                throw new IllegalArgumentException("verification: there are two results of the check " + check.id());
            }
            out.object(check.id(), check, VerificationWire::writeCheck);
        }
    }

    static List<CompletedCheck> readResults(JsonIn in) {
        return in.entries(VerificationWire::readCheck);
    }

    private static void writeCheck(JsonOut out, CompletedCheck check) {
        CheckResult result = check.result();
        out.word("status", result.status(), WireNames.CHECK_STATUS)
                .latency(result.latency())
                .text("name", check.name().equals(title(check.id())) ? null : check.name())
                .text("message", result.message().isEmpty() ? null : result.message())
                .text("error", result.error())
                .text("hint", result.hint())
                .uri("link", result.link())
                .flagIfSet("critical", result.critical())
                .flagIfSet("unanswered", result.unanswered())
                .text("kind", result.message().equals(result.kind()) ? null : result.kind())
                .flagIfSet("already_so", check.alreadySo())
                .list("findings", result.findings(), VerificationWire::writeFinding);
    }

    private static CompletedCheck readCheck(String id, JsonIn in) {
        String name = in.textOrNull("name");
        String message = in.textOrNull("message");
        CheckResult result = new CheckResult(
                in.word("status", WireNames.CHECK_STATUS),
                message == null ? "" : message,
                in.latency(),
                in.flagOrFalse("critical"),
                in.list("findings", VerificationWire::readFinding),
                in.textOrNull("error"),
                in.textOrNull("hint"),
                in.uri("link"),
                in.flagOrFalse("unanswered"),
                in.textOrNull("kind"));
        return new CompletedCheck(id, name == null ? title(id) : name, result, in.flagOrFalse("already_so"));
    }

    /** What cards call a check that has no name of its own. */
    private static String title(String id) {
        return id.isEmpty()
                ? id
                : id.substring(0, 1).toUpperCase(Locale.ROOT) + id.substring(1).replace('_', ' ');
    }

    private static void writeFinding(JsonOut out, Finding finding) {
        out.text("name", finding.name())
                .word("status", finding.status(), WireNames.CHECK_STATUS)
                .text("measured", finding.measured())
                .text("expected", finding.expected());
    }

    private static Finding readFinding(JsonIn in) {
        return new Finding(
                in.text("name"),
                in.word("status", WireNames.CHECK_STATUS),
                in.text("measured"),
                in.textOrNull("expected"));
    }

    private static void writeVerdict(JsonOut out, Verdict verdict) {
        out.word("recommendation", verdict.recommendation(), WireNames.RECOMMENDATION)
                .list("criteria", verdict.criteria(), VerificationWire::writeRule)
                .list("triggers", verdict.triggers(), VerificationWire::writeRule);
    }

    private static Verdict readVerdict(JsonIn in) {
        return new Verdict(
                in.word("recommendation", WireNames.RECOMMENDATION),
                in.list("criteria", VerificationWire::readRule),
                in.list("triggers", VerificationWire::readRule));
    }

    static void writeRule(JsonOut out, RuleResult rule) {
        out.text("rule", rule.rule())
                .word("outcome", rule.outcome(), WireNames.RULE_OUTCOME)
                .text("measured", rule.measured())
                .text("limit", rule.limit());
    }

    static RuleResult readRule(JsonIn in) {
        return new RuleResult(
                in.text("rule"), in.word("outcome", WireNames.RULE_OUTCOME), in.text("measured"), in.text("limit"));
    }
}
