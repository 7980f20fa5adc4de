package io.releaseconductor.examples.demo.workflows;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * What a run is to do. Plain texts, since it goes to a process that has nothing of the conductor on its class path.
 *
 * @param key the whole correlation key
 * @param phase {@code deploy}, {@code promote} or {@code rollback}
 * @param environment the environment's name
 * @param rollout {@code full}, {@code canary} or {@code blue-green}
 * @param method what a rollback does, such as {@code remove-canary}; empty for other phases
 * @param version the version to put in place
 * @param instances on how many instances; on all of them only where that completes the rollout
 * @param installation the directory of the environment's installation
 * @param shelf the directory of the versions
 * @param step how long each step takes
 */
record RunOrder(
        String key,
        String phase,
        String environment,
        String rollout,
        String method,
        String version,
        int instances,
        Path installation,
        Path shelf,
        Duration step) {

    private static final String INSTANCES = "instances";

    Map<String, String> toValues() {
        return Map.of(
                "key",
                key,
                "phase",
                phase,
                "environment",
                environment,
                "rollout",
                rollout,
                "method",
                method,
                "version",
                version,
                INSTANCES,
                Integer.toString(instances),
                "installation",
                installation.toString(),
                "shelf",
                shelf.toString(),
                "step_ms",
                Long.toString(step.toMillis()));
    }

    static RunOrder fromValues(Map<String, String> values) {
        return new RunOrder(
                value(values, "key"),
                value(values, "phase"),
                value(values, "environment"),
                value(values, "rollout"),
                value(values, "method"),
                value(values, "version"),
                instances(values),
                Path.of(value(values, "installation")),
                Path.of(value(values, "shelf")),
                Duration.ofMillis(Long.parseLong(value(values, "step_ms"))));
    }

    /** Orders from before there were several instances are of runs that are over, for which it does not matter. */
    private static int instances(Map<String, String> values) {
        return Integer.parseInt(values.getOrDefault(INSTANCES, "1"));
    }

    private static String value(Map<String, String> values, String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("run order: \"" + name + "\" is missing");
        }
        return value;
    }
}
