package io.releaseconductor.deployment;

import io.releaseconductor.metric.BothSides;
import io.releaseconductor.metric.Correlation;
import io.releaseconductor.metric.Counted;
import io.releaseconductor.metric.Counts;
import io.releaseconductor.metric.Evidence;
import io.releaseconductor.metric.Look;
import io.releaseconductor.metric.MetricAnswer;
import io.releaseconductor.metric.MetricPlan;
import io.releaseconductor.metric.MetricRule;
import io.releaseconductor.metric.MetricSpec;
import io.releaseconductor.metric.SequentialJudge;
import io.releaseconductor.metric.TimeBefore;
import io.releaseconductor.model.Bake;
import io.releaseconductor.model.Reach;
import io.releaseconductor.model.RolloutPlan;
import io.releaseconductor.model.Wave;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The metrics of one wave: how each is judged, and what one look more makes of what is known. */
final class MetricRounds {

    private final List<MetricRule> rules;
    private final Bake.Rounds bake;

    /** What all metrics are held against, beside limits of their own; null if there is nothing. */
    private final @Nullable Comparison compared;

    private final int judgedTogether;

    private MetricRounds(List<MetricRule> rules, Bake.Rounds bake, @Nullable Comparison compared, int judgedTogether) {
        this.rules = rules;
        this.bake = bake;
        this.compared = compared;
        this.judgedTogether = judgedTogether;
    }

    /** Those of the wave that began last. */
    static MetricRounds of(Deployment d, Bake.Rounds bake) {
        return of(d.request().metrics(), bake, compared(d), judgedTogether(d));
    }

    /** Those of any wave. */
    static MetricRounds of(MetricPlan plan, Bake.Rounds bake, @Nullable Comparison compared, int judgedTogether) {
        return new MetricRounds(plan.rules(), bake, compared, judgedTogether);
    }

    /** What is compared in the wave that began last. */
    static @Nullable Comparison compared(Deployment d) {
        return compared(d.request().plan(), d.currentWave());
    }

    /** A part beside the rest; or all of it with the times before, unless a part of it was compared already. */
    static @Nullable Comparison compared(RolloutPlan plan, Wave wave) {
        if (wave.hasTwoSides()) {
            return Comparison.STABLE;
        }
        boolean wasCompared =
                plan.waves().stream().anyMatch(each -> each.hasTwoSides() && each.bake() instanceof Bake.Rounds);
        return wasCompared || !wave.reach().equals(Reach.ALL) ? null : Comparison.BEFORE;
    }

    /** How many checks and metrics share the chance of failing something healthy, the same in all waves. */
    static int judgedTogether(Deployment d) {
        List<String> checks = d.request().checks();
        return Math.max(
                1, (checks == null ? 0 : checks.size()) + d.request().metrics().judged());
    }

    /** {@return what all metrics are held against, beside limits of their own; null if there is nothing} */
    @Nullable
    Comparison against() {
        return compared;
    }

    /** {@return whether there is anything to count} */
    boolean isEmpty() {
        return rules.stream().noneMatch(rule -> compared != null || rule.limit() != null);
    }

    /** {@return whether nothing is left that a metric could be compared with: of the times before, each look has had its part} */
    boolean isOver(MetricEvidence metric, Counting counting) {
        return metric.against() == Comparison.BEFORE && counting.looks() >= looksOfBake();
    }

    private long looksOfBake() {
        return bake.atMost().dividedBy(bake.every());
    }

    /** {@return how the metrics are judged that are compared with something} */
    List<MetricSpec> comparisons() {
        Comparison against = compared;
        return against == null
                ? List.of()
                : rules.stream().map(rule -> spec(rule.name(), against)).toList();
    }

    /** {@return how a metric is judged} */
    MetricSpec spec(MetricEvidence metric) {
        return spec(metric.metric(), metric.against());
    }

    private MetricSpec spec(String name, Comparison against) {
        MetricSpec spec = switch (against) {
            case STABLE -> MetricSpec.besideStable(name);
            case LIMIT -> MetricSpec.againstLimit(name, limit(name));
            case BEFORE -> MetricSpec.comparedWithBefore(name);
        };
        return spec.withBake(bake.atLeast(), bake.atMost(), bake.every()).oneOf(judgedTogether);
    }

    private double limit(String name) {
        return rules.stream()
                .filter(rule -> rule.name().equals(name))
                .map(MetricRule::limit)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("metric " + name + " has no limit in " + rules));
    }

    /**
     * The evidence before the first look.
     *
     * @param before what all instances did before anything was deployed, look by look
     * @param earlier what they did at the other times that were asked about
     */
    List<MetricEvidence> begin(
            Map<String, MetricAnswer> before, Map<TimeBefore, Map<String, MetricAnswer>> earlier, Instant since) {
        List<MetricEvidence> begun = new ArrayList<>();
        for (MetricRule rule : rules) {
            List<Counts> looks = looks(before.get(rule.name()));
            if (compared == Comparison.STABLE) {
                Evidence evidence = SequentialJudge.besideStable(spec(rule.name(), compared), since, looks);
                begun.add(MetricEvidence.beginning(rule.name(), compared, evidence));
            } else if (compared == Comparison.BEFORE) {
                Map<TimeBefore, Counts> times = TimesBefore.of(looks, earlier, rule.name());
                Evidence evidence = SequentialJudge.comparedWith(
                        spec(rule.name(), compared), since, TimeBefore.values().length, looks);
                begun.add(new MetricEvidence(rule.name(), compared, times, 0, evidence));
            }
            if (rule.limit() != null) {
                Correlation correlation = Correlation.measure(looks);
                Evidence evidence =
                        SequentialJudge.againstLimit(spec(rule.name(), Comparison.LIMIT), since, correlation);
                begun.add(MetricEvidence.beginning(rule.name(), Comparison.LIMIT, evidence));
            }
        }
        return begun;
    }

    static List<Counts> looks(@Nullable MetricAnswer answer) {
        return answer instanceof MetricAnswer.Known known
                ? known.spans().stream().map(BothSides::canary).toList()
                : List.of();
    }

    /** The same metrics, as they went on from an earlier wave; empty if one of them was not counted there. */
    List<MetricEvidence> goOn(List<MetricEvidence> earlier, Instant from) {
        List<MetricEvidence> further = new ArrayList<>();
        for (MetricRule rule : rules) {
            for (Comparison against : Comparison.values()) {
                boolean judged = against == Comparison.LIMIT ? rule.limit() != null : against == compared;
                Optional<MetricEvidence> known = earlier.stream()
                        .filter(m -> m.metric().equals(rule.name()) && m.against() == against)
                        .findFirst();
                if (judged && known.isEmpty()) {
                    return List.of();
                }
                if (judged) {
                    Evidence evidence = known.get().evidence();
                    further.add(known.get().with(0, SequentialJudge.further(spec(known.get()), evidence, from)));
                }
            }
        }
        return further;
    }

    /** With one span more. A metric of which it is not known has a gap instead. */
    List<MetricEvidence> counted(List<MetricEvidence> metrics, Span span, Map<String, MetricAnswer> answers) {
        return metrics.stream().map(metric -> counted(metric, span, answers)).toList();
    }

    private MetricEvidence counted(MetricEvidence metric, Span span, Map<String, MetricAnswer> answers) {
        if (answers.get(metric.metric()) instanceof MetricAnswer.Known known
                && known.spans().size() == 1
                && SequentialJudge.count(
                                spec(metric),
                                metric.evidence(),
                                look(metric, span, known.spans().get(0)))
                        instanceof Counted.Continued continued) {
            return metric.with(metric.gaps(), continued.evidence());
        }
        return metric.with(metric.gaps() + span.looks(), SequentialJudge.without(metric.evidence(), span.to()));
    }

    private Look look(MetricEvidence metric, Span span, BothSides counted) {
        Counts canary = counted.canary();
        return switch (metric.against()) {
            case STABLE -> Look.beside(span.from(), span.to(), canary, counted.stable());
            case LIMIT -> Look.alone(span.from(), span.to(), canary);
            case BEFORE ->
                new Look(
                        span.from(),
                        span.to(),
                        canary,
                        TimesBefore.share(metric.before(), span.first(), span.looks(), looksOfBake()));
        };
    }

    /**
     * Looks that are counted as one.
     *
     * @param from when the first of them begins
     * @param to when the last one ends
     * @param first how many of the wave were before
     * @param looks how many they are
     */
    record Span(Instant from, Instant to, int first, int looks) {}
}
