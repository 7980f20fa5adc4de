package io.releaseconductor.testkit.simulator;

import io.releaseconductor.audit.AuditEntry;
import io.releaseconductor.audit.AuditTrail;
import io.releaseconductor.deployment.Alert;
import io.releaseconductor.deployment.Decision;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.PhaseProgress;
import io.releaseconductor.deployment.Rollback;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Phase;
import io.releaseconductor.spi.StateStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Rule 13: what happens to a deployment is in its audit trail exactly once, in order, with who did it; what only moves on is not. The trail is
 * kept as long as history, whatever crashed. What has to be told is written down here once more.
 */
final class AuditRules {

    private static final Set<String> REFUSALS = Set.of("denied", "refused");

    private final StateStore store;
    private final Consumer<String> violations;
    private final Map<DeployId, List<AuditEntry>> written = new HashMap<>();

    AuditRules(StateStore store, Consumer<String> violations) {
        this.store = store;
        this.violations = violations;
    }

    private void require(boolean holds, String rule) {
        if (!holds) {
            violations.accept(rule);
        }
    }

    void created(Deployment d) {
        String id = d.id() + ": rule 13: ";
        written.put(d.id(), new ArrayList<>());
        AuditEntry entry = entryOf(d);
        require(entry != null, id + "it was created, and its audit trail does not tell");
        if (entry != null) {
            chained(id, d, entry);
            require(
                    entry.told().before() == null && isBy(entry, d.request().initiatedBy()),
                    id + "it was created by " + d.request().initiatedBy().name() + ", and its audit trail tells "
                            + entry);
        }
    }

    void written(String prefix, Deployment before, Deployment after) {
        String id = prefix + "rule 13: ";
        AuditEntry entry = entryOf(after);
        List<String> changes = changes(before, after);
        if (entry == null) {
            require(changes.isEmpty(), id + "its audit trail does not tell of " + changes);
            return;
        }
        chained(id, after, entry);
        boolean refusal = isRefusal(after);
        require(!refusal || changes.isEmpty(), id + "somebody was refused, and yet this changed: " + changes);
        require(
                refusal || !isQuiet(before, after),
                id + "nothing happened, and its audit trail tells of " + entry.told());
        require(
                before.status().wireName().equals(entry.told().before())
                        && after.status().wireName().equals(entry.told().after()),
                id + "it went from " + before.status().wireName() + " to "
                        + after.status().wireName() + ", and its audit trail tells " + entry.told());
        Actor decider = decider(before, after);
        require(
                decider == null || isBy(entry, decider) || isAnswerOfPolicy(entry, decider),
                id + (decider == null ? "" : decider.name()) + " decided, and its audit trail tells " + entry.told());
    }

    /** Whether a write tells of somebody who was refused, and nothing else. */
    static boolean isRefusal(Deployment written) {
        AuditEntry entry = entryOf(written);
        return entry != null && REFUSALS.contains(entry.told().event());
    }

    private static @Nullable AuditEntry entryOf(Deployment d) {
        AuditEntry last = d.audit();
        return last != null && last.revision() == d.revision() ? last : null;
    }

    private void chained(String id, Deployment d, AuditEntry entry) {
        List<AuditEntry> trail = written.computeIfAbsent(d.id(), key -> new ArrayList<>());
        AuditEntry last = trail.isEmpty() ? null : trail.get(trail.size() - 1);
        require(
                entry.number() == trail.size() + 1
                        && entry.isIntact()
                        && entry.deployment().equals(d.id())
                        && entry.previous().equals(last == null ? "" : last.digest()),
                id + "entry " + entry + " does not follow " + last);
        trail.add(entry);
    }

    /** Somebody lifted their hold, and the policy decides at once. */
    private static boolean isAnswerOfPolicy(AuditEntry entry, Actor decider) {
        String detail = entry.told().detail();
        return decider.isPolicy() && detail != null && detail.contains("policy rolls back, because: ");
    }

    private static boolean isBy(AuditEntry entry, Actor actor) {
        Actor by = entry.told().by();
        return by != null && by.id().equals(actor.id()) && by.name().equals(actor.name());
    }

    /** What has to be told, in words. */
    private static List<String> changes(Deployment before, Deployment after) {
        List<String> changes = new ArrayList<>();
        List<Object> was = told(before);
        List<Object> is = told(after);
        for (int i = 0; i < Math.max(was.size(), is.size()); i++) {
            Object one = i < was.size() ? was.get(i) : "nothing";
            Object other = i < is.size() ? is.get(i) : "nothing";
            if (!one.equals(other)) {
                changes.add(one + " -> " + other);
            }
        }
        return changes;
    }

    private static List<Object> told(Deployment d) {
        List<Object> told = new ArrayList<>(Arrays.asList(
                d.status(),
                String.valueOf(d.promotion()),
                String.valueOf(d.rollback()),
                String.valueOf(d.cancelWish()),
                String.valueOf(d.rollbackWish()),
                d.holds(),
                String.valueOf(d.lifted()),
                String.valueOf(d.failure()),
                d.attention() == null ? "not asked" : d.attention().since(),
                d.linked() == null ? "not linked" : d.linked().state(),
                d.watch() == null ? "not watched" : String.valueOf(d.watch().end()),
                d.restraint() == null
                        ? "free"
                        : d.restraint().isOver() + d.restraint().why(),
                d.waves().size(),
                stage(d.progress(Phase.ROLL_BACK))));
        d.waves().forEach(wave -> {
            told.add(stage(wave.phase()));
            told.add(wave.approvals());
            told.add(wave.fully());
        });
        for (Alert alert : d.alerts()) {
            told.add(alert.id() + (alert.isPending() ? "" : " sent"));
        }
        return told;
    }

    private static String stage(@Nullable PhaseProgress progress) {
        return progress == null
                ? "not begun"
                : progress.attempt() + " " + progress.stage().getClass().getSimpleName() + " "
                        + progress.run().map(run -> run.id() + run.conclusion()).orElse("");
    }

    /** Whether only that moved on which moves on all the time. */
    private static boolean isQuiet(Deployment before, Deployment after) {
        return before.toBuilder()
                .revision(after.revision())
                .dueAt(after.dueAt())
                .audit(after.audit())
                .card(after.card())
                .build()
                .equals(after);
    }

    /** Who is new among those who decide. */
    private static @Nullable Actor decider(Deployment before, Deployment after) {
        Decision promotion = after.promotion();
        if (promotion != null && !promotion.equals(before.promotion())) {
            return promotion.by();
        }
        Rollback rollback = after.rollback();
        boolean wished = rollback != null
                && before.rollbackWish() != null
                && before.rollbackWish().decision().equals(rollback.decision());
        if (rollback != null && before.rollback() == null && !wished) {
            return rollback.decision().by();
        }
        Decision cancel = after.cancelWish();
        return cancel != null && before.cancelWish() == null ? cancel.by() : null;
    }

    /** The store has what was written, and nothing else, for as long as history tells of the deployment. */
    void stored(DeployId id, boolean forgotten) {
        AuditTrail trail = store.audit(id);
        List<AuditEntry> expected = forgotten ? List.of() : written.getOrDefault(id, List.of());
        require(
                trail.entries().equals(expected) && trail.problems().isEmpty(),
                id + ": rule 13: its audit trail has " + trail.entries().size() + " entries, and " + expected.size()
                        + " were written" + (forgotten ? " and forgotten" : ""));
    }
}
