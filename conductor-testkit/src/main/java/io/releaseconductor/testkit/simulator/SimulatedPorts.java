package io.releaseconductor.testkit.simulator;

import io.releaseconductor.chat.Card;
import io.releaseconductor.chat.CardRenderer;
import io.releaseconductor.check.Check;
import io.releaseconductor.check.CheckContext;
import io.releaseconductor.check.CheckResult;
import io.releaseconductor.deployment.AdmissionOutcome;
import io.releaseconductor.deployment.Alert;
import io.releaseconductor.deployment.CancelOutcome;
import io.releaseconductor.deployment.ChangeOutcome;
import io.releaseconductor.deployment.DeliveryOutcome;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DispatchIntent;
import io.releaseconductor.deployment.DispatchOutcome;
import io.releaseconductor.deployment.LocateOutcome;
import io.releaseconductor.deployment.ResolvedRef;
import io.releaseconductor.deployment.StatusOutcome;
import io.releaseconductor.deployment.WorkflowRun;
import io.releaseconductor.lock.LockNotice;
import io.releaseconductor.metric.MetricAnswer;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Phase;
import io.releaseconductor.model.Rollout;
import io.releaseconductor.spi.Admission;
import io.releaseconductor.spi.AlertSink;
import io.releaseconductor.spi.Authorizer;
import io.releaseconductor.spi.ChangeLog;
import io.releaseconductor.spi.ChatChannel;
import io.releaseconductor.spi.DeploymentListener;
import io.releaseconductor.spi.MetricSource;
import io.releaseconductor.spi.NodeAlert;
import io.releaseconductor.spi.Refs;
import io.releaseconductor.spi.StateStore;
import io.releaseconductor.spi.WorkflowDispatcher;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The ports of one node. Each leads through the gate to what all nodes share. */
final class SimulatedPorts {

    /** How long after its end a span can be counted. */
    static final Duration METRICS_LAG = Duration.ofSeconds(5);

    private static final String REFUSED = "the connection broke";

    private final World world;
    private final Node node;

    SimulatedPorts(World world, Node node) {
        this.world = world;
        this.node = node;
    }

    StateStore store() {
        return new SimulatedStore(world, node);
    }

    private Instant soon() {
        return node.clock.instant().plusSeconds(3);
    }

    private <T> T called(Port port, String what, Supplier<T> call) {
        return node.callees().call(port, what, call);
    }

    WorkflowDispatcher workflows() {
        return new WorkflowDispatcher() {
            @Override
            public DispatchOutcome dispatch(DispatchIntent intent) {
                world.rules.runRules.sending(intent, node.clock.instant());
                world.rules.versionRules.sending(intent);
                DispatchOutcome answer = called(
                        Port.WORKFLOWS,
                        "workflows.dispatch",
                        () -> world.gate.call(
                                node,
                                Port.WORKFLOWS,
                                "workflows.dispatch",
                                intent::correlationKey,
                                () -> world.isDown(Port.WORKFLOWS),
                                () -> start(intent),
                                world.weather::failedDispatch));
                if (answer instanceof DispatchOutcome.Started) {
                    world.rules.answered(intent, node, world.scheduler.now());
                }
                return answer;
            }

            @Override
            public boolean supports(Environment environment, Phase phase, Rollout rollout) {
                return called(Port.WORKFLOWS, "workflows.supports", () -> true);
            }

            @Override
            public boolean takesVersion(Environment environment, Phase phase, Rollout rollout) {
                return called(Port.WORKFLOWS, "workflows.takesVersion", () -> true);
            }

            private DispatchOutcome start(DispatchIntent intent) {
                Ci.Run run = world.ci.start(intent, node.clock.instant());
                world.timeline.add(
                        world.scheduler.now(),
                        "ci",
                        "run " + run.id + " of " + intent.correlationKey()
                                + (run.refused ? " refuses to go on" : " starts"));
                world.rules.runStarted(run);
                return world.weather.told(run, new DispatchOutcome.Started(run.seen(world.scheduler.now())));
            }

            @Override
            public LocateOutcome locate(DispatchIntent intent) {
                return called(
                        Port.WORKFLOWS,
                        "workflows.locate",
                        () -> world.gate.call(
                                node,
                                Port.WORKFLOWS,
                                "workflows.locate",
                                intent::correlationKey,
                                () -> world.isDown(Port.WORKFLOWS),
                                () -> world.ci.locate(intent),
                                after -> new LocateOutcome.Unavailable(REFUSED, soon())));
            }

            @Override
            public StatusOutcome status(WorkflowRun run) {
                world.rules.changeRules.looked();
                return called(
                        Port.WORKFLOWS,
                        "workflows.status",
                        () -> world.gate.call(
                                node,
                                Port.WORKFLOWS,
                                "workflows.status",
                                run::id,
                                () -> world.isDown(Port.WORKFLOWS),
                                () -> world.ci.status(run),
                                after -> new StatusOutcome.Unavailable(REFUSED, soon())));
            }

            @Override
            public CancelOutcome cancel(WorkflowRun run, boolean force) {
                return called(
                        Port.WORKFLOWS,
                        "workflows.cancel",
                        () -> world.gate.call(
                                node,
                                Port.WORKFLOWS,
                                "workflows.cancel",
                                run::id,
                                () -> world.isDown(Port.WORKFLOWS),
                                () -> world.ci.cancel(run, force),
                                after -> new CancelOutcome.Unavailable(REFUSED, soon())));
            }
        };
    }

    ChatChannel chat() {
        return new ChatChannel() {
            @Override
            public DeliveryOutcome post(String destination, String key, Card card) {
                return called(Port.CHAT, "chat.post", () -> posted(key, card));
            }

            @Override
            public DeliveryOutcome update(String reference, Card card) {
                return called(Port.CHAT, "chat.update", () -> updated(reference, card));
            }

            private DeliveryOutcome posted(String key, Card card) {
                Task caller = world.scheduler.current();
                boolean[] another = {false};
                DeliveryOutcome answer = world.gate.call(
                        node,
                        Port.CHAT,
                        "chat.post",
                        () -> key + " \"" + card.title() + "\"",
                        () -> world.isDown(Port.CHAT),
                        () -> {
                            DeliveryOutcome.Shown posted = world.chat.post(key, card);
                            another[0] = world.chat.showsAnother(posted.reference(), card);
                            return another[0] ? posted : shown(posted, card, caller);
                        },
                        after -> new DeliveryOutcome.Unavailable(REFUSED, soon()));
                // as any adapter has to: what came back is compared with what was sent
                return another[0] && answer instanceof DeliveryOutcome.Shown first
                        ? updated(first.reference(), card)
                        : answer;
            }

            private DeliveryOutcome updated(String reference, Card card) {
                Task caller = world.scheduler.current();
                return world.gate.call(
                        node,
                        Port.CHAT,
                        "chat.update",
                        () -> reference + " \"" + card.title() + "\"",
                        () -> world.isDown(Port.CHAT),
                        () -> shown(world.chat.update(reference, card), card, caller),
                        after -> new DeliveryOutcome.Unavailable(REFUSED, soon()));
            }

            @Override
            public Optional<URI> address(String reference) {
                return Optional.of(
                        URI.create("https://chat.example/" + URLEncoder.encode(reference, StandardCharsets.UTF_8)));
            }
        };
    }

    /** Notes who changed a message to what it should not show, or must not change it any more. */
    private DeliveryOutcome shown(DeliveryOutcome delivery, Card card, Task caller) {
        if (delivery instanceof DeliveryOutcome.Shown now) {
            Chat.Message message = world.chat.find(now.reference());
            if (message != null) {
                Records.Entry record = world.records.find(message.deployment());
                boolean current = record != null && record.isClaimedFor(caller) && !isOutdated(card, record.now());
                message.staleBy = current ? null : caller;
            }
        }
        return delivery;
    }

    /** A node may have claimed a deployment anew while an older turn of it goes on, and shows what it had seen last. */
    private static boolean isOutdated(Card card, Deployment d) {
        return !CardRenderer.render(d).digest().equals(card.digest());
    }

    AlertSink alerts() {
        return new AlertSink() {
            @Override
            public void send(Alert alert, Deployment deployment) throws IOException {
                Optional<IOException> problem = called(Port.ALERTS, "alerts.send", () -> sent(alert.id()));
                if (problem.isPresent()) {
                    throw problem.get();
                }
            }

            @Override
            public void send(LockNotice notice) throws IOException {
                Optional<IOException> problem = called(Port.ALERTS, "alerts.send", () -> sent(notice.id()));
                if (problem.isPresent()) {
                    throw problem.get();
                }
            }

            @Override
            public void send(NodeAlert alert) {
                called(Port.ALERTS, "alerts.send", () -> node.told.add(alert.kind()));
            }

            private Optional<IOException> sent(String id) {
                return world.gate.call(
                        node,
                        Port.ALERTS,
                        "alerts.send",
                        () -> id,
                        () -> world.isDown(Port.ALERTS),
                        () -> {
                            world.alertsSent.merge(id, 1, Integer::sum);
                            world.rules.alertingRules.arrived(id, node, world.scheduler.now());
                            return Optional.<IOException>empty();
                        },
                        after -> Optional.of(new IOException(REFUSED)));
            }
        };
    }

    ChangeLog changes() {
        return question -> called(Port.CHANGES, "changes.find", () -> found(question));
    }

    private ChangeOutcome found(ChangeLog.Question question) {
        String version = question.version();
        ChangeRules.Asked asked =
                world.rules.changeRules.asked(question, node, world.scheduler.now(), world.isFaultless());
        Weather.Telling telling = world.weather.change(question, world.changesAsked.merge(version, 1, Integer::sum));
        world.scheduler.sleep(telling.millis());
        return world.gate
                .call(
                        node,
                        Port.CHANGES,
                        "changes.find",
                        () -> version,
                        () -> world.isDown(Port.CHANGES),
                        () -> {
                            world.rules.changeRules.answered(asked, world.scheduler.now(), world.isFaultless());
                            return Optional.ofNullable(telling.outcome());
                        },
                        after -> Optional.<ChangeOutcome>of(new ChangeOutcome.Unavailable(REFUSED)))
                .orElseThrow(() -> new IllegalStateException("the change log is ill"));
    }

    /** There is a new commit on the branch each second. */
    Refs refs() {
        return new Refs() {
            @Override
            public ResolvedRef resolve(Environment environment, @Nullable String ref) {
                return ResolvedRef.at(ref == null ? "main" : ref, "c" + world.scheduler.now() / 1_000);
            }

            @Override
            public List<String> named(String typed, int atMost) {
                return List.of("main");
            }
        };
    }

    Admission ci() {
        return new Admission() {
            @Override
            public String name() {
                return "ci";
            }

            @Override
            public AdmissionOutcome ask(Admission.Question question) {
                return called(Port.ADMISSION, "ci.ask", () -> checked(question));
            }
        };
    }

    private AdmissionOutcome checked(Admission.Question question) {
        Weather.Checked checked = world.weather.ci(question, world.scheduler.now());
        world.scheduler.sleep(checked.millis());
        return world.gate
                .call(
                        node,
                        Port.ADMISSION,
                        "ci.ask",
                        () -> question.environment() + " " + question.version(),
                        () -> world.isDown(Port.ADMISSION),
                        () -> {
                            Optional<AdmissionOutcome> outcome = Optional.ofNullable(checked.outcome());
                            outcome.ifPresent(
                                    said -> world.rules.preflightRules.said(question, said, world.scheduler.now()));
                            return outcome;
                        },
                        after -> Optional.<AdmissionOutcome>empty())
                .orElseThrow(() -> new IllegalStateException("CI cannot be reached"));
    }

    MetricSource metrics() {
        return new MetricSource() {
            @Override
            public Map<String, MetricAnswer> count(MetricSource.Question question) {
                return called(Port.METRICS, "metrics.count", () -> counted(question));
            }

            @Override
            public Duration lag() {
                return METRICS_LAG;
            }
        };
    }

    private Map<String, MetricAnswer> counted(MetricSource.Question question) {
        Weather.Counted counted = world.weather.count(question, world.traffic, world.scheduler.now());
        world.scheduler.sleep(counted.millis());
        return world.gate
                .call(
                        node,
                        Port.METRICS,
                        "metrics.count",
                        () -> question.from() + " to " + question.to(),
                        () -> world.isDown(Port.METRICS),
                        () -> Optional.ofNullable(counted.answers()),
                        after -> Optional.<Map<String, MetricAnswer>>empty())
                .orElseThrow(() -> new IllegalStateException("the source of metrics is ill"));
    }

    DeploymentListener listener() {
        return new SimulatedListener(node.callees());
    }

    DeploymentListener diary() {
        return node.diary;
    }

    Authorizer authorizer() {
        return question -> called(Port.AUTHORIZER, "authorizer.ask", () -> answer(question));
    }

    private Authorizer.Answer answer(Authorizer.Question question) {
        return world.gate.call(
                node,
                Port.AUTHORIZER,
                "authorizer.ask",
                () -> question.actor().name() + " " + question.action().wireName() + " " + question.environment(),
                () -> false,
                () -> {
                    if (world.barred.contains(question.actor().id())) {
                        return Authorizer.Answer.deny("not permitted any more");
                    }
                    world.scheduler
                            .current()
                            .permits
                            .add(new Permit(question.actor().id(), question.action(), question.environment()));
                    return Authorizer.Answer.permit();
                },
                after -> Authorizer.Answer.permit());
    }

    Check check(String id) {
        return new Check() {
            @Override
            public String id() {
                return id;
            }

            @Override
            public CheckResult run(CheckContext context) throws Exception {
                long askedAt = world.scheduler.now();
                Weather.Finding finding = world.weather.check(id, context, askedAt);
                if (!context.isBaselineLook()) {
                    world.rules.checkRules.asked(context.deployment(), context.wave(), id);
                    world.rules.usualRules.asked(context, id);
                }
                called(Port.CHECK, "check.run", () -> "begun");
                world.scheduler.sleepInterruptibly(finding.millis());
                CheckResult result = world.gate.call(
                        node,
                        Port.CHECK,
                        "check.run",
                        () -> id,
                        () -> false,
                        () -> finding.result().withLink(URI.create("https://app.example/" + id)),
                        after -> CheckResult.fail("no connection"));
                // whoever gives a check up interrupts it
                boolean heard = !world.scheduler.current().isInterrupted();
                world.rules.baselineRules.answered(context, id, result, heard);
                if (!context.isBaselineLook()) {
                    world.rules.checkRules.answered(context.deployment(), context.wave(), id, result.status(), heard);
                    world.rules.usualRules.answered(context, id, result);
                }
                return result;
            }
        };
    }
}
