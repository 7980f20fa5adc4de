package io.releaseconductor.engine;

import io.releaseconductor.chat.CardVersion;
import io.releaseconductor.deployment.AdmissionAnswer;
import io.releaseconductor.deployment.AdmissionOutcome;
import io.releaseconductor.deployment.AdmissionRules;
import io.releaseconductor.deployment.DeployRequest;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spi.Admission;
import io.releaseconductor.spi.StoreUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Asks the rules of the pre-flight, one after the other. What is not answered in time, or at all, is not known. Thread-safe. */
public final class Preflight {

    /** How long each rule may take, since a person may wait for it. */
    static final Duration LIMIT = Duration.ofSeconds(10);

    private final EngineParts parts;
    private final Callbacks callbacks;
    private final GoodVersions good;
    private final Inquiry inquiry;

    Preflight(EngineParts parts, Callbacks callbacks) {
        this.parts = parts;
        this.callbacks = callbacks;
        this.good = new GoodVersions(parts.store());
        this.inquiry = new Inquiry(parts.threads());
    }

    /**
     * Asks all rules.
     *
     * @param rules which
     * @param question what is about to begin
     * @return an answer for each, in order
     */
    public List<AdmissionAnswer> ask(AdmissionRules rules, Admission.Question question) {
        List<AdmissionAnswer> answers = new ArrayList<>();
        for (String rule : rules.asked()) {
            answers.add(new AdmissionAnswer(rule, outcome(rule, question)));
        }
        Environment after = rules.after();
        if (after != null) {
            answers.add(new AdmissionAnswer(AdmissionRules.ORDER, order(after, question.version())));
        }
        return answers;
    }

    /**
     * Asks the rules that hold for a deployment.
     *
     * @param request what was asked for
     * @return an answer for each, in order
     */
    public List<AdmissionAnswer> ask(DeployRequest request) {
        return ask(
                request.admission(),
                new Admission.Question(request.environment(), request.ref(), request.knownVersion()));
    }

    /** What is known of rules that did not answer. */
    static List<AdmissionAnswer> unanswered(AdmissionRules rules, String reason) {
        return Stream.concat(
                        rules.asked().stream(), Stream.ofNullable(rules.after()).map(after -> AdmissionRules.ORDER))
                .map(rule -> new AdmissionAnswer(rule, new AdmissionOutcome.Unknown(reason)))
                .toList();
    }

    /** How long asking takes at most, but for the store. */
    static Duration longest(AdmissionRules rules) {
        return LIMIT.multipliedBy(rules.asked().size());
    }

    private AdmissionOutcome outcome(String rule, Admission.Question question) {
        Admission admission = parts.admissions().get(rule);
        if (admission == null) {
            return new AdmissionOutcome.Unknown("this node does not know the rule");
        }
        try {
            return Objects.requireNonNull(inquiry.ask(
                    callbacks.admission(rule),
                    "ask " + rule + " for " + question.environment(),
                    LIMIT,
                    () -> Objects.requireNonNull(admission.ask(question), "the rule answered nothing")));
        } catch (UnansweredException e) {
            return new AdmissionOutcome.Unknown(
                    whyNot(e, callbacks.admission(rule).name()));
        }
    }

    /** In words that go on after the rule's own name. */
    private static String whyNot(UnansweredException e, String callback) {
        return String.valueOf(e.getMessage()).replace(" of " + callback, "").replace(callback, "it");
    }

    /** Whether exactly this version stands at promoted in another environment. */
    private AdmissionOutcome order(Environment after, @Nullable String version) {
        if (version == null) {
            return new AdmissionOutcome.No(
                    "nobody knows before the run which version this is, so that nobody knows whether " + after
                            + " has promoted it; ship with a version");
        }
        String named = CardVersion.named(version);
        try {
            return good.isGood(after, version)
                    ? new AdmissionOutcome.Yes(after + " has promoted " + named)
                    : new AdmissionOutcome.No(after + " has not promoted " + named + ", or gave it up since");
        } catch (StoreUnavailableException e) {
            return new AdmissionOutcome.Unknown("the state store does not answer");
        }
    }
}
