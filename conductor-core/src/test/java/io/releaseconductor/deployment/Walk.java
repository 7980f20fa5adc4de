package io.releaseconductor.deployment;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What a deployment went through, from its first moment on: any events, accepted and refused ones. */
public record Walk(DeployRequest request, List<Walked> steps) {

    /** One event, and what the lifecycle made of it. */
    public record Walked(Deployment before, DeploymentEvent event, LifecycleResult result) {

        public boolean moved() {
            return result instanceof LifecycleResult.Moved;
        }

        public Deployment after() {
            return result instanceof LifecycleResult.Moved moved ? moved.next() : before;
        }

        public boolean entered(DeploymentStatus status) {
            return before.status() != status && after().status() == status;
        }
    }

    /** One event per seed, so that a walk without one of its steps is still much the same walk. */
    public static Walk of(DeployRequest asked, List<Long> seeds) {
        DeployRequest request = Samples.under(new Happenings(new Random(seeds.get(0))).policy(), asked);
        List<Walked> steps = new ArrayList<>();
        Deployment deployment = first(request, seeds.get(0));
        Instant now = request.initiatedAt();
        for (long seed : seeds) {
            Random random = new Random(seed);
            now = now.plusMillis(random.nextInt(4) == 0 ? 0 : random.nextInt(600_000));
            DeploymentEvent event = new Happenings(random).next(deployment, now);
            Walked step = new Walked(deployment, event, Lifecycle.apply(deployment, event));
            steps.add(step);
            deployment = step.after();
        }
        return new Walk(request, List.copyOf(steps));
    }

    /** Every other one looks at what is there first. */
    private static Deployment first(DeployRequest request, long seed) {
        return seed % 2 == 0 ? Samples.initiated(request) : Samples.initiated(request, Duration.ofSeconds(30));
    }

    private Deployment first() {
        return steps.isEmpty() ? Samples.initiated(request) : steps.get(0).before();
    }

    /** The steps that changed the deployment. */
    public List<Walked> moves() {
        return steps.stream().filter(Walked::moved).toList();
    }

    /** The deployment at its first moment and after each change. */
    public List<Deployment> states() {
        List<Deployment> states = new ArrayList<>();
        states.add(first());
        moves().forEach(step -> states.add(step.after()));
        return states;
    }

    public Deployment end() {
        return steps.isEmpty() ? first() : steps.get(steps.size() - 1).after();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("walk of " + request);
        for (Walked step : steps) {
            text.append("\n  ")
                    .append(step.before().status().wireName())
                    .append(" + ")
                    .append(step.event())
                    .append(" = ")
                    .append(
                            step.result() instanceof LifecycleResult.Refused refused
                                    ? "refused: " + refused.reason()
                                    : step.after().status().wireName());
        }
        return text.toString();
    }
}
