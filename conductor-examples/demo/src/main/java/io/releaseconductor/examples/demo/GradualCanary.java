package io.releaseconductor.examples.demo;

import io.releaseconductor.EnvironmentSettings;
import io.releaseconductor.config.Problems;
import io.releaseconductor.config.Variables;
import io.releaseconductor.model.Bake;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Gate;
import io.releaseconductor.model.Reach;
import io.releaseconductor.model.Rollout;
import io.releaseconductor.model.RolloutPlan;
import io.releaseconductor.model.Strategy;
import io.releaseconductor.model.Wave;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A canary that goes to prod by itself, wave by wave, as long as all is well. That of staging is the one that nobody configured. */
final class GradualCanary {

    private static final String WAVES = "SHIP_CANARY_WAVES";
    private static final String METRICS = "SHIP_METRICS";

    /** No node that knows no waves works on the demo's state. */
    static final Map<String, String> VARIABLES = Map.of("SHIP_FORMAT", "2");

    /**
     * The warm-up is as long as a version with a slow start takes. The most leaves room to make up for what a killed demo has missed, and
     * for the half minute for which its claim may last.
     */
    private static final Duration MOST = Duration.ofMinutes(5);

    /** Metrics tell less from one look than checks do. */
    private static final Duration MOST_WITH_METRICS = Duration.ofMinutes(30);

    private GradualCanary() {}

    private static RolloutPlan plan(Duration most) {
        return new RolloutPlan(Rollout.CANARY, List.of(wave(10, most), wave(50, most), wave(100, most)));
    }

    private static Wave wave(int percentage, Duration most) {
        Bake bake = new Bake.Rounds(Duration.ofSeconds(5), Duration.ofSeconds(6), most, Duration.ofSeconds(2));
        return new Wave(new Reach.Percentage(percentage), bake, Gate.OPEN);
    }

    /** Whether variables say that metrics judge what is shipped to an environment. */
    static boolean isJudgedByMetrics(Environment environment, Variables variables) {
        return isSet(METRICS, environment, variables);
    }

    private static boolean isSet(String name, Environment environment, Variables variables) {
        return variables.in(environment, new Problems()).text(name).isPresent();
    }

    /** How an environment is shipped to, unless variables say which waves a canary has there. */
    static EnvironmentSettings settings(Environment environment, Variables variables) {
        EnvironmentSettings settings = EnvironmentSettings.of(environment);
        if (!environment.equals(Environment.PROD) || isSet(WAVES, environment, variables)) {
            return settings;
        }
        return settings.withPlan(
                Strategy.CANARY, plan(isJudgedByMetrics(environment, variables) ? MOST_WITH_METRICS : MOST));
    }
}
