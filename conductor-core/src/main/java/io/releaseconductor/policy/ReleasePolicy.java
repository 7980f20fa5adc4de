package io.releaseconductor.policy;

import io.releaseconductor.check.Verification;
import io.releaseconductor.config.VariableReader;
import java.util.ArrayList;
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
     * The default policy, switched by {@code SHIP_AUTO_PROMOTE} and {@code SHIP_AUTO_ROLLBACK}.
     *
     * @param variables where the switches are read, and problems noted
     * @return the policy
     */
    public static ReleasePolicy fromVariables(VariableReader variables) {
        return DEFAULT.withAutoPromote(variables.flag("SHIP_AUTO_PROMOTE", DEFAULT.autoPromote()))
                .withAutoRollback(variables.flag("SHIP_AUTO_ROLLBACK", DEFAULT.autoRollback()));
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
        List<RuleResult> criteria = PolicyRules.criteria(thresholds, verification);
        List<RuleResult> triggered = PolicyRules.triggers(triggers, verification);
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
     * What does not fit the number of checks: a minimum above it could never be reached. The minimum of the triggers counts
     * even where nothing is rolled back automatically, since a rollback is verified by the triggers as well; the minimum of
     * the thresholds counts where the policy promotes by itself.
     *
     * @param numberOfChecks how many checks an environment has
     * @return one message per problem, saying what to write instead; empty if the policy fits
     */
    public List<String> problemsWith(int numberOfChecks) {
        List<String> problems = new ArrayList<>();
        if (autoPromote && thresholds.minChecksPassing() > numberOfChecks) {
            problems.add(outOfReach("promoting", thresholds.minChecksPassing(), numberOfChecks)
                    + "PromoteThresholds.withMinChecksPassing(" + numberOfChecks + ") or less");
        }
        if (triggers.minChecksPassing() > numberOfChecks) {
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
