package io.releaseconductor.testkit.simulator;

import io.releaseconductor.deployment.AlertKind;
import io.releaseconductor.deployment.Decision;
import io.releaseconductor.deployment.DeployRequest;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.LinkedShip;
import io.releaseconductor.deployment.Rollback;
import io.releaseconductor.deployment.VerificationState;
import io.releaseconductor.deployment.WatchEnd;
import io.releaseconductor.deployment.WatchState;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Watch;
import io.releaseconductor.policy.RuleResult;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * That what was promoted is watched look by look to an end, that what fires is told once, that a watch never rolls back over what was
 * deployed since, nor what a person accepted; and that what has to stand for a while before it is shipped on does.
 */
final class WatchRules {

    /** A node may have looked for what was deployed since right before, and have been frozen then. */
    private static final Duration OVERTAKEN = Duration.ofSeconds(100);

    private final Records records;
    private final Consumer<String> violations;

    WatchRules(Records records, Consumer<String> violations) {
        this.records = records;
        this.violations = violations;
    }

    private void require(boolean holds, String rule) {
        if (!holds) {
            violations.accept(rule);
        }
    }

    /** What is shipped on by a promotion. */
    void created(Deployment child) {
        DeployId id = child.request().parent();
        Records.Entry record = id == null ? null : records.find(id);
        Deployment parent = record == null ? null : record.now();
        LinkedShip wish = parent == null ? null : parent.soaking();
        if (record == null || parent == null || wish == null) {
            return;
        }
        Instant at = child.request().initiatedAt();
        WatchState watch = parent.watch();
        require(
                watch == null || watch.fired().isEmpty(),
                child.id() + ": shipped on from " + parent.id() + ", though something fired while that was watched");
        require(
                !at.isBefore(wish.notBefore()),
                child.id() + ": shipped on from " + parent.id() + " before it had stood for "
                        + parent.request().soak());
        newer(record)
                .filter(newer -> newer.status() == DeploymentStatus.PROMOTED)
                .filter(newer -> Objects.requireNonNull(newer.promotedAt())
                        .plus(OVERTAKEN)
                        .isBefore(at))
                .forEach(newer -> violations.accept(child.id() + ": shipped on from " + parent.id() + ", and "
                        + newer.id() + " was promoted since"));
    }

    private Stream<Deployment> newer(Records.Entry record) {
        return records.all().stream()
                .filter(other -> other.number > record.number)
                .map(Records.Entry::now)
                .filter(other -> other.environment().equals(record.now().environment()));
    }

    void written(String id, Deployment before, Deployment after, Records.Entry record) {
        WatchState was = before.watch();
        WatchState is = after.watch();
        boolean promoted = after.status() == DeploymentStatus.PROMOTED && before.status() != after.status();
        require(
                (is != null) == (was != null || (promoted && !watch(after).isOff())),
                id + "a watch began or was gone otherwise than with the promotion");
        if (is != null && was != null && !was.equals(is)) {
            looked(id, before, after, was, is);
            ended(id, after, is, record);
        }
        Rollback rollback = after.rollback();
        boolean byWatch = before.status() == DeploymentStatus.PROMOTED
                && after.status() == DeploymentStatus.ROLLING_BACK
                && rollback != null
                && rollback.decision().by().isPolicy();
        if (byWatch && rollback != null) {
            rolledBack(id, before, rollback, record);
        }
    }

    private static Watch watch(Deployment d) {
        return d.request().watch();
    }

    private void looked(String id, Deployment before, Deployment after, WatchState was, WatchState is) {
        require(
                was.end() == null && before.status() == DeploymentStatus.PROMOTED,
                id + "a watch that was over goes on");
        int counted = is.expected() - was.expected();
        require(
                counted == due(watch(after), was, is) && is.looks() - was.looks() <= 1,
                id + "rule 10: of " + due(watch(after), was, is) + " looks that were due " + counted + " are counted");
        List<String> told = is.fired().stream().map(RuleResult::rule).toList();
        require(
                new HashSet<>(told).size() == told.size() && is.fired().containsAll(was.fired()),
                id + "rule 7: what fires while watched is told again: " + told);
        boolean news = is.fired().size() > was.fired().size();
        long alerts = alerts(after) - alerts(before);
        boolean rollsBack = after.status() == DeploymentStatus.ROLLING_BACK;
        require(
                alerts == (news && !rollsBack ? 1 : 0),
                id + "rule 7: told " + alerts + " times that " + told + " fired while watched");
    }

    private static long alerts(Deployment d) {
        return d.alerts().stream()
                .filter(alert -> alert.kind() == AlertKind.WATCH_FIRED)
                .count();
    }

    /** How many looks were due between two times. */
    private static int due(Watch watch, WatchState was, WatchState is) {
        Instant until = watch.until(was.startedAt());
        int due = 0;
        for (Instant at = was.startedAt().plus(watch.every()); ; at = at.plus(watch.every())) {
            Instant point = at.isBefore(until) ? at : until;
            if (point.isAfter(was.upTo()) && !point.isAfter(is.upTo())) {
                due++;
            }
            if (point.equals(until)) {
                return due;
            }
        }
    }

    private void ended(String id, Deployment d, WatchState is, Records.Entry record) {
        WatchEnd end = is.end();
        if (end == null) {
            return;
        }
        if (end.newer() != null) {
            require(
                    newer(record).anyMatch(newer -> newer.id().equals(end.newer())),
                    id + "the watch ended for " + end.newer() + ", which is not newer");
            return;
        }
        require(
                is.upTo().equals(watch(d).until(is.startedAt())),
                id + "the watch ended at " + is.upTo() + ", before its time");
        newer(record)
                .filter(newer -> newer.request().initiatedAt().plus(OVERTAKEN).isBefore(end.at()))
                .forEach(newer -> violations.accept(id + "watched to the end, though " + newer.id() + " began"));
    }

    private void rolledBack(String id, Deployment before, Rollback rollback, Records.Entry record) {
        DeployRequest request = before.request();
        require(
                request.watch().rollsBack() && before.watching() != null,
                id + "rule 5: the policy rolls back what nobody agreed to have watched so");
        Optional<Deployment> newer = newer(record).findFirst();
        require(
                newer.isEmpty(),
                id + "rule 11: the watch rolls back over "
                        + newer.map(Deployment::id).orElse(null));
        List<String> seen = seen(before);
        List<String> why = List.of(
                String.valueOf(rollback.reason()).replace(" while watched", "").split(", "));
        require(
                why.stream().noneMatch(seen::contains),
                id + "rule 5: the policy rolls back for " + why + ", and " + before.promotion() + " accepted " + seen);
    }

    /** What had fired when a person promoted it. Nothing here gets worse. */
    private static List<String> seen(Deployment d) {
        VerificationState state = d.currentProgress().verification();
        @Nullable Decision promotion = d.promotion();
        return state == null
                        || state.verdict() == null
                        || promotion == null
                        || promotion.by().isPolicy()
                        || promotion.at().isBefore(state.startedAt())
                ? List.of()
                : state.verdict().fired().stream().map(RuleResult::rule).toList();
    }
}
