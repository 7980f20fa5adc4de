package io.releaseconductor.deployment;

import io.releaseconductor.model.Actor;
import io.releaseconductor.policy.Recommendation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Holds what was decided of a deployment against what its policy would have done: gate by gate, and after the promotion. */
final class Agreements {

    private static final String BY_POLICY = Endings.TRIGGERED_BY + Actor.POLICY.name();

    private Agreements() {}

    /** Something that was decided of a wave, or of what was promoted, and what the policy would have done with it. */
    private record Point(Recommendation decided, @Nullable Shadow shadow) {

        boolean differs() {
            return shadow != null && shadow.would() != decided;
        }
    }

    static Agreement of(Deployment d) {
        List<Point> points = new ArrayList<>();
        boolean automated = !addGates(d, points);
        boolean decided = addEnd(d, points);
        if (automated || isRolledBackByPolicy(d)) {
            return new Agreement(Agreement.Kind.AUTOMATED, last(d));
        }
        if (!d.settled() || !decided) {
            return new Agreement(Agreement.Kind.UNDECIDED, last(d));
        }
        return points.stream()
                .filter(Point::differs)
                .findFirst()
                .map(point -> new Agreement(Agreement.Kind.DIFFERED, point.shadow()))
                .orElseGet(() -> new Agreement(
                        points.stream().allMatch(point -> point.shadow() != null)
                                ? Agreement.Kind.AGREED
                                : Agreement.Kind.LEFT_TO_PEOPLE,
                        last(d)));
    }

    /** The gates that opened, of waves that were looked at. Returns whether people opened all of them. */
    private static boolean addGates(Deployment d, List<Point> points) {
        for (int i = 0; i < d.waves().size(); i++) {
            WaveProgress wave = d.waves().get(i);
            VerificationState looks = wave.verification();
            Decision opened = i + 1 < d.waves().size() ? d.waves().get(i + 1).begun() : lastGate(d);
            if (looks != null && opened != null) {
                boolean byPolicy = opened.by().isPolicy() || opened.at().isBefore(looks.startedAt());
                if (byPolicy) {
                    return false;
                }
                points.add(new Point(Recommendation.PROMOTE, shadow(d, wave.number(), false)));
            }
        }
        return true;
    }

    /** Who opened the last gate; where the policy did after a person had opened one before it, that person, at a time before its looks. */
    private static @Nullable Decision lastGate(Deployment d) {
        return d.promotedAt() == null ? null : d.promotion();
    }

    /** Returns whether it was decided what becomes of it. */
    private static boolean addEnd(Deployment d, List<Point> points) {
        Rollback rollback = d.rollback();
        if (rollback == null) {
            return d.promotedAt() != null;
        }
        if (rollback.decision().by().isPolicy()) {
            return false;
        }
        Shadow before = shadow(d, d.wave(), false);
        if (d.promotedAt() == null) {
            points.add(new Point(Recommendation.ROLL_BACK, before));
        } else {
            Shadow watched = shadow(d, d.wave(), true);
            points.add(new Point(Recommendation.ROLL_BACK, watched == null ? before : watched));
        }
        return true;
    }

    /** Also before a person tried that again. That nobody decided in time says nothing of what was to be decided. */
    private static boolean isRolledBackByPolicy(Deployment d) {
        return d.alerts().stream()
                .filter(alert -> alert.kind() == AlertKind.ROLLBACK_TRIGGERED)
                .map(Alert::message)
                .anyMatch(message -> message.startsWith(BY_POLICY)
                        && !message.startsWith(BY_POLICY + ": " + Endings.NOBODY_DECIDED));
    }

    private static @Nullable Shadow shadow(Deployment d, int wave, boolean watched) {
        return d.shadows().stream()
                .filter(each -> each.wave() == wave && each.watched() == watched)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable Shadow last(Deployment d) {
        return d.shadows().isEmpty() ? null : d.shadows().get(d.shadows().size() - 1);
    }
}
