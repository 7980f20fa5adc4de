package io.releaseconductor.testkit.simulator;

import io.releaseconductor.check.CheckContext;
import io.releaseconductor.deployment.Action;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.RunConclusion;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Strategy;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** A random history in which one version after the other is shipped, most are promoted, and some of the later ones are slow. */
final class SlowerThanUsual extends RandomWeather {

    /** How long somebody goes on shipping once nothing goes wrong any more. */
    private static final long PATIENCE = Duration.ofHours(1).toMillis();

    /** So many are as fast as ever, so that it is known what is usual. */
    private static final int FAST = 6;

    private final Dice own;
    private final Map<String, Application> applications = new HashMap<>();
    private int shipped;

    SlowerThanUsual(long seed) {
        super(seed);
        own = new Dice(seed * 0x8CB92BA72F3D8DD7L + 1);
    }

    @Override
    public Ci.Fortune fortune() {
        return super.fortune().butFor(run -> {
            if (!own.inThousand(50)) {
                run.waitsUntil = run.createdAt;
                run.beginsAt = run.createdAt + 1_000;
                run.endsAt = run.beginsAt + own.between(1, 20) * 1_000;
                run.conclusion = RunConclusion.SUCCESS;
                run.startedOverAt = Task.NEVER;
                run.deleted = false;
            }
        });
    }

    @Override
    public Finding check(String id, CheckContext context, long now) {
        String key = context.deployment() + "/" + context.phase() + "/" + context.isBaselineLook() + "/" + id;
        Finding finding = applications
                .computeIfAbsent(
                        key, k -> own.inThousand(50) ? Application.ill(latency()) : Application.well(latency()))
                .asked(now);
        return new Finding(finding.result().withLatency(Duration.ofMillis(finding.millis())), finding.millis());
    }

    private long latency() {
        boolean slow = shipped > FAST && own.inThousand(400);
        return slow ? own.between(900, 3_000) : own.between(300, 420);
    }

    @Override
    public void people(World world) {
        world.errand("Ada", () -> {
            FlowWeather.Person ada = new FlowWeather.Person(world);
            int most = 9 + own.below(4);
            while (shipped < most && world.scheduler.now() < stormUntil() + PATIENCE) {
                shipped++;
                ada.ship("v" + shipped, Strategy.FULL);
                Action decision = own.inThousand(150) ? Action.ROLLBACK : Action.PROMOTE;
                ada.press(
                        Environment.STAGING,
                        decision,
                        d -> d.status() == DeploymentStatus.VERIFIED || isDecided(d),
                        SlowerThanUsual::isDecided);
                ada.press(Environment.STAGING, Action.CANCEL, d -> true, d -> !needsAttention(d));
            }
        });
    }

    private static boolean isDecided(Deployment d) {
        return d.settled() || d.promotion() != null || d.rollback() != null || needsAttention(d);
    }

    private static boolean needsAttention(Deployment d) {
        return d.status() == DeploymentStatus.NEEDS_ATTENTION;
    }
}
