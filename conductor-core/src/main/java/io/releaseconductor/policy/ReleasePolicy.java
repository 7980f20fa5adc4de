package io.releaseconductor.policy;

import io.releaseconductor.check.Verification;
import io.releaseconductor.config.VariableReader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What is decided without a person. Immutable data, validated; it prints as the list of its rules.
 *
 * <pre>{@code
 * ReleasePolicy.DEFAULT
 *         .withAutoPromote(true)
 *         .withTriggers(RollbackTriggers.DEFAULT.withMinChecksPassing(2));
 * }</pre>
 *
 * @param autoPromote whether it promotes by itself; off by default
 * @param autoRollback whether it rolls back by itself; on by default
 * @param thresholds when it promotes
 * @param triggers when it rolls back
 */
public record ReleasePolicy(
        boolean autoPromote, boolean autoRollback, PromoteThresholds thresholds, RollbackTriggers triggers) {

    /** Does not promote, rolls back, by the spec's thresholds and triggers. */
    public static final ReleasePolicy DEFAULT =
            new ReleasePolicy(false, true, PromoteThresholds.DEFAULT, RollbackTriggers.DEFAULT);

    /** Requires all. */
    public ReleasePolicy {
        Objects.requireNonNull(thresholds, "thresholds");
        Objects.requireNonNull(triggers, "triggers");
    }

    /**
     * The default policy, as variables change it where there are the checks that the spec knows.
     *
     * @param variables where they are read, and problems noted
     * @return the policy
     */
    public static ReleasePolicy fromVariables(VariableReader variables) {
        return fromVariables(variables, List.of("frontend", "api", "auth", "search", "media"));
    }

    /**
     * The default policy, as variables change it: {@code SHIP_AUTO_PROMOTE} and {@code SHIP_AUTO_ROLLBACK} switch it; {@code
     * SHIP_{CHECK}_LATENCY_MS} (0 for none), {@code SHIP_MIN_CHECKS_PASSING} and {@code SHIP_MIN_PASS_PERCENTAGE} are its thresholds for
     * promoting; {@code SHIP_ROLLBACK_FRONTEND_DOWN}, {@code SHIP_ROLLBACK_API_DOWN}, {@code SHIP_ROLLBACK_AUTH_BROKEN}, {@code
     * SHIP_ROLLBACK_CRITICAL_ERRORS}, {@code SHIP_ROLLBACK_MIN_CHECKS_PASSING} and {@code SHIP_ROLLBACK_WORKFLOW_FAILED} its triggers. What
     * contradicts the checks is noted as a problem; what is not set is the default, not yet {@linkplain #fittedTo fitted} to them.
     *
     * @param variables where they are read, and problems noted
     * @param checks the ids of the checks that there are
     * @return the policy
     */
    public static ReleasePolicy fromVariables(VariableReader variables, Collection<String> checks) {
        return new PolicyVariables(variables, checks).read();
    }

    /**
     * The same, promoting by itself or not.
     *
     * @param value whether it promotes by itself
     * @return the changed policy
     */
    public ReleasePolicy withAutoPromote(boolean value) {
        return new ReleasePolicy(value, autoRollback, thresholds, triggers);
    }

    /**
     * The same, rolling back by itself or not.
     *
     * @param value whether it rolls back by itself
     * @return the changed policy
     */
    public ReleasePolicy withAutoRollback(boolean value) {
        return new ReleasePolicy(autoPromote, value, thresholds, triggers);
    }

    /**
     * The same with other thresholds.
     *
     * @param value when it promotes
     * @return the changed policy
     */
    public ReleasePolicy withThresholds(PromoteThresholds value) {
        return new ReleasePolicy(autoPromote, autoRollback, value, triggers);
    }

    /**
     * The same with other triggers.
     *
     * @param value when it rolls back
     * @return the changed policy
     */
    public ReleasePolicy withTriggers(RollbackTriggers value) {
        return new ReleasePolicy(autoPromote, autoRollback, thresholds, value);
    }

    /**
     * Judges a verification. The verdict lists the rules whether or not the policy acts by itself. Where there are no
     * results at all, it fires nothing and leaves the decision to a person.
     *
     * @param verification the results of all checks
     * @return every rule with its measured value, and what follows
     */
    public Verdict judge(Verification verification) {
        return judge(verification, List.of(), List.of());
    }

    /**
     * Judges results together with what else was measured, such as metrics.
     *
     * @param verification the results
     * @param otherCriteria further criteria for promotion, measured
     * @param otherTriggers further triggers for a rollback, measured
     * @return what is made of all of it
     */
    public Verdict judge(Verification verification, List<RuleResult> otherCriteria, List<RuleResult> otherTriggers) {
        List<RuleResult> criteria = new ArrayList<>(PolicyRules.criteria(thresholds, verification));
        criteria.addAll(otherCriteria);
        List<RuleResult> triggered = new ArrayList<>(PolicyRules.triggers(triggers, verification));
        triggered.addAll(otherTriggers);
        boolean fired = triggered.stream().anyMatch(r -> r.outcome() == RuleResult.Outcome.FIRED);
        boolean met = criteria.stream().allMatch(r -> r.outcome() == RuleResult.Outcome.MET);
        Recommendation recommendation = Recommendation.ASK;
        if (fired && autoRollback) {
            recommendation = Recommendation.ROLL_BACK;
        } else if (!fired && met && autoPromote) {
            recommendation = Recommendation.PROMOTE;
        }
        return new Verdict(recommendation, criteria, triggered);
    }

    /**
     * The failures that count towards a trigger that fires. They are confirmed before anything is done; whether the policy rolls
     * back by itself makes no difference.
     *
     * @param verification the results of the checks
     * @return the ids of those checks; empty if no trigger fires
     */
    public Set<String> decisive(Verification verification) {
        return PolicyRules.decisive(triggers, verification);
    }

    /**
     * The same where what nobody chose has given way to the checks that there are: a default minimum above their number becomes 80 % of
     * them for promoting and 60 % for rolling back, rounded up, and a default latency of a check that is not there is none.
     *
     * @param checks the ids of the checks that an environment has
     * @return the policy that can be met there
     */
    public ReleasePolicy fittedTo(Collection<String> checks) {
        return new ReleasePolicy(autoPromote, autoRollback, thresholds.fittedTo(checks), triggers.fittedTo(checks));
    }

    /**
     * Whether a trigger that fires, and did so before, has become worse: fewer checks pass, or another check found a critical error. Other
     * triggers are about one check alone, which cannot do more than fail.
     *
     * @param trigger the trigger's name, such as {@code min_checks_passing}
     * @param before the results by which it fired before
     * @param now the results by which it fires now
     * @return whether it is worse
     */
    public static boolean isWorse(String trigger, Verification before, Verification now) {
        return PolicyRules.isWorse(trigger, before, now);
    }

    /** {@return the same rules, of which none gives way to the checks that there are any more} */
    public ReleasePolicy frozen() {
        return new ReleasePolicy(autoPromote, autoRollback, thresholds.frozen(), triggers.frozen());
    }

    /**
     * What was chosen in code and does not fit the number of checks: a minimum above it could never be reached. The minimum of the triggers
     * counts even where nothing is rolled back automatically, since a rollback is verified by the triggers as well; the minimum of the
     * thresholds counts where the policy promotes by itself.
     *
     * @param numberOfChecks how many checks an environment has
     * @return one message per problem, saying what to write instead; empty if the policy fits
     */
    public List<String> problemsWith(int numberOfChecks) {
        List<String> problems = new ArrayList<>();
        boolean chosen = !thresholds.byDefault().contains(PolicyRules.MIN_CHECKS_PASSING);
        if (autoPromote && chosen && thresholds.minChecksPassing() > numberOfChecks) {
            problems.add(outOfReach("promoting", thresholds.minChecksPassing(), numberOfChecks)
                    + "PromoteThresholds.withMinChecksPassing(" + numberOfChecks + ") or less");
        }
        if (!triggers.minByDefault() && triggers.minChecksPassing() > numberOfChecks) {
            problems.add(outOfReach("rolling back", triggers.minChecksPassing(), numberOfChecks)
                    + "RollbackTriggers.withMinChecksPassing(" + numberOfChecks + ") or less; 0 switches it off");
        }
        return List.copyOf(problems);
    }

    private static String outOfReach(String purpose, int minimum, int numberOfChecks) {
        return "policy: " + PolicyRules.MIN_CHECKS_PASSING + " for " + purpose + " is " + minimum + ", but there "
                + (numberOfChecks == 1 ? "is 1 check" : "are " + numberOfChecks + " checks")
                + ", so it can never be reached; write ";
    }

    /** {@return all rules on two lines, as {@code auto-promote off: …} and {@code auto-rollback on: …}} */
    @Override
    public String toString() {
        return "auto-promote " + (autoPromote ? "on" : "off") + ": " + thresholds + "\nauto-rollback "
                + (autoRollback ? "on" : "off") + ": " + triggers;
    }
}
