package io.releaseconductor.testkit.simulator;

import io.releaseconductor.deployment.Action;
import io.releaseconductor.deployment.AdmissionAnswer;
import io.releaseconductor.deployment.AdmissionOutcome;
import io.releaseconductor.deployment.AdmissionOverride;
import io.releaseconductor.deployment.AdmissionRules;
import io.releaseconductor.deployment.AdmissionState;
import io.releaseconductor.deployment.AlertKind;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.DispatchIntent;
import io.releaseconductor.deployment.Failure;
import io.releaseconductor.deployment.Stage;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spi.Admission;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * That nothing is begun that its pre-flight does not admit: each rule said yes lately, as it was really asked, or a person with permission let it
 * begin against what the rule said then; and that what waits for it neither waits for ever nor is given up for that.
 */
final class PreflightRules {

    /** Written down once more, so that a wrong one in the core is noticed. */
    private static final Duration FRESH = Duration.ofMinutes(2);

    /** Asking all rules takes no longer, and a store that takes its time for what comes of it. */
    private static final Duration LATELY = Duration.ofMinutes(2);

    /** How long after its time what waits may be given up: as long as a node may be away. */
    private static final Duration GRACE = Duration.ofMinutes(15);

    private record Said(Admission.Question question, AdmissionOutcome outcome, long at) {}

    private record Promoted(
            Environment environment, @Nullable String version) {}

    private final Function<Environment, AdmissionRules> rules;
    private final Consumer<String> violations;
    private final List<Said> said = new ArrayList<>();
    private final Map<DeployId, Long> waitsSince = new HashMap<>();
    private final Map<DeployId, Promoted> stands = new HashMap<>();

    /** Until when something stood at promoted that does not any more. */
    private final Map<Promoted, Long> stoodUntil = new HashMap<>();

    PreflightRules(Function<Environment, AdmissionRules> rules, Consumer<String> violations) {
        this.rules = rules;
        this.violations = violations;
    }

    private void require(boolean holds, String rule) {
        if (!holds) {
            violations.accept(rule);
        }
    }

    /** What a rule that is asked outside really answered. */
    void said(Admission.Question question, AdmissionOutcome outcome, long now) {
        said.add(new Said(question, outcome, now));
    }

    void created(Deployment d, Set<Permit> permits, long now) {
        AdmissionRules hold = rules.apply(d.environment());
        require(
                hold.equals(d.request().admission()),
                d.id() + ": its pre-flight is " + d.request().admission());
        AdmissionState state = d.admission();
        require(hold.isEmpty() == (state == null), d.id() + ": of its pre-flight it knows " + state);
        if (state != null) {
            answers(d.id() + ": ", d, state, now);
            overrides(d.id() + ": ", d, List.of(), state, permits);
            refused(d, state);
        }
    }

    /** What a rule refused for certain when it was shipped is not even stored. */
    private void refused(Deployment d, AdmissionState state) {
        require(
                state.answers().stream()
                        .filter(answer -> !isOverridden(state, answer))
                        .noneMatch(answer -> answer.outcome() instanceof AdmissionOutcome.No),
                d.id() + ": stored, though its pre-flight refuses it: " + state.answers());
    }

    void written(String id, Deployment before, Deployment after, Task task, long now) {
        AdmissionState state = after.admission();
        AdmissionState was = before.admission();
        if (state != null && was != null && !Objects.equals(state.askedAt(), was.askedAt())) {
            answers(id, after, state, now);
        }
        if (state != null && was != null) {
            overrides(id, after, was.overrides(), state, task.permits);
        }
        begins(id, before, after);
        waits(id, before, after, now);
        stands(after, now);
    }

    private void answers(String id, Deployment d, AdmissionState state, long now) {
        if (state.answers().isEmpty()) {
            return;
        }
        AdmissionRules hold = d.request().admission();
        List<String> names = Stream.concat(
                        hold.asked().stream(), Stream.ofNullable(hold.after()).map(after -> AdmissionRules.ORDER))
                .toList();
        require(
                state.answers().stream().map(AdmissionAnswer::rule).toList().equals(names),
                id + "pre-flight: of " + names + " answered " + state.answers());
        for (AdmissionAnswer answer : state.answers()) {
            require(isTrue(d, answer, now), id + "pre-flight: nobody said lately: " + answer);
        }
    }

    private boolean isTrue(Deployment d, AdmissionAnswer answer, long now) {
        long since = now - LATELY.toMillis();
        Environment after = d.request().admission().after();
        String version = d.request().knownVersion();
        if (!answer.rule().equals(AdmissionRules.ORDER)) {
            Admission.Question question =
                    new Admission.Question(d.environment(), d.request().ref(), version);
            return answer.outcome() instanceof AdmissionOutcome.Unknown
                    || said.stream()
                            .anyMatch(each -> each.at() >= since
                                    && each.question().equals(question)
                                    && each.outcome().equals(answer.outcome()));
        }
        if (!isYes(answer) || after == null || version == null) {
            return version != null || !isYes(answer);
        }
        Promoted wanted = new Promoted(after, version);
        return stands.containsValue(wanted) || stoodUntil.getOrDefault(wanted, Long.MIN_VALUE) >= since;
    }

    private void stands(Deployment d, long now) {
        if (d.status() == DeploymentStatus.PROMOTED) {
            stands.put(d.id(), new Promoted(d.environment(), d.version()));
        } else {
            Promoted before = stands.remove(d.id());
            if (before != null) {
                stoodUntil.put(before, now);
            }
        }
    }

    private void overrides(
            String id, Deployment d, List<AdmissionOverride> before, AdmissionState state, Set<Permit> permits) {
        for (AdmissionOverride override : state.overrides()) {
            if (before.contains(override)) {
                continue;
            }
            Actor by = override.decision().by();
            require(
                    !by.isPolicy() && permits.contains(new Permit(by.id(), Action.OVERRIDE, d.environment())),
                    id + "rule 4: " + by.name()
                            + " overrides the pre-flight, and was not asked for permission or denied");
            require(
                    state.answers().stream()
                            .filter(answer -> !isYes(answer))
                            .map(AdmissionAnswer::rule)
                            .toList()
                            .containsAll(override.rules()),
                    id + "rule 5: " + by.name() + " overrides " + override.rules() + ", and saw " + state.answers());
        }
        long told = d.alerts().stream()
                .filter(alert -> alert.kind() == AlertKind.ADMISSION_OVERRIDDEN)
                .count();
        require(
                told == state.overrides().size(),
                id + "rule 7: " + state.overrides().size() + " overrides, and the team is told of " + told);
    }

    private void begins(String id, Deployment before, Deployment after) {
        AdmissionState state = before.admission();
        boolean first = after.deployPhase().stage() instanceof Stage.Sending
                && before.deployPhase().stage() instanceof Stage.Ready
                && after.deployPhase().startedAt().equals(after.request().initiatedAt());
        if (!first || before.request().admission().isEmpty()) {
            return;
        }
        Instant at =
                after.deployPhase().intent().map(DispatchIntent::intendedAt).orElseThrow();
        Instant askedAt = state == null ? null : state.askedAt();
        require(
                askedAt != null && !at.isAfter(askedAt.plus(FRESH)),
                id + "pre-flight: begins at " + at + ", and was asked at " + askedAt);
        List<AdmissionAnswer> answers = state == null ? List.of() : state.answers();
        for (AdmissionAnswer answer : answers) {
            require(
                    isYes(answer) || (state != null && isOverridden(state, answer)),
                    id + "pre-flight: begins against " + answer);
        }
    }

    private static boolean isKept(Deployment d) {
        AdmissionState state = d.admission();
        return state != null
                && d.status() == DeploymentStatus.INITIATED
                && d.deployPhase().attempt().number() == 1
                && (state.answers().isEmpty()
                        || state.answers().stream().anyMatch(answer -> !isYes(answer) && !isOverridden(state, answer)));
    }

    private static boolean isYes(AdmissionAnswer answer) {
        return answer.outcome() instanceof AdmissionOutcome.Yes;
    }

    private static boolean isOverridden(AdmissionState state, AdmissionAnswer answer) {
        return state.overrides().stream().anyMatch(override -> override.rules().contains(answer.rule()));
    }

    private void waits(String id, Deployment before, Deployment after, long now) {
        boolean waits = isKept(after) && !after.isRestrained();
        if (waits) {
            long since = waitsSince.computeIfAbsent(after.id(), key -> now);
            require(
                    now - since < World.DEADLINES.admission().plus(GRACE).toMillis(),
                    id + "rule 6: has waited for its pre-flight since " + Moments.text(since));
        } else {
            waitsSince.remove(after.id());
        }
        Failure failure = after.failure();
        require(
                !isKept(before) || failure == null || failure.kind() != Failure.Kind.NOT_STARTED,
                id + "pre-flight: given up while it was waited for");
    }
}
