package io.releaseconductor.deployment;

import io.releaseconductor.check.Verification;
import io.releaseconductor.model.Times;
import io.releaseconductor.policy.RuleResult;
import io.releaseconductor.policy.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the audit trail says of an event. An event of which nothing is known here but its name is told by that and by what it changed. */
final class AuditWords {

    private static final Pattern WORD_BEGIN = Pattern.compile("(?<=[a-z])(?=[A-Z])");

    private static final Map<Class<?>, BiFunction<DeploymentEvent, Deployment, @Nullable String>> DETAILS =
            new HashMap<>();

    private static final Map<Class<?>, BiFunction<DeploymentEvent, Deployment, @Nullable String>> REASONS =
            new HashMap<>();

    static {
        detail(DeploymentEvent.Promote.class, (event, d) -> "gate " + event.gate());
        detail(DeploymentEvent.PromoteFully.class, (event, d) -> "from gate " + event.gate() + " to the last wave");
        detail(DeploymentEvent.RollBack.class, (event, d) -> event.version() == null ? null : "to " + event.version());
        detail(DeploymentEvent.Adopt.class, (event, d) -> "run " + event.runId());
        detail(DeploymentEvent.Intended.class, (event, d) -> event.attempt().toString());
        detail(
                DeploymentEvent.EarlierChanged.class,
                (event, d) -> "returns to " + event.earlier().version());
        detail(DeploymentEvent.Dispatched.class, (event, d) -> event.attempt() + ": " + dispatched(event.outcome()));
        detail(DeploymentEvent.AnswerLost.class, (event, d) -> event.attempt().toString());
        detail(DeploymentEvent.Located.class, (event, d) -> event.attempt() + ": " + located(event.outcome()));
        detail(DeploymentEvent.Observed.class, (event, d) -> event.attempt() + ": " + observed(event.outcome()));
        detail(DeploymentEvent.Unwatched.class, (event, d) -> event.attempt() + ": " + run(event.run()));
        detail(DeploymentEvent.CancelAnswered.class, (event, d) -> event.attempt() + ": run " + event.runId());
        detail(DeploymentEvent.Verified.class, (event, d) -> checks(event.result()));
        detail(DeploymentEvent.WatchLooked.class, (event, d) -> checks(event.result()));
        detail(DeploymentEvent.BaselineLooked.class, (event, d) -> checks(event.result()));
        detail(DeploymentEvent.AdmissionAnswered.class, (event, d) -> answers(event.answers()));
        detail(DeploymentEvent.MetricsCounted.class, (event, d) -> "wave " + event.wave());
        detail(DeploymentEvent.WatchSuperseded.class, (event, d) -> "by " + event.newer());
        detail(DeploymentEvent.Withdrawn.class, (event, d) -> "shipped on from " + event.parent());
        detail(DeploymentEvent.LinkedAnswered.class, (event, d) -> linked(event.outcome()));
        detail(
                DeploymentEvent.DeadlinePassed.class,
                (event, d) -> word(event.deadline().name()) + " of " + Times.format(event.limit()));
        detail(DeploymentEvent.AlertDelivered.class, (event, d) -> delivered(event));
        reason(DeploymentEvent.RollBack.class, (event, d) -> event.reason());
        reason(DeploymentEvent.Hold.class, (event, d) -> event.reason());
        reason(DeploymentEvent.OverrideAdmission.class, (event, d) -> event.reason());
        reason(DeploymentEvent.Restrained.class, (event, d) -> event.why());
        reason(DeploymentEvent.Unwatched.class, (event, d) -> event.reason());
        reason(DeploymentEvent.BaselineMissed.class, (event, d) -> event.reason());
        reason(DeploymentEvent.AlertDelivered.class, (event, d) -> event.problem());
    }

    private AuditWords() {}

    private static <E extends DeploymentEvent> void detail(
            Class<E> type, BiFunction<E, Deployment, @Nullable String> words) {
        DETAILS.put(type, (event, after) -> words.apply(type.cast(event), after));
    }

    private static <E extends DeploymentEvent> void reason(
            Class<E> type, BiFunction<E, Deployment, @Nullable String> words) {
        REASONS.put(type, (event, after) -> words.apply(type.cast(event), after));
    }

    /** Such as {@code roll_back}. */
    static String name(DeploymentEvent event) {
        return word(WORD_BEGIN.matcher(event.getClass().getSimpleName()).replaceAll("_"));
    }

    private static String word(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** What was asked for, besides where. */
    static String asked(DeployRequest request) {
        List<String> parts =
                new ArrayList<>(List.of("strategy " + request.strategy().wireName()));
        if (request.ref() != null) {
            parts.add("ref " + request.ref());
        }
        if (request.knownVersion() != null) {
            parts.add("version " + request.knownVersion());
        }
        if (request.parent() != null) {
            parts.add("shipped on from " + request.parent());
        }
        return String.join(", ", parts);
    }

    /** What was given, else why it failed, a person is asked, or the policy rolls back. */
    static @Nullable String reason(Deployment before, DeploymentEvent event, Deployment after) {
        BiFunction<DeploymentEvent, Deployment, @Nullable String> words = REASONS.get(event.getClass());
        String given = words == null ? null : words.apply(event, after);
        if (given != null) {
            return given;
        }
        Failure failure = after.failure();
        if (failure != null && !failure.equals(before.failure())) {
            return failure.reason();
        }
        Attention attention = after.attention();
        if (attention != null && before.attention() == null) {
            return attention.reason();
        }
        Rollback rollback = begun(before, after);
        return rollback == null || isPolicysAnswer(event, rollback) ? null : rollback.reason();
    }

    private static @Nullable Rollback begun(Deployment before, Deployment after) {
        Rollback rollback = after.rollback();
        return rollback == null || rollback.equals(before.rollback()) ? null : rollback;
    }

    /** A person asked for something, such as to lift their hold, and what the policy makes of that is none of their doing. */
    private static boolean isPolicysAnswer(DeploymentEvent event, Rollback rollback) {
        return rollback.decision().by().isPolicy()
                && event instanceof DeploymentEvent.Asked asked
                && !asked.by().isPolicy();
    }

    /** What is to be said of the event, of a verdict that came with it, and of the alerts that it raised. */
    static @Nullable String detail(Deployment before, DeploymentEvent event, Deployment after) {
        BiFunction<DeploymentEvent, Deployment, @Nullable String> words = DETAILS.get(event.getClass());
        List<String> parts = new ArrayList<>();
        String said = words == null ? null : words.apply(event, after);
        if (said != null) {
            parts.add(said);
        }
        String verdict = verdict(before, after);
        if (verdict != null) {
            parts.add(verdict);
        }
        Rollback rollback = begun(before, after);
        if (rollback != null && isPolicysAnswer(event, rollback)) {
            parts.add("policy rolls back, because: " + rollback.reason());
        }
        String raised = raised(before, after);
        if (!raised.isEmpty()) {
            parts.add("alerts: " + raised);
        }
        return parts.isEmpty() ? null : String.join("; ", parts);
    }

    private static @Nullable String verdict(Deployment before, Deployment after) {
        VerificationState state = after.verification();
        VerificationState stateBefore = before.verification();
        Verdict verdict = state == null ? null : state.verdict();
        Verdict verdictBefore = stateBefore == null ? null : stateBefore.verdict();
        if (verdict == null || verdict.equals(verdictBefore)) {
            return null;
        }
        String fired = RuleResult.names(verdict.fired());
        String says = switch (verdict.recommendation()) {
            case PROMOTE -> "policy promotes by itself";
            case ROLL_BACK -> "policy rolls back by itself";
            case ASK -> "policy leaves it to a person";
        };
        return says + (fired.isEmpty() ? "" : ", fired: " + fired);
    }

    private static String raised(Deployment before, Deployment after) {
        Set<String> known = before.alerts().stream().map(Alert::id).collect(Collectors.toCollection(HashSet::new));
        return after.alerts().stream()
                .filter(alert -> !known.contains(alert.id()))
                .map(alert -> alert.kind().wireName())
                .collect(Collectors.joining(", "));
    }

    private static String checks(Verification result) {
        return result.passed() + "/" + result.results().size() + " checks passed";
    }

    private static String delivered(DeploymentEvent.AlertDelivered event) {
        return event.deliveredTo().isEmpty()
                ? event.alertId()
                : event.alertId() + ", had by " + String.join(", ", event.deliveredTo());
    }

    private static String answers(List<AdmissionAnswer> answers) {
        return answers.stream().map(AdmissionAnswer::describe).collect(Collectors.joining("; "));
    }

    private static String run(WorkflowRun run) {
        RunConclusion conclusion = run.conclusion();
        String how = word(conclusion == null ? run.status().name() : conclusion.name());
        return "run " + run.id() + " " + how + (run.detail() == null ? "" : " (" + run.detail() + ")");
    }

    private static String dispatched(DispatchOutcome outcome) {
        if (outcome instanceof DispatchOutcome.Started started) {
            return run(started.run());
        }
        if (outcome instanceof DispatchOutcome.Accepted) {
            return "accepted";
        }
        if (outcome instanceof DispatchOutcome.NotSent notSent) {
            return "not sent: " + notSent.reason();
        }
        if (outcome instanceof DispatchOutcome.Rejected rejected) {
            return "rejected: " + rejected.reason();
        }
        if (outcome instanceof DispatchOutcome.Unknown unknown) {
            return "unknown: " + unknown.reason();
        }
        throw Lifecycle.notKnown("outcome", outcome);
    }

    private static String located(LocateOutcome outcome) {
        if (outcome instanceof LocateOutcome.Found found) {
            return run(found.run());
        }
        if (outcome instanceof LocateOutcome.NotFound) {
            return "no run found";
        }
        if (outcome instanceof LocateOutcome.Undecidable undecidable) {
            return "undecidable: " + undecidable.reason();
        }
        if (outcome instanceof LocateOutcome.Unavailable unavailable) {
            return "not answered: " + unavailable.reason();
        }
        throw Lifecycle.notKnown("outcome", outcome);
    }

    private static String observed(StatusOutcome outcome) {
        if (outcome instanceof StatusOutcome.Seen seen) {
            return run(seen.run());
        }
        if (outcome instanceof StatusOutcome.Gone gone) {
            return "gone: " + gone.reason();
        }
        if (outcome instanceof StatusOutcome.Unavailable unavailable) {
            return "not answered: " + unavailable.reason();
        }
        throw Lifecycle.notKnown("outcome", outcome);
    }

    private static String linked(LinkedOutcome outcome) {
        if (outcome instanceof LinkedOutcome.Shipped shipped) {
            return "shipped as " + shipped.deployment();
        }
        if (outcome instanceof LinkedOutcome.Dropped dropped) {
            return "dropped for " + dropped.newer();
        }
        if (outcome instanceof LinkedOutcome.Blocked blocked) {
            return "blocked: " + blocked.reason();
        }
        throw Lifecycle.notKnown("outcome", outcome);
    }
}
