package io.releaseconductor.policy;

import io.releaseconductor.check.CheckResult;
import io.releaseconductor.check.CheckStatus;
import io.releaseconductor.check.CompletedCheck;
import io.releaseconductor.check.Verification;
import io.releaseconductor.policy.RuleResult.Outcome;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Measures a verification against each rule, by the rules' names in the spec. */
final class PolicyRules {

    static final String MIN_CHECKS_PASSING = "min_checks_passing";
    static final String MIN_PASS_PERCENTAGE = "min_pass_percentage";
    static final String FRONTEND_DOWN = "frontend_down";
    static final String API_DOWN = "api_down";
    static final String AUTH_BROKEN = "auth_broken";
    static final String CRITICAL_ERRORS = "critical_errors";

    private static final Map<String, String> TRIGGERS_OF_CHECKS =
            Map.of("frontend", FRONTEND_DOWN, "api", API_DOWN, "auth", AUTH_BROKEN);
    private static final String NO_DATA = "no data";
    private static final String SWITCHED_OFF = "switched off";
    private static final String MUST_NOT_FAIL = "must not fail";
    private static final Duration LONGEST_SHOWN = Duration.ofMillis(Long.MAX_VALUE);

    private PolicyRules() {}

    static String latencyRule(String checkId) {
        return checkId + "_latency_ms";
    }

    static String atMost(Duration limit) {
        return "at most " + millis(limit);
    }

    /** So many of the checks, rounded up. */
    static int share(int percent, int checks) {
        return (checks * percent + 99) / 100;
    }

    static List<RuleResult> criteria(PromoteThresholds thresholds, Verification verification) {
        List<RuleResult> criteria = new ArrayList<>();
        thresholds.maxLatencies().forEach((id, limit) -> criteria.add(latency(id, limit, verification)));
        criteria.add(minChecksPassing(thresholds.minChecksPassing(), verification));
        criteria.add(minPassPercentage(thresholds.minPassPercentage(), verification));
        return criteria;
    }

    /** Compares whole milliseconds, which is what cards show and records keep. */
    private static RuleResult latency(String checkId, Duration limit, Verification verification) {
        Optional<Duration> measured = verification
                .result(checkId)
                .filter(r -> r.status() != CheckStatus.NO_DATA)
                .map(CheckResult::latency);
        boolean met = measured.isPresent()
                && measured.get().truncatedTo(ChronoUnit.MILLIS).compareTo(limit) <= 0;
        return criterion(
                latencyRule(checkId), met, measured.map(PolicyRules::millis).orElse(NO_DATA), atMost(limit));
    }

    private static RuleResult minChecksPassing(int minimum, Verification verification) {
        String limit = "at least " + minimum;
        return verification.results().isEmpty()
                ? criterion(MIN_CHECKS_PASSING, false, NO_DATA, limit)
                : criterion(
                        MIN_CHECKS_PASSING,
                        verification.passed() >= minimum,
                        Integer.toString(verification.passed()),
                        limit);
    }

    private static RuleResult minPassPercentage(int minimum, Verification verification) {
        String limit = "at least " + minimum + "%";
        int total = verification.results().size();
        if (total == 0) {
            return criterion(MIN_PASS_PERCENTAGE, false, NO_DATA, limit);
        }
        // Rounded down, so that the figure shown is below the minimum exactly if the share is.
        int percentage = verification.passed() * 100 / total;
        return criterion(MIN_PASS_PERCENTAGE, percentage >= minimum, percentage + "%", limit);
    }

    private static RuleResult criterion(String rule, boolean met, String measured, String limit) {
        return new RuleResult(rule, met ? Outcome.MET : Outcome.NOT_MET, measured, limit);
    }

    static List<RuleResult> triggers(RollbackTriggers triggers, Verification verification) {
        return List.of(
                failed(FRONTEND_DOWN, triggers.frontendDown(), "frontend", verification),
                failed(API_DOWN, triggers.apiDown(), "api", verification),
                failed(AUTH_BROKEN, triggers.authBroken(), "auth", verification),
                criticalErrors(triggers.criticalErrors(), verification),
                tooFew(triggers.minChecksPassing(), verification));
    }

    static boolean isWorse(String trigger, Verification before, Verification now) {
        return switch (trigger) {
            case MIN_CHECKS_PASSING -> missing(now) > missing(before);
            case CRITICAL_ERRORS -> !criticalIds(before).containsAll(criticalIds(now));
            default -> false;
        };
    }

    /** How many checks certainly do not pass. */
    private static int missing(Verification verification) {
        return (int) verification.results().stream()
                .filter(CompletedCheck::isNewFailure)
                .count();
    }

    private static Set<String> criticalIds(Verification verification) {
        return verification.results().stream()
                .filter(c -> c.isNewFailure() && c.result().critical())
                .map(CompletedCheck::id)
                .collect(Collectors.toSet());
    }

    /** The ids of the failed checks that count towards a trigger that fires. */
    static Set<String> decisive(RollbackTriggers triggers, Verification verification) {
        Set<String> fired = triggers(triggers, verification).stream()
                .filter(r -> r.outcome() == Outcome.FIRED)
                .map(RuleResult::rule)
                .collect(Collectors.toSet());
        return verification.results().stream()
                .filter(CompletedCheck::isNewFailure)
                .filter(c -> fired.contains(MIN_CHECKS_PASSING)
                        || (fired.contains(CRITICAL_ERRORS) && c.result().critical())
                        || fired.contains(TRIGGERS_OF_CHECKS.getOrDefault(c.id(), "")))
                .map(CompletedCheck::id)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static RuleResult failed(String rule, boolean on, String checkId, Verification verification) {
        Optional<CompletedCheck> check = verification.check(checkId);
        return trigger(
                rule,
                on && check.isPresent(),
                check.filter(CompletedCheck::isNewFailure).isPresent(),
                check.map(PolicyRules::inWords).orElse(NO_DATA),
                on ? MUST_NOT_FAIL : SWITCHED_OFF);
    }

    private static RuleResult criticalErrors(boolean on, Verification verification) {
        List<CompletedCheck> critical = verification.results().stream()
                .filter(c -> c.isNewFailure() && c.result().critical())
                .toList();
        return trigger(
                CRITICAL_ERRORS,
                on,
                !critical.isEmpty(),
                critical.isEmpty()
                        ? "none"
                        : critical.stream().map(CompletedCheck::id).collect(Collectors.joining(", ")),
                on ? "none" : SWITCHED_OFF);
    }

    /** Fires only if even with every check without data, or ill before, on its side the deployment would not have enough. */
    private static RuleResult tooFew(int minimum, Verification verification) {
        int unknown = verification.count(CheckStatus.NO_DATA);
        int passing = verification.passed() + verification.count(CheckStatus.WARNING);
        boolean on = minimum > 0;
        boolean empty = verification.results().isEmpty();
        int illBefore = (int) verification.results().stream()
                .filter(CompletedCheck::alreadySo)
                .count();
        String measured = passing
                + (unknown == 0 ? "" : ", and " + unknown + " without data")
                + (illBefore == 0 ? "" : ", and " + illBefore + " ill before");
        return trigger(
                MIN_CHECKS_PASSING,
                on,
                !empty && passing + unknown + illBefore < minimum,
                empty ? NO_DATA : measured,
                on ? "at least " + minimum : SWITCHED_OFF);
    }

    private static RuleResult trigger(String rule, boolean on, boolean fires, String measured, String limit) {
        Outcome whenOn = fires ? Outcome.FIRED : Outcome.QUIET;
        return new RuleResult(rule, on ? whenOn : Outcome.OFF, measured, limit);
    }

    private static String inWords(CompletedCheck check) {
        return switch (check.status()) {
            case PASS -> "passed";
            case WARNING -> "passed with issues";
            case FAIL -> check.alreadySo() ? "failed, already so before" : "failed";
            case NO_DATA -> NO_DATA;
        };
    }

    private static String millis(Duration duration) {
        return (duration.compareTo(LONGEST_SHOWN) > 0 ? LONGEST_SHOWN : duration).toMillis() + "ms";
    }
}
