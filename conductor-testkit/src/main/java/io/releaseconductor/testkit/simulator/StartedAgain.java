package io.releaseconductor.testkit.simulator;

import io.releaseconductor.deployment.RunConclusion;
import io.releaseconductor.model.Phase;

/** A random history in which most deploy runs fail, and people start them again at the CI service, soon or late. */
final class StartedAgain extends RandomWeather {

    private final Dice own;
    private final boolean rollsBackFailedRuns;

    StartedAgain(long seed) {
        super(seed);
        own = new Dice(seed * 0xC2B2AE3D27D4EB4FL + 1);
        rollsBackFailedRuns = own.inThousand(300);
    }

    @Override
    public boolean rollsBackFailedRuns() {
        return rollsBackFailedRuns;
    }

    @Override
    public Ci.Fortune fortune() {
        return super.fortune().butFor(run -> {
            if (run.intent.phase() == Phase.DEPLOY && own.inThousand(600)) {
                run.endsAt = run.beginsAt + own.between(1, 30) * 1_000;
                run.conclusion = RunConclusion.FAILURE;
                run.startedOverAt = run.endsAt + own.between(0, own.inThousand(500) ? 60 : 1_800) * 1_000;
                run.conclusionAgain = own.inThousand(300) ? RunConclusion.FAILURE : RunConclusion.SUCCESS;
            }
        });
    }
}
