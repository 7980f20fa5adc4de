package io.releaseconductor;

import io.releaseconductor.deployment.CancelOutcome;
import io.releaseconductor.deployment.DispatchIntent;
import io.releaseconductor.deployment.DispatchOutcome;
import io.releaseconductor.deployment.LocateOutcome;
import io.releaseconductor.deployment.RunConclusion;
import io.releaseconductor.deployment.RunStatus;
import io.releaseconductor.deployment.StatusOutcome;
import io.releaseconductor.deployment.WorkflowRun;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Phase;
import io.releaseconductor.model.Rollout;
import io.releaseconductor.model.RolloutPlan;
import io.releaseconductor.model.Strategy;
import io.releaseconductor.spi.WorkflowDispatcher;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A CI service whose runs succeed at the first look, unless a test says otherwise. */
final class ScriptedWorkflows implements WorkflowDispatcher {

    final List<DispatchIntent> dispatched = new CopyOnWriteArrayList<>();
    final List<String> cancelled = new CopyOnWriteArrayList<>();
    final Map<String, WorkflowRun> runs = new ConcurrentHashMap<>();
    private final Map<String, String> keys = new ConcurrentHashMap<>();
    private final AtomicInteger numbers = new AtomicInteger();
    volatile Function<DispatchIntent, DispatchOutcome> onDispatch = this::begin;
    volatile Function<DispatchIntent, LocateOutcome> onLocate = this::find;
    volatile Function<WorkflowRun, WorkflowRun> onLook =
            run -> run.at(RunStatus.IN_PROGRESS).completed(RunConclusion.SUCCESS);

    volatile BiPredicate<Environment, Rollout> unsupported = (environment, rollout) -> false;

    volatile BiPredicate<Environment, Phase> absent = (environment, phase) -> false;

    volatile BiPredicate<Environment, Phase> fromHead = (environment, phase) -> false;

    @Override
    public boolean supports(Environment environment, Phase phase, Rollout rollout) {
        return !unsupported.test(environment, rollout) && !absent.test(environment, phase);
    }

    @Override
    public boolean takesVersion(Environment environment, Phase phase, Rollout rollout) {
        return !fromHead.test(environment, phase);
    }

    volatile Function<RolloutPlan, @Nullable String> obstacles = plan -> null;

    @Override
    public Optional<String> obstacle(Environment environment, Strategy strategy, RolloutPlan plan) {
        return Optional.ofNullable(obstacles.apply(plan));
    }

    DispatchOutcome begin(DispatchIntent intent) {
        WorkflowRun run = WorkflowRun.queued(String.valueOf(numbers.incrementAndGet()), null)
                .withVersion(intent.version() == null ? "commit-of-main" : intent.version());
        runs.put(run.id(), run);
        keys.put(intent.correlationKey(), run.id());
        return new DispatchOutcome.Started(run);
    }

    private LocateOutcome find(DispatchIntent intent) {
        String run = keys.get(intent.correlationKey());
        return run == null
                ? new LocateOutcome.NotFound(List.of())
                : new LocateOutcome.Found(runs.getOrDefault(run, WorkflowRun.queued(run, null)));
    }

    @Override
    public DispatchOutcome dispatch(DispatchIntent intent) {
        dispatched.add(intent);
        return onDispatch.apply(intent);
    }

    @Override
    public LocateOutcome locate(DispatchIntent intent) {
        return onLocate.apply(intent);
    }

    @Override
    public StatusOutcome status(WorkflowRun run) {
        WorkflowRun seen = cancelled.contains(run.id())
                ? run.completed(RunConclusion.CANCELLED)
                : onLook.apply(runs.getOrDefault(run.id(), run));
        runs.put(run.id(), seen);
        return new StatusOutcome.Seen(seen, null);
    }

    @Override
    public CancelOutcome cancel(WorkflowRun run, boolean force) {
        cancelled.add(run.id());
        return new CancelOutcome.Accepted();
    }
}
