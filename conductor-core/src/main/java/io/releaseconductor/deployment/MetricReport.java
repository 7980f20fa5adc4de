package io.releaseconductor.deployment;

import io.releaseconductor.metric.Judgement;
import io.releaseconductor.metric.MetricSpec;
import io.releaseconductor.metric.Outcome;
import io.releaseconductor.metric.Power;
import io.releaseconductor.metric.SequentialJudge;
import io.releaseconductor.model.Bake;
import java.util.ArrayList;
import java.util.List;

/** What is known of the metrics of a deployment, in whole sentences. */
public final class MetricReport {

    private MetricReport() {}

    /**
     * Tells it.
     *
     * @param d the deployment
     * @param counting the metrics of the wave that began last
     * @return a sentence about each metric, and where it cannot tell, one about what could have been seen
     */
    public static List<String> of(Deployment d, Counting counting) {
        List<String> report = new ArrayList<>();
        if (!(d.currentWave().bake() instanceof Bake.Rounds bake)) {
            return report;
        }
        MetricRounds rounds = MetricRounds.of(d, bake);
        for (MetricEvidence metric : counting.metrics()) {
            MetricSpec spec = rounds.spec(metric);
            Judgement judgement = SequentialJudge.judge(spec, metric.evidence());
            report.add(judgement.sentence()
                    + (metric.gaps() == 0
                            ? ""
                            : " Not known of " + metric.gaps() + " of " + counting.looks() + " looks."));
            if (judgement.outcome() == Outcome.UNDECIDED) {
                Power.soFar(spec, metric.evidence())
                        .ifPresent(prospect -> report.add("↳ " + prospect.sentence(rounds.isOver(metric, counting))));
            }
        }
        return report;
    }
}
