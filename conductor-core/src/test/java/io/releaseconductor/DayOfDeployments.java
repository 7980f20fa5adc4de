package io.releaseconductor;

import io.releaseconductor.alert.ChatAlerts;
import io.releaseconductor.chat.Card;
import io.releaseconductor.chat.Mention;
import io.releaseconductor.check.CheckResult;
import io.releaseconductor.deployment.DeliveryOutcome;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentEvent;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.DispatchIntent;
import io.releaseconductor.deployment.DispatchOutcome;
import io.releaseconductor.deployment.LocateOutcome;
import io.releaseconductor.deployment.RunConclusion;
import io.releaseconductor.deployment.RunStatus;
import io.releaseconductor.deployment.WorkflowRun;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.Called;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Phase;
import io.releaseconductor.policy.ReleasePolicy;
import io.releaseconductor.spi.ChatChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** People who ship and decide, or do not, from midnight to midnight, and all that comes of it. Follows from its seed alone. */
final class DayOfDeployments {

    static final Instant END = Instant.parse("2023-11-13T00:00:00Z");

    private static final Duration HALF_A_STEP = Duration.ofSeconds(5);

    private static final List<Actor> PEOPLE =
            List.of(World.ADA, World.BOB, Actor.person("3", "Cy"), Actor.person("4", "Dan"));

    private static final Map<Environment, Called> CALLED = Map.of(
            Environment.STAGING,
            Called.INITIATOR,
            Environment.PROD,
            Called.groups("oncall").andInitiator(),
            new Environment("eu-west"),
            Called.groups("oncall"),
            new Environment("us-east"),
            Called.NOBODY);

    /** How a deployment goes. */
    private enum Fate {
        WELL,
        ILL,
        RUN_FAILS,
        ANSWER_LOST
    }

    /** A change that was saved, and who asked for it, if anybody did. */
    record Change(
            @Nullable DeploymentEvent event,
            Deployment after,
            Instant at,
            @Nullable Actor by) {
        @Override
        public String toString() {
            return at + " " + after.status().wireName() + (by == null ? "" : " by " + by.name());
        }
    }

    /** A message that called somebody. */
    record Call(Instant at, String what, String mentions) {
        String text() {
            return what + mentions;
        }
    }

    private final World world = new World();
    private final Random random;
    private final Map<DeployId, List<Change>> changes = new LinkedHashMap<>();
    private final Map<DeployId, List<Call>> calls = new HashMap<>();
    private final List<String> keys = new ArrayList<>();
    private final Map<DeployId, Fate> fates = new HashMap<>();
    private final Map<DeployId, Instant> planned = new HashMap<>();
    private final Map<Environment, Instant> nextShip = new HashMap<>();
    private final Conductor conductor;

    DayOfDeployments(long seed) {
        random = new Random(seed);
        EnvironmentSettings[] settings = CALLED.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(e -> EnvironmentSettings.of(e.getKey())
                        .withLinked(null)
                        .withBaselineVersion("v1")
                        .withCalled(e.getValue())
                        .withPolicy(ReleasePolicy.DEFAULT.withAutoPromote(
                                e.getKey().name().equals("eu-west"))))
                .toArray(EnvironmentSettings[]::new);
        conductor = world.byHandWith(settings)
                .chat(new Recorded())
                .alerts(new ChatAlerts(new Recorded()))
                .listener((before, event, after) -> changed(event, after))
                .build();
        World.CHECK_IDS.forEach(id -> world.checks.put(id, context -> {
            boolean ill = fates.get(context.deployment()) == Fate.ILL
                    && !context.isBaselineLook()
                    && context.phase() != Phase.ROLL_BACK;
            return ill ? CheckResult.fail("500") : CheckResult.pass("200 OK").withLatency(Duration.ofMillis(45));
        }));
        world.workflows.onDispatch = this::dispatched;
        world.workflows.onLocate = intent -> new LocateOutcome.NotFound(List.of());
        world.workflows.onLook = run -> run.at(RunStatus.IN_PROGRESS)
                .completed(run.id().startsWith("bad") ? RunConclusion.FAILURE : RunConclusion.SUCCESS);
    }

    private DispatchOutcome dispatched(DispatchIntent intent) {
        Fate fate = intent.phase() == Phase.DEPLOY ? fates.get(intent.deployment()) : Fate.WELL;
        DispatchOutcome started = world.workflows.begin(intent);
        if (fate == Fate.ANSWER_LOST) {
            return new DispatchOutcome.Unknown("the answer was lost");
        }
        if (fate != Fate.RUN_FAILS) {
            return started;
        }
        WorkflowRun run = WorkflowRun.queued("bad-" + intent.deployment(), null);
        world.workflows.runs.put(run.id(), run);
        return new DispatchOutcome.Started(run);
    }

    private void changed(@Nullable DeploymentEvent event, Deployment after) {
        Actor by = event instanceof DeploymentEvent.Asked asked && !asked.by().isPolicy() ? asked.by() : null;
        changes.computeIfAbsent(after.id(), id -> new ArrayList<>())
                .add(new Change(event, after, world.clock.instant(), by));
    }

    /** Posts are remembered, and whom they call. */
    private final class Recorded implements ChatChannel {

        @Override
        public DeliveryOutcome post(String destination, String key, Card card) {
            keys.add(key);
            String mentions = card.mentions().stream()
                    .map(mention -> mention instanceof Mention.Group group
                            ? " &" + group.id()
                            : " @" + ((Mention.Person) mention).actor().name())
                    .collect(Collectors.joining());
            if (!mentions.isEmpty()) {
                DeployId id = DeployId.parse(key.substring(0, key.indexOf(':'))).orElseThrow();
                calls.computeIfAbsent(id, any -> new ArrayList<>())
                        .add(new Call(world.clock.instant(), what(card.title()), mentions));
            }
            return new DeliveryOutcome.Shown(key);
        }

        @Override
        public DeliveryOutcome update(String reference, Card card) {
            return new DeliveryOutcome.Shown(reference);
        }
    }

    private static String what(String title) {
        if (title.startsWith("↩️ ")) {
            return title.substring(3).replaceFirst(" rolls .* back$", " rolls back");
        }
        return Stream.of(
                        "A decision is due",
                        "Nobody has decided yet",
                        "Expired",
                        "Deploy failed",
                        "Deploy needs attention",
                        "Rollback triggered by policy")
                .filter(title.substring(2).strip()::startsWith)
                .findFirst()
                .orElse(title);
    }

    static String mentions(Called called, Actor initiator) {
        return called.groups().stream().map(group -> " &" + group).collect(Collectors.joining())
                + (called.initiator() ? " @" + initiator.name() : "");
    }

    void pass() {
        while (world.clock.instant().isBefore(END)) {
            conductor.runDue();
            // people never do anything in the very moment of something that is due
            world.clock.tick(HALF_A_STEP);
            CALLED.keySet().stream().sorted().forEach(this::act);
            conductor.runDue();
            world.clock.tick(HALF_A_STEP);
        }
    }

    private void act(Environment environment) {
        Optional<Deployment> holder = conductor.holder(environment);
        Instant now = world.clock.instant();
        if (holder.isEmpty()) {
            Instant next = nextShip.computeIfAbsent(environment, e -> now.plus(minutes(1, 25)));
            if (!now.isBefore(next)) {
                nextShip.remove(environment);
                ship(environment);
            }
            return;
        }
        Deployment d = holder.get();
        DeployId id = d.id();
        boolean asks = d.status() == DeploymentStatus.VERIFIED || d.status() == DeploymentStatus.NEEDS_ATTENTION;
        if (asks && !planned.containsKey(id)) {
            planned.put(id, now.plus(minutes(1, 80)));
        }
        if (asks && !now.isBefore(planned.get(id))) {
            decide(d);
            planned.put(id, END);
        }
        if (d.status() == DeploymentStatus.DEPLOYING && random.nextInt(12) == 0) {
            if (random.nextBoolean()) {
                conductor.hold(id, anybody());
            } else {
                conductor.cancel(id, anybody());
            }
        }
    }

    private void decide(Deployment d) {
        if (d.status() == DeploymentStatus.NEEDS_ATTENTION) {
            conductor.giveUp(d.id(), anybody());
        } else if (random.nextInt(3) == 0) {
            conductor.rollback(d.id(), anybody());
        } else {
            conductor.promote(d.id(), anybody());
        }
    }

    private void ship(Environment environment) {
        ShipRequest request = ShipRequest.to(environment, anybody())
                .withDestination(World.CHANNEL)
                .withVersion("v" + random.nextInt(1_000));
        if (conductor.ship(request) instanceof ShipResult.Shipped shipped) {
            int roll = random.nextInt(10);
            Fate fate = roll < 6 ? Fate.WELL : roll < 8 ? Fate.ILL : roll == 8 ? Fate.RUN_FAILS : Fate.ANSWER_LOST;
            fates.put(shipped.deployment().id(), fate);
        }
    }

    private Actor anybody() {
        return PEOPLE.get(random.nextInt(PEOPLE.size()));
    }

    private Duration minutes(int least, int most) {
        return Duration.ofMinutes(least + random.nextInt(most - least));
    }

    Map<DeployId, List<Change>> changes() {
        return changes;
    }

    List<Call> calls(DeployId id) {
        return calls.getOrDefault(id, List.of());
    }

    List<String> keys() {
        return keys;
    }
}
