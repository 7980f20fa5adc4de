package io.releaseconductor.deployment;

import io.releaseconductor.metric.MetricAnswer;
import io.releaseconductor.model.Bake;
import io.releaseconductor.model.OneLine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The metrics of a wave that bakes, look by look. A look is counted once, by whichever node saves it first; one that does not begin where
 * the last one ended is refused. What cannot be known yet is waited for; what will not be known is a gap.
 */
final class MetricTransitions {

    /** So long a source may say that it cannot answer yet. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final Duration AGAIN = Duration.ofSeconds(10);

    private static final int MAX_REASON = 300;

    private MetricTransitions() {}

    /** What is to be counted of a wave from the end of its warm-up on; null if nothing is. */
    static @Nullable Counting begin(Deployment d, Bake.Rounds bake, Instant startedAt) {
        MetricRounds rounds = MetricRounds.of(d, bake);
        if (rounds.isEmpty()) {
            return null;
        }
        Instant from = bake.firstRound(startedAt);
        Counting fresh = Counting.from(from);
        List<WaveProgress> waves = d.waves();
        for (int i = waves.size() - 2; i >= 0; i--) {
            VerificationState state = waves.get(i).verification();
            Counting earlier = state == null ? null : state.counting();
            if (earlier != null && earlier.hasBegun()) {
                List<MetricEvidence> further = rounds.goOn(earlier.metrics(), from);
                return further.isEmpty() ? fresh : fresh.begun(further, LookLog.goOn());
            }
        }
        return fresh;
    }

    static LifecycleResult measured(Deployment d, DeploymentEvent.MetricsMeasured event) {
        Counting counting = counting(d, event.wave());
        if (counting == null || counting.hasBegun() || !counting.upTo().equals(event.upTo())) {
            return Change.refused("The metrics are counted already, or are not counted any more.");
        }
        MetricRounds rounds = MetricRounds.of(d, bake(d));
        String waitingFor = Stream.concat(Stream.of(event.before()), event.earlier().values().stream())
                .map(MetricTransitions::notYet)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        boolean inTime = event.at().isBefore(counting.upTo());
        Counting next = waitingFor != null && inTime
                ? counting.waiting(event.at().plus(AGAIN), waitingFor)
                : counting.begun(
                        rounds.begin(event.before(), event.earlier(), counting.upTo()),
                        LookLog.begin(d.request().metrics().names(), event.before(), event.earlier()));
        return saved(d, next, event.at());
    }

    static LifecycleResult counted(Deployment d, DeploymentEvent.MetricsCounted event) {
        Counting counting = counting(d, event.wave());
        if (counting == null || !counting.hasBegun()) {
            return Change.refused("No metric is counted now.");
        }
        if (!counting.upTo().equals(event.from())) {
            return Change.refused("The look begins at " + event.from() + ", but metrics are counted up to "
                    + counting.upTo() + "; a look is counted once, and none is left out.");
        }
        Bake.Rounds bake = bake(d);
        Duration span = Duration.between(event.from(), event.to());
        int looks = (int) Math.min(Integer.MAX_VALUE / 4, span.dividedBy(bake.every()));
        if (looks < 1 || !span.equals(bake.every().multipliedBy(looks))) {
            return Change.refused("The look ends at " + event.to() + ", which is not on the grid.");
        }
        String waitingFor = notYet(event.answers());
        Instant givenUpAt = event.from()
                .plus(bake.every())
                .plus(d.request().metrics().lag())
                .plus(PATIENCE);
        if (waitingFor != null && event.at().isBefore(givenUpAt)) {
            return saved(d, counting.waiting(event.at().plus(AGAIN), waitingFor), event.at());
        }
        MetricRounds.Span together = new MetricRounds.Span(event.from(), event.to(), counting.looks(), looks);
        List<MetricEvidence> metrics = MetricRounds.of(d, bake).counted(counting.metrics(), together, event.answers());
        LookLog.Entry look = LookLog.Entry.look(d.request().metrics().names(), event.answers(), looks);
        Counting next = counting.counted(event.to(), counting.looks() + looks, metrics, logged(d, counting, look));
        return RoundTransitions.counted(d, bake, next, event.recent(), event.at());
    }

    /** All waves share the room that there is. */
    private static @Nullable LookLog logged(Deployment d, Counting counting, LookLog.Entry look) {
        LookLog log = counting.log();
        if (log == null) {
            return null;
        }
        int kept = d.waves().stream()
                .map(wave ->
                        wave.verification() == null ? null : wave.verification().counting())
                .map(earlier -> earlier == null ? null : earlier.log())
                .mapToInt(earlier -> earlier == null ? 0 : earlier.looks())
                .sum();
        return log.and(look, LookLog.MOST - kept);
    }

    /** The metrics that are counted now, if they are those of a wave. */
    private static @Nullable Counting counting(Deployment d, int wave) {
        return d.wave() == wave ? d.counting() : null;
    }

    private static Bake.Rounds bake(Deployment d) {
        if (d.currentWave().bake() instanceof Bake.Rounds rounds) {
            return rounds;
        }
        throw new IllegalStateException(d.id() + ": metrics are counted in rounds only");
    }

    /** Why one of the answers is not there yet; null if all are. All metrics share the span. */
    private static @Nullable String notYet(Map<String, MetricAnswer> answers) {
        return answers.entrySet().stream()
                .filter(answer -> answer.getValue() instanceof MetricAnswer.NotYet)
                .map(answer -> OneLine.cut(OneLine.of(((MetricAnswer.NotYet) answer.getValue()).reason()), MAX_REASON))
                .findFirst()
                .orElse(null);
    }

    private static LifecycleResult saved(Deployment d, Counting next, Instant at) {
        VerificationState state = d.currentProgress().verification();
        if (state == null || state.observation() == null) {
            throw new IllegalStateException(d.id() + ": nothing is observed");
        }
        Observation seen = state.observation().with(next);
        return Change.of(d, at).apply(b -> b.verification(state.with(seen))).moved();
    }
}
