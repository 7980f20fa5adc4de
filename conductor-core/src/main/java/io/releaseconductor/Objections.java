package io.releaseconductor;

import io.releaseconductor.deployment.Action;
import io.releaseconductor.engine.EngineParts;
import io.releaseconductor.engine.Reconciler;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.Environment;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What stands against what somebody asks of an environment, or of all of them, whatever it is. */
final class Objections {

    private final EngineParts parts;
    private final Reconciler reconciler;

    Objections(EngineParts parts, Reconciler reconciler) {
        this.parts = parts;
        this.reconciler = reconciler;
    }

    /**
     * What is asked for everywhere takes the permission everywhere.
     *
     * @param environment where, or null for everywhere
     * @param invalid what to answer where there is no such environment
     * @param denied what to answer whoever may not do that
     */
    <R> Optional<R> to(
            @Nullable Environment environment,
            Actor actor,
            Action action,
            Function<List<String>, R> invalid,
            Function<String, R> denied) {
        List<Environment> all = parts.environments().keySet().stream().sorted().toList();
        if (environment != null && !all.contains(environment)) {
            return Optional.of(invalid.apply(List.of("env: \"" + environment + "\" is not allowed; allowed: " + all)));
        }
        if (actor.isPolicy()) {
            return Optional.of(denied.apply(Conductor.RESERVED));
        }
        return (environment == null ? all.stream() : Stream.of(environment))
                .flatMap(each -> Stream.ofNullable(reconciler.permissions().denial(actor, action, each, null)))
                .findFirst()
                .map(denied);
    }
}
