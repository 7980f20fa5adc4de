package io.releaseconductor.local;

import io.releaseconductor.deployment.DispatchIntent;
import io.releaseconductor.deployment.RollbackMethod;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Reach;
import io.releaseconductor.spi.Admission;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a command is told. */
final class CommandVariables {

    private static final String PREFIX = "DEPLOY_";

    private CommandVariables() {}

    /** Sets them, and removes those that were meant for somebody else. */
    static void set(Map<String, String> environment, DispatchIntent intent) {
        RollbackMethod method = intent.method();
        begin(environment, intent.environment(), intent.ref(), intent.version());
        set(environment, "KEY", intent.correlationKey());
        set(environment, "ID", intent.deployment().value());
        set(environment, "PHASE", intent.phase().wireName());
        set(environment, "ATTEMPT", Integer.toString(intent.attempt().number()));
        set(environment, "STRATEGY", intent.strategy().wireName());
        set(environment, "ROLLOUT", intent.rollout().wireName());
        set(
                environment,
                "WAVE",
                intent.attempt().wave() == 0
                        ? null
                        : Integer.toString(intent.attempt().wave()));
        set(environment, "PERCENTAGE", intent.reach() instanceof Reach.Percentage reach ? "" + reach.value() : null);
        set(environment, "TARGET", intent.reach() instanceof Reach.Target target ? target.name() : null);
        set(environment, "ROLLBACK_METHOD", method == null ? null : method.wireName());
        set(environment, "INITIATED_BY", intent.initiatedBy());
    }

    /** Sets what is known before there is a deployment. */
    static void set(Map<String, String> environment, Admission.Question question) {
        begin(environment, question.environment(), question.ref(), question.version());
    }

    private static void begin(
            Map<String, String> variables, Environment environment, @Nullable String ref, @Nullable String version) {
        variables.keySet().removeIf(name -> name.startsWith(PREFIX));
        set(variables, "ENVIRONMENT", environment.name());
        set(variables, "REF", ref);
        set(variables, "VERSION", version);
    }

    private static void set(Map<String, String> environment, String name, @Nullable String value) {
        if (value != null) {
            environment.put(PREFIX + name, value);
        }
    }
}
