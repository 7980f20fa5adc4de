package io.releaseconductor.deployment;

import io.releaseconductor.metric.BothSides;
import io.releaseconductor.metric.Correlation;
import io.releaseconductor.metric.Counted;
import io.releaseconductor.metric.Counts;
import io.releaseconductor.metric.Evidence;
import io.releaseconductor.metric.Look;
import io.releaseconductor.metric.MetricAnswer;
import io.releaseconductor.metric.MetricRule;
import io.releaseconductor.metric.MetricSpec;
import io.releaseconductor.metric.SequentialJudge;
import io.releaseconductor.metric.Tolerance;
import io.releaseconductor.model.Bake;
import io.releaseconductor.model.Reach;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The metrics of one wave: how each is judged, and what one look more makes of what is known. */
final class MetricRounds {

    private static final double TIMES_THE_LIMIT = 10;

    private final List<MetricRule> rules;
    private final Bake.Rounds bake;
    private final boolean twoSides;
    private final int judgedTogether;

    private MetricRounds(List<MetricRule> rules, Bake.Rounds bake, boolean twoSides, int judgedTogether) {
        this.rules = rules;
        this.bake = bake;
        this.twoSides = twoSides;
        this.judgedTogether = judgedTogether;
    }

    /** Those of the wave that began last. */
    static MetricRounds of(Deployment d, Bake.Rounds bake) {
        return new MetricRounds(
                d.request().metrics().rules(), bake, !d.currentWave().reach().equals(Reach.ALL), judgedTogether(d));
    }

    /** How many checks and metrics share the chance of failing something healthy, the same in all waves. */
    static int judgedTogether(Deployment d) {
        List<String> checks = d.request().checks();
        return Math.max(
                1, (checks == null ? 0 : checks.size()) + d.request().metrics().judged());
    }

    /** {@return whether there is anything to count: a comparison takes two sides} */
    boolean isEmpty() {
        return rules.stream().noneMatch(rule -> twoSides || rule.limit() != null);
    }

    /** {@return how the metrics are judged that are compared with the stable side} */
    List<MetricSpec> compared() {
        return twoSides ? rules.stream().map(rule -> spec(rule.name(), false)).toList() : List.of();
    }

    /** {@return how a metric is judged} */
    MetricSpec spec(MetricEvidence metric) {
        return spec(metric.metric(), metric.againstLimit());
    }

    private MetricSpec spec(String name, boolean againstLimit) {
        MetricSpec spec = againstLimit ? againstLimit(rule(name)) : MetricSpec.besideStable(name);
        return spec.withBake(bake.atLeast(), bake.atMost(), bake.every()).oneOf(judgedTogether);
    }

    private MetricRule rule(String name) {
        return rules.stream()
                .filter(rule -> rule.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("metric " + name + " is not one of " + rules));
    }

    private static MetricSpec againstLimit(MetricRule rule) {
        double share = Objects.requireNonNull(rule.limit(), "limit");
        Tolerance limit = Tolerance.limit(share);
        double caught = Math.min(TIMES_THE_LIMIT * share, (1 + share) / 2);
        return new MetricSpec(
                rule.name(),
                limit,
                limit,
                null,
                Tolerance.limit(caught),
                MetricSpec.DEFAULT_ALPHA,
                MetricSpec.DEFAULT_BETA,
                Duration.ZERO,
                Bake.Rounds.LONGEST,
                Duration.ofSeconds(1),
                0);
    }

    /** The evidence before the first look, with what all instances did before anything was deployed. */
    List<MetricEvidence> begin(Map<String, MetricAnswer> before, Instant since) {
        List<MetricEvidence> begun = new ArrayList<>();
        for (MetricRule rule : rules) {
            List<Counts> looks = before.get(rule.name()) instanceof MetricAnswer.Known known
                    ? known.spans().stream().map(BothSides::canary).toList()
                    : List.of();
            if (twoSides) {
                Evidence evidence = SequentialJudge.besideStable(spec(rule.name(), false), since, looks);
                begun.add(new MetricEvidence(rule.name(), false, 0, evidence));
            }
            if (rule.limit() != null) {
                Correlation correlation = Correlation.measure(looks);
                Evidence evidence = SequentialJudge.againstLimit(spec(rule.name(), true), since, correlation);
                begun.add(new MetricEvidence(rule.name(), true, 0, evidence));
            }
        }
        return begun;
    }

    /** The same metrics, as they went on from an earlier wave; empty if one of them was not counted there. */
    List<MetricEvidence> goOn(List<MetricEvidence> earlier, Instant from) {
        List<MetricEvidence> further = new ArrayList<>();
        for (MetricRule rule : rules) {
            for (boolean againstLimit : new boolean[] {false, true}) {
                boolean judged = againstLimit ? rule.limit() != null : twoSides;
                Optional<MetricEvidence> known = earlier.stream()
                        .filter(m -> m.metric().equals(rule.name()) && m.againstLimit() == againstLimit)
                        .findFirst();
                if (judged && known.isEmpty()) {
                    return List.of();
                }
                if (judged) {
                    Evidence evidence = known.get().evidence();
                    further.add(new MetricEvidence(
                            rule.name(),
                            againstLimit,
                            0,
                            SequentialJudge.further(spec(rule.name(), againstLimit), evidence, from)));
                }
            }
        }
        return further;
    }

    /** With one span more, of so many looks. A metric of which it is not known has a gap instead. */
    List<MetricEvidence> counted(
            List<MetricEvidence> metrics, Instant from, Instant to, int looks, Map<String, MetricAnswer> answers) {
        return metrics.stream()
                .map(metric -> counted(metric, from, to, looks, answers))
                .toList();
    }

    private MetricEvidence counted(
            MetricEvidence metric, Instant from, Instant to, int looks, Map<String, MetricAnswer> answers) {
        if (answers.get(metric.metric()) instanceof MetricAnswer.Known known
                && known.spans().size() == 1
                && SequentialJudge.count(spec(metric), metric.evidence(), look(metric, from, to, known))
                        instanceof Counted.Continued continued) {
            return new MetricEvidence(metric.metric(), metric.againstLimit(), metric.gaps(), continued.evidence());
        }
        return new MetricEvidence(
                metric.metric(),
                metric.againstLimit(),
                metric.gaps() + looks,
                SequentialJudge.without(metric.evidence(), to));
    }

    private static Look look(MetricEvidence metric, Instant from, Instant to, MetricAnswer.Known known) {
        BothSides sides = known.spans().get(0);
        return metric.againstLimit()
                ? Look.alone(from, to, sides.canary())
                : Look.beside(from, to, sides.canary(), sides.stable());
    }
}
