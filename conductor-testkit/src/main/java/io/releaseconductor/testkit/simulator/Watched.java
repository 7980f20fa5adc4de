package io.releaseconductor.testkit.simulator;

import io.releaseconductor.check.CheckContext;
import io.releaseconductor.check.CheckResult;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Phase;
import io.releaseconductor.model.Watch;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A random history in which what is promoted is watched and has to stand for a while, and some of it falls ill meanwhile. */
final class Watched extends RandomWeather {

    private final Dice late;
    private final Watch watch;
    private final Duration soak;
    private final Map<DeployId, Long> illFrom = new HashMap<>();

    Watched(long seed) {
        super(seed);
        late = new Dice(seed * 0xDB4F0B9175AE2165L + 1);
        watch = new Watch(
                Duration.ofSeconds(late.between(40, 200)),
                Duration.ofSeconds(late.between(10, 40)),
                late.inThousand(700));
        soak = Duration.ofSeconds(late.oneOf(List.of(0, 60, 180)));
    }

    @Override
    public Watch watch() {
        return watch;
    }

    @Override
    public Duration soak() {
        return soak;
    }

    @Override
    public Finding check(String id, CheckContext context, long now) {
        Finding found = super.check(id, context, now);
        if (context.isBaselineLook() || context.phase() == Phase.ROLL_BACK) {
            return found;
        }
        long from = illFrom.computeIfAbsent(
                context.deployment(), d -> late.inThousand(400) ? now + late.between(20, 240) * 1_000 : Task.NEVER);
        return now < from ? found : new Finding(CheckResult.fail("500"), found.millis());
    }
}
