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

    /** No node that knows no waves works on the demo's state. */
    static final Map<String, String> VARIABLES = Map.of("SHIP_FORMAT", "2");

    /**
     * The warm-up is as long as a version with a slow start takes. The most leaves room to make up for what a killed demo has missed, and
     * for the half minute for which its claim may last.
     */
    private static final Bake BAKE =
            new Bake.Rounds(Duration.ofSeconds(5), Duration.ofSeconds(6), Duration.ofMinutes(5), Duration.ofSeconds(2));

    private static final RolloutPlan PLAN = new RolloutPlan(Rollout.CANARY, List.of(wave(10), wave(50), wave(100)));

    private GradualCanary() {}

    private static Wave wave(int percentage) {
        return new Wave(new Reach.Percentage(percentage), BAKE, Gate.OPEN);
    }

    /** How an environment is shipped to, unless variables say which waves a canary has there. */
    static EnvironmentSettings settings(Environment environment, Variables variables) {
        EnvironmentSettings settings = EnvironmentSettings.of(environment);
        boolean chosen = variables.in(environment, new Problems()).text(WAVES).isPresent();
        return environment.equals(Environment.PROD) && !chosen ? settings.withPlan(Strategy.CANARY, PLAN) : settings;
    }
}
