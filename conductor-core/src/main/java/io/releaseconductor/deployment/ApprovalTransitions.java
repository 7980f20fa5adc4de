package io.releaseconductor.deployment;

import io.releaseconductor.model.Actor;
import io.releaseconductor.model.Gate;
import io.releaseconductor.policy.RuleResult;
import io.releaseconductor.policy.Verdict;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who approves what waits at a gate. An approval is bound to what its author could see: the recommendation, the triggers that had
 * fired and the criteria that were not met, by name. If these change, it does not count any more, and the team is told.
 */
final class ApprovalTransitions {

    private ApprovalTransitions() {}

    static LifecycleResult approved(Deployment d, Gate.Approvals gate, DeploymentEvent.Promote event) {
        Decision decision = new Decision(event.by(), event.at());
        Change change = Change.of(d, event.at());
        if (event.by().isPolicy()) {
            return gate.isOfOne()
                    ? Endings.gateOpened(d, decision, change, event.at())
                    : Change.refused("It takes people: " + gate.words() + ".");
        }
        List<Approval> before = d.currentProgress().approvals();
        String refusal = refusal(d, gate, before, event.by());
        if (refusal != null) {
            return Change.refused(refusal);
        }
        List<Approval> approvals = and(before, new Approval(decision, event.groups()));
        // one alone is kept as a decision only, as ever
        if (!gate.isOfOne()) {
            change.apply(b -> b.approvals(approvals));
        }
        return areEnough(gate, approvals) ? Endings.gateOpened(d, decision, change, event.at()) : change.moved();
    }

    /** Whoever approves what waits at the gate has not approved that the waves after it are skipped, nor the other way round. */
    static LifecycleResult approvedFully(Deployment d, Gate.Approvals gate, DeploymentEvent.PromoteFully event) {
        List<Approval> before = d.currentProgress().fully();
        String refusal = refusal(d, gate, before, event.by());
        if (refusal != null) {
            return Change.refused(refusal);
        }
        Decision decision = new Decision(event.by(), event.at());
        List<Approval> approvals = and(before, new Approval(decision, event.groups()));
        Change change = Change.of(d, event.at()).apply(b -> b.fully(approvals));
        return areEnough(gate, approvals) ? Endings.gatesOpened(d, decision, change) : change.moved();
    }

    private static List<Approval> and(List<Approval> before, Approval approval) {
        List<Approval> approvals = new ArrayList<>(before);
        approvals.add(approval);
        return approvals;
    }

    private static boolean areEnough(Gate.Approvals gate, List<Approval> approvals) {
        return approvals.size() >= gate.count() && missing(gate, approvals).isEmpty();
    }

    /** Of two who come through different chats nobody knows whether they are one person, so that the second does not count. */
    private static @Nullable String refusal(Deployment d, Gate.Approvals gate, List<Approval> approvals, Actor by) {
        Actor initiator = d.request().initiatedBy();
        if (!gate.initiatorCounts() && !initiator.isPolicy() && !by.isCertainlyAnotherThan(initiator)) {
            return by.isSameAs(initiator)
                    ? "You shipped it: somebody else has to approve it."
                    : "You cannot be told from " + initiator.name() + ", who shipped it through another chat.";
        }
        for (Approval approval : approvals) {
            Actor before = approval.decision().by();
            if (!by.isCertainlyAnotherThan(before)) {
                return by.isSameAs(before)
                        ? "You have approved it: " + standing(gate, approvals) + "."
                        : "You cannot be told from " + before.name() + ", who has approved it through another chat.";
            }
        }
        return null;
    }

    /** The groups of which nobody has approved yet. */
    static List<String> missing(Gate.Approvals gate, List<Approval> approvals) {
        Set<String> there =
                approvals.stream().flatMap(a -> a.groups().stream()).collect(Collectors.toCollection(HashSet::new));
        return gate.groups().stream().filter(group -> !there.contains(group)).toList();
    }

    /** Such as {@code 1 of 2: Ada; still needed: somebody of qa}. */
    static String standing(Gate.Approvals gate, List<Approval> approvals) {
        List<String> missing = missing(gate, approvals);
        return approvals.size() + " of " + Math.max(gate.count(), approvals.size() + (missing.isEmpty() ? 0 : 1))
                + (approvals.isEmpty()
                        ? ""
                        : approvals.stream()
                                .map(a -> a.decision().by().name())
                                .collect(Collectors.joining(", ", ": ", "")))
                + (missing.isEmpty() ? "" : "; still needed: somebody of " + String.join(" and of ", missing));
    }

    /** What was approved looks different now: whoever approved it is asked anew. */
    static Change voidedIfOther(Deployment d, Change change, @Nullable Verdict before, Verdict now) {
        List<Approval> approvals = new ArrayList<>(d.currentProgress().approvals());
        approvals.addAll(d.currentProgress().fully());
        if (approvals.isEmpty() || before == null || before.sight().equals(now.sight())) {
            return change;
        }
        String who =
                approvals.stream().map(a -> a.decision().by().name()).distinct().collect(Collectors.joining(", "));
        return change.apply(b -> b.approvals(List.of()).fully(List.of()))
                .alert(
                        AlertKind.APPROVAL_VOIDED,
                        "The approval by " + who + " does not count any more, since the checks come out otherwise: "
                                + describe(now));
    }

    private static String describe(Verdict verdict) {
        List<RuleResult> told = verdict.fired().isEmpty() ? verdict.notMet() : verdict.fired();
        return told.isEmpty() ? "all is well" : RuleResult.describe(told);
    }
}
