package io.releaseconductor.policy;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What a policy makes of a verification: every rule with its measured value, so that a card can say why.
 *
 * @param recommendation what the policy does
 * @param criteria the criteria for promotion, all of them, in order
 * @param triggers the triggers for a rollback, all of them, in order
 */
public record Verdict(Recommendation recommendation, List<RuleResult> criteria, List<RuleResult> triggers) {
    /** No rule at all: a person decides. */
    public static final Verdict NONE = new Verdict(Recommendation.ASK, List.of(), List.of());

    /** Requires all and copies. */
    public Verdict {
        Objects.requireNonNull(recommendation, "recommendation");
        criteria = List.copyOf(criteria);
        triggers = List.copyOf(triggers);
    }

    /** {@return the triggers that fire, in order} */
    public List<RuleResult> fired() {
        return triggers.stream()
                .filter(r -> r.outcome() == RuleResult.Outcome.FIRED)
                .toList();
    }

    /** {@return the criteria for promotion that are not met, in order} */
    public List<RuleResult> notMet() {
        return criteria.stream()
                .filter(r -> r.outcome() == RuleResult.Outcome.NOT_MET)
                .toList();
    }

    /** {@return whether there are criteria for promotion, and all of them are met} */
    public boolean meetsAll() {
        return !criteria.isEmpty() && criteria.stream().allMatch(r -> r.outcome() == RuleResult.Outcome.MET);
    }

    /**
     * {@return what a decision is bound to whose author saw this verdict: what it recommends, the triggers that fire and the criteria that are
     * not met, by name}
     */
    public Set<String> sight() {
        Set<String> sight = new HashSet<>();
        sight.add(recommendation.name());
        fired().forEach(rule -> sight.add("fired " + rule.rule()));
        notMet().forEach(rule -> sight.add("not met " + rule.rule()));
        return sight;
    }
}
