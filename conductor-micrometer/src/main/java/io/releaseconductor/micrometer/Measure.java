package io.releaseconductor.micrometer;

import static io.releaseconductor.micrometer.Tag.BY;
import static io.releaseconductor.micrometer.Tag.CALLBACK;
import static io.releaseconductor.micrometer.Tag.CHECK;
import static io.releaseconductor.micrometer.Tag.ENVIRONMENT;
import static io.releaseconductor.micrometer.Tag.KIND;
import static io.releaseconductor.micrometer.Tag.OUTCOME;
import static io.releaseconductor.micrometer.Tag.PART;
import static io.releaseconductor.micrometer.Tag.PHASE;
import static io.releaseconductor.micrometer.Tag.PROMOTED;
import static io.releaseconductor.micrometer.Tag.STRATEGY;
import static io.releaseconductor.micrometer.Tag.WAIT;

import io.micrometer.core.instrument.Tags;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** All that is measured, by the names that {@code docs/metrics.md} has. */
enum Measure {
    BEGUN("deployments.begun", "Deployments that were shipped", ENVIRONMENT, STRATEGY),
    SETTLED("deployments.settled", "How often a deployment settled, by where it did", ENVIRONMENT, STRATEGY, OUTCOME),
    RESUMED(
            "deployments.resumed",
            "How often a deployment went on after it had settled, by where it had",
            ENVIRONMENT,
            STRATEGY,
            OUTCOME),
    DEPLOYMENT_TIME("deployment.time", "From /ship to where a deployment settled", ENVIRONMENT, STRATEGY, OUTCOME),
    ROLLBACKS("rollbacks", "Rollbacks that were decided", ENVIRONMENT, STRATEGY, BY, PROMOTED),
    PHASE_TIME(
            "phase.time",
            "Dispatch and run of a phase, from when it could begin to when its end was seen",
            ENVIRONMENT,
            STRATEGY,
            PHASE,
            OUTCOME),
    VERIFICATIONS("verifications", "Verifications that are over, by what they came to", ENVIRONMENT, PHASE, OUTCOME),
    VERIFICATION_TIME("verification.time", "From the beginning of a verification to its end", ENVIRONMENT, PHASE),
    CHECKS("checks", "Looks of checks, by what they found", ENVIRONMENT, PHASE, CHECK, OUTCOME),
    CHECK_TIME("check.time", "What a check measured, where it measured a time", ENVIRONMENT, CHECK),
    WAIT_TIME("wait.time", "What a deployment waited for, once the wait is over", ENVIRONMENT, WAIT),
    ALERTS("alerts", "Alerts that were raised", ENVIRONMENT, KIND),
    NODE_WORKING("node.working", "1 if this node works, 0 if it is stalled or closed"),
    NODE_LAG("node.lag", "How late the oldest due work was when this node last looked for it"),
    NODE_TURNS("node.turns", "Deployments that this node is working on"),
    NODE_STORE("node.store.reachable", "1 if the state store could be reached when last asked, else 0"),
    NODE_OUTCOMES("node.outcomes.waiting", "Outcomes that wait to be saved, since the store could not be reached"),
    CALLBACK_THREW("callback.threw", "Calls that threw", CALLBACK),
    CALLBACK_OVERDUE("callback.overdue", "Calls that did not come back in time and were interrupted", CALLBACK),
    CALLBACK_LOST("callback.lost", "Calls that were not made, since too many were stuck or waiting", CALLBACK),
    CALLBACK_STUCK("callback.stuck", "Calls that did not end when they were interrupted", CALLBACK),
    CALLBACK_WAITING("callback.waiting", "Calls that wait to be made", CALLBACK),
    PART_STATE("part.state", "How a part is: 0 well, 1 impaired, 2 down for good", PART);

    private final String meter;
    private final String description;
    /** Their keys, with commas between them. */
    private final String tags;

    Measure(String name, String description, Tag... tags) {
        this.meter = "release.conductor." + name;
        this.description = description;
        this.tags = Arrays.stream(tags).map(Tag::key).collect(Collectors.joining(","));
    }

    /** {@return the name of the meter} */
    String meter() {
        return meter;
    }

    String description() {
        return description;
    }

    /** {@return the keys of its tags, in their order} */
    List<String> tags() {
        return tags.isEmpty() ? List.of() : List.of(tags.split(",", -1));
    }

    /** Its tags, in their order. */
    Tags with(String... values) {
        List<String> keys = tags();
        if (values.length != keys.size()) {
            throw new IllegalArgumentException(meter + " has " + keys.size() + " tags, not " + values.length);
        }
        Tags all = Tags.empty();
        for (int i = 0; i < values.length; i++) {
            all = all.and(keys.get(i), values[i]);
        }
        return all;
    }
}
