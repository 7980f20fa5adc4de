package io.releaseconductor.testkit;

import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.HistoryCourse;
import io.releaseconductor.deployment.HistoryEntry;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Strategy;
import io.releaseconductor.stats.Period;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Histories as teams have them, for tests of exports, figures and pictures: most deployments on working days, most of them promoted, some
 * rolled back by the policy or by people, some failed, and a month in which much went wrong. Made up by chance: the same seed gives the same.
 */
public final class Histories {

    private static final List<Actor> PEOPLE =
            List.of(Actor.person("1001", "Ada"), Actor.person("1002", "Grace"), Actor.person("1003", "Linus"));

    private static final double WEEKEND = 0.15;
    private static final double FAILS = 0.04;
    private static final double FAILS_BADLY = 0.14;

    private final Random random;
    private final Environment environment;
    private final Period period;

    private Histories(long seed, Environment environment, Period period) {
        this.random = new Random(seed);
        this.environment = environment;
        this.period = period;
    }

    /**
     * Makes up a history.
     *
     * @param seed what it depends on, beside the other arguments
     * @param environment of which environment
     * @param period when all of it was shipped: at least four seconds for each deployment
     * @param deployments how many
     * @return the entries, newest first
     */
    public static List<HistoryEntry> of(long seed, Environment environment, Period period, int deployments) {
        return new Histories(seed, environment, period).entries(deployments);
    }

    private List<HistoryEntry> entries(int deployments) {
        TreeSet<Long> seconds = new TreeSet<>();
        long first = period.from().getEpochSecond() + 1;
        long length = period.length().toSeconds() - 1;
        while (seconds.size() < deployments) {
            long at = first + (long) (random.nextDouble() * length);
            if (random.nextDouble() < weight(Instant.ofEpochSecond(at))) {
                seconds.add(at);
            }
        }
        List<HistoryEntry> entries = new ArrayList<>();
        int number = 0;
        for (long at : seconds) {
            entries.add(entry(Instant.ofEpochSecond(at), ++number));
        }
        Collections.reverse(entries);
        return entries;
    }

    private static double weight(Instant at) {
        DayOfWeek day = at.atOffset(ZoneOffset.UTC).getDayOfWeek();
        return day == DayOfWeek.SATURDAY || day == DayOfWeek.SUNDAY ? WEEKEND : 1;
    }

    /** How far the period has come, 0 to 1. */
    private double far(Instant at) {
        return (double) Duration.between(period.from(), at).toSeconds()
                / period.length().toSeconds();
    }

    private HistoryEntry entry(Instant at, int number) {
        double far = far(at);
        double fails = far > 0.6 && far < 0.69 ? FAILS_BADLY : FAILS;
        double dice = random.nextDouble();
        Duration worked = span(4 * 60 - 60 * far, 0.35);
        Instant ran = at.plus(worked).plus(span(30, 0.5));
        Instant committed = at.minus(span(9 * 3600 * (1.3 - far), 1.1));
        Actor by = PEOPLE.get(random.nextInt(PEOPLE.size()));
        Course course = new Course(at, number, by, worked, committed);
        if (dice < fails) {
            return random.nextBoolean()
                    ? course.failed(at.plus(worked), random.nextInt(3) > 0)
                    : rolledBack(course, ran);
        }
        if (dice < 2 * fails) {
            return rolledBack(course, ran);
        }
        if (dice < 2.3 * fails) {
            Instant promoted = ran.plus(span(300, 0.6));
            Instant decided = promoted.plus(span(3600, 0.8));
            return course.rolledBack(false, promoted, decided, decided.plus(span(200, 0.4)), by);
        }
        if (dice > 0.98) {
            return dice > 0.99
                    ? course.settled(DeploymentStatus.CANCELLED, at.plus(Duration.ofSeconds(20)))
                    : course.settled(DeploymentStatus.EXPIRED, ran.plus(Duration.ofHours(1)));
        }
        return course.promoted(ran.plus(span(420, 0.9)), PEOPLE.get(random.nextInt(PEOPLE.size())));
    }

    private HistoryEntry rolledBack(Course course, Instant ran) {
        return course.rolledBack(true, null, ran, ran.plus(span(200, 0.4)), Actor.POLICY);
    }

    /** Log-normal, as times that people and machines take are. */
    private Duration span(double medianSeconds, double spread) {
        double seconds = medianSeconds * Math.exp(spread * random.nextGaussian());
        return Duration.ofMillis(Math.max(1, Math.round(seconds * 1000)));
    }

    private final class Course {

        private final Instant at;
        private final int number;
        private final Actor by;
        private final Duration worked;
        private final Instant committed;

        private Course(Instant at, int number, Actor by, Duration worked, Instant committed) {
            this.at = at;
            this.number = number;
            this.by = by;
            this.worked = worked;
            this.committed = committed;
        }

        private HistoryEntry promoted(Instant promoted, Actor decider) {
            return entry(
                    DeploymentStatus.PROMOTED,
                    promoted,
                    decider,
                    null,
                    new HistoryCourse(false, true, worked, committed, promoted, null, null, null, null, null));
        }

        private HistoryEntry failed(Instant failed, boolean tookEffect) {
            return entry(
                    DeploymentStatus.FAILED,
                    failed,
                    null,
                    "run " + number + " failed",
                    new HistoryCourse(null, tookEffect, worked, committed, null, failed, null, null, null, null));
        }

        private HistoryEntry rolledBack(
                boolean verificationFailed, @Nullable Instant promoted, Instant decided, Instant done, Actor decider) {
            String why = decider.isPolicy() ? "api_down" : "checkout is slow";
            return entry(
                    DeploymentStatus.ROLLED_BACK,
                    done,
                    decider,
                    why,
                    new HistoryCourse(
                            verificationFailed, true, worked, committed, promoted, null, decided, why, done, null));
        }

        private HistoryEntry settled(DeploymentStatus status, Instant since) {
            boolean effect = status != DeploymentStatus.CANCELLED;
            return entry(
                    status,
                    since,
                    null,
                    null,
                    new HistoryCourse(
                            effect ? false : null,
                            effect,
                            effect ? worked : null,
                            committed,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null));
        }

        private HistoryEntry entry(
                DeploymentStatus status,
                Instant since,
                @Nullable Actor decider,
                @Nullable String reason,
                HistoryCourse course) {
            return new HistoryEntry(
                    DeployId.of(environment, at),
                    status,
                    since,
                    Strategy.FULL,
                    "main",
                    "1." + number,
                    null,
                    by,
                    at,
                    decider,
                    course.verificationFailed() == null ? null : course.verificationFailed() ? "4/5" : "5/5",
                    reason,
                    null,
                    List.of(),
                    null,
                    course);
        }
    }
}
