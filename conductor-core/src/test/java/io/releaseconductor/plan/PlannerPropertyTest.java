package io.releaseconductor.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.chat.CardRenderer;
import io.releaseconductor.deployment.Alert;
import io.releaseconductor.deployment.CancelOutcome;
import io.releaseconductor.deployment.Decision;
import io.releaseconductor.deployment.DeliveryOutcome;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentEvent;
import io.releaseconductor.deployment.DispatchIntent;
import io.releaseconductor.deployment.DispatchOutcome;
import io.releaseconductor.deployment.Lifecycle;
import io.releaseconductor.deployment.LifecycleResult;
import io.releaseconductor.deployment.LinkedOutcome;
import io.releaseconductor.deployment.LinkedShip;
import io.releaseconductor.deployment.LocateOutcome;
import io.releaseconductor.deployment.RunCandidate;
import io.releaseconductor.deployment.RunConclusion;
import io.releaseconductor.deployment.RunStatus;
import io.releaseconductor.deployment.Samples;
import io.releaseconductor.deployment.StatusOutcome;
import io.releaseconductor.deployment.Walk;
import io.releaseconductor.deployment.Walks;
import io.releaseconductor.deployment.WorkflowRun;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.constraints.IntRange;

@Label("Whatever a deployment went through, and whatever the time is")
@PropertyDefaults(tries = 200)
class PlannerPropertyTest {

    private static final int A_DAY_AND_A_BIT = 100_000;

    private static final CardDigests CARDS = d -> CardRenderer.render(d).digest();

    private final Planner planner = new Planner(Deadlines.DEFAULT, CARDS);

    @Property
    @Label("every outcome of a planned piece of work moves the deployment")
    void every_outcome_of_a_planned_piece_of_work_moves_the_deployment(
            @ForAll(supplier = Walks.class) Walk walk, @ForAll @IntRange(min = -60, max = A_DAY_AND_A_BIT) int later) {
        for (Deployment d : walk.states()) {
            Instant now = d.statusSince().plusSeconds(later);
            Step.Work work = planner.next(d, now).work();
            if (work != null) {
                answers(d, work, now).forEach(answer -> assertMoves(d, answer));
            }
        }
    }

    @Property
    @Label("every outcome of a planned announcement or alert moves the deployment")
    void every_outcome_of_telling_moves_the_deployment(
            @ForAll(supplier = Walks.class) Walk walk, @ForAll @IntRange(min = -60, max = A_DAY_AND_A_BIT) int later) {
        for (Deployment d : walk.states()) {
            Instant now = d.statusSince().plusSeconds(later);
            Plan plan = planner.next(d, now);
            Step.Announce announce = plan.announce();
            if (announce != null) {
                for (DeliveryOutcome outcome : deliveries(now, announce.reference())) {
                    assertMoves(d, new DeploymentEvent.CardDelivered(d.card(), announce.digest(), outcome, now));
                }
            }
            Step.SendAlert alert = plan.alert();
            if (alert != null) {
                String id = alert.alert().id();
                assertThat(d.alerts()).contains(alert.alert());
                assertMoves(d, new DeploymentEvent.AlertDelivered(id, null, now));
                assertMoves(d, new DeploymentEvent.AlertDelivered(id, "sink is down", now));
            }
        }
    }

    @Property
    @Label("a node that is ahead takes for overdue only what it would if its clock were right")
    void holds_deadlines_back(
            @ForAll(supplier = Walks.class) Walk walk,
            @ForAll @IntRange(min = -60, max = A_DAY_AND_A_BIT) int later,
            @ForAll @IntRange(min = 11, max = 10_000) int ahead) {
        for (Deployment d : walk.states()) {
            Instant now = d.statusSince().plusSeconds(later);
            Plan plan = planner.next(d, now, Duration.ofSeconds(ahead));
            if (plan.work() instanceof Step.Apply apply
                    && apply.event() instanceof DeploymentEvent.DeadlinePassed passed) {
                Step.Work work = planner.next(d, now.minusSeconds(ahead)).work();
                assertThat(work instanceof Step.Apply right
                                && right.event() instanceof DeploymentEvent.DeadlinePassed same
                                && same.deadline() == passed.deadline())
                        .as("%s of %s, and %s", passed, d, work)
                        .isTrue();
            }
        }
    }

    @Property
    @Label("unsettled, it has a due time; settled with nothing left to tell or to ship, it has none")
    void unsettled_it_has_a_due_time(
            @ForAll(supplier = Walks.class) Walk walk, @ForAll @IntRange(min = -60, max = A_DAY_AND_A_BIT) int later) {
        for (Deployment d : walk.states()) {
            Instant now = d.statusSince().plusSeconds(later);
            Instant dueAt = planner.next(d, now).dueAt();
            if (!d.settled()) {
                assertThat(dueAt).as("%s", d).isNotNull();
            } else if (hasNothingLeft(d)) {
                assertThat(dueAt).as("%s", d).isNull();
            }
        }
    }

    private static boolean hasNothingLeft(Deployment d) {
        boolean told = d.alerts().stream().noneMatch(Alert::isPending);
        boolean shipped = d.linked() == null || d.linked().state() != LinkedShip.State.WANTED;
        String digest = CardRenderer.render(d).digest();
        boolean shown = digest.equals(d.card().shown()) && d.card().unsureUntil() == null;
        return told && shipped && shown && d.lookAgainAt() == null;
    }

    @Property
    @Label("there is something to do exactly when the due time has come")
    void there_is_something_to_do_exactly_when_the_due_time_has_come(
            @ForAll(supplier = Walks.class) Walk walk, @ForAll @IntRange(min = -60, max = A_DAY_AND_A_BIT) int later) {
        for (Deployment d : walk.states()) {
            Instant now = d.statusSince().plusSeconds(later);
            Plan plan = planner.next(d, now);
            boolean due = plan.dueAt() != null && !plan.dueAt().isAfter(now);
            assertThat(plan.isIdle()).as("%s of %s", plan, d).isEqualTo(!due);
        }
    }

    @Property
    @Label("the same deployment at the same time gets the same plan")
    void the_same_deployment_at_the_same_time_gets_the_same_plan(
            @ForAll(supplier = Walks.class) Walk walk, @ForAll @IntRange(min = -60, max = A_DAY_AND_A_BIT) int later) {
        for (Deployment d : walk.states()) {
            Instant now = d.statusSince().plusSeconds(later);
            Plan plan = planner.next(d, now);
            assertThat(new Planner(Deadlines.DEFAULT, CARDS).next(d.toBuilder().build(), now))
                    .isEqualTo(plan);
            assertThat(planner.next(d.withDueAt(plan.dueAt()), now))
                    .as("when it was to be looked at says nothing about what to do")
                    .isEqualTo(plan);
        }
    }

    @Property
    @Label("an intent is planned with the attempt's own key, and is valid for as long as is configured")
    void an_intent_is_planned_with_the_attempts_own_key(@ForAll(supplier = Walks.class) Walk walk) {
        for (Deployment d : walk.states()) {
            Instant now = d.statusSince().plusSeconds(1);
            if (planner.next(d, now).work() instanceof Step.Dispatch dispatch) {
                DispatchIntent intent = dispatch.intent();
                assertThat(d.currentPhase()).contains(intent.phase());
                assertThat(intent.attempt())
                        .isEqualTo(d.progress(intent.phase()).attempt());
                assertThat(intent.deployment()).isEqualTo(d.id());
                assertThat(intent.intendedAt()).isEqualTo(now);
                assertThat(intent.validUntil()).isEqualTo(now.plus(Deadlines.DEFAULT.intent()));
            }
        }
    }

    private static void assertMoves(Deployment d, DeploymentEvent answer) {
        assertThat(Lifecycle.apply(d, answer)).as("%s to %s", answer, d).isInstanceOf(LifecycleResult.Moved.class);
    }

    /** All that may come of a step. */
    private static List<DeploymentEvent> answers(Deployment d, Step.Work work, Instant now) {
        List<DeploymentEvent> answers = new ArrayList<>();
        if (work instanceof Step.Apply apply) {
            answers.add(apply.event());
        } else if (work instanceof Step.Dispatch dispatch) {
            answers.add(new DeploymentEvent.Intended(dispatch.intent()));
            Deployment sending = ((LifecycleResult.Moved)
                            Lifecycle.apply(d, new DeploymentEvent.Intended(dispatch.intent())))
                    .next();
            for (DispatchOutcome outcome : dispatchOutcomes(now)) {
                assertMoves(
                        sending,
                        new DeploymentEvent.Dispatched(dispatch.intent().attempt(), outcome, now));
            }
        } else if (work instanceof Step.Locate locate) {
            for (LocateOutcome outcome : locateOutcomes(now)) {
                answers.add(new DeploymentEvent.Located(locate.intent().attempt(), outcome, now));
            }
        } else if (work instanceof Step.Poll poll) {
            for (StatusOutcome outcome : observations(poll.run(), now)) {
                answers.add(
                        new DeploymentEvent.Observed(poll.attempt(), poll.run().id(), outcome, now));
            }
        } else if (work instanceof Step.CancelRun cancel) {
            for (CancelOutcome outcome : List.of(
                    new CancelOutcome.Accepted(),
                    new CancelOutcome.TooLate(),
                    new CancelOutcome.Unavailable("rate limit", now))) {
                answers.add(new DeploymentEvent.CancelAnswered(
                        cancel.attempt(), cancel.run().id(), outcome, now));
            }
        } else if (work instanceof Step.LookAtRestraint) {
            answers.add(new DeploymentEvent.Restrained("staging is locked by Grace", now.plusSeconds(5), now));
            answers.add(new DeploymentEvent.Unrestrained(now));
        } else if (work instanceof Step.LookBefore before) {
            Instant startedAt = before.look().startedAt();
            answers.add(
                    new DeploymentEvent.BaselineLooked(startedAt, Samples.ask().results(now), "v1", now));
            answers.add(new DeploymentEvent.BaselineMissed(startedAt, "not done within 30s", now));
        } else if (work instanceof Step.LookAfter after) {
            for (Samples.Found found : List.of(Samples.ask(), Samples.rollBack("api_down"))) {
                answers.add(new DeploymentEvent.WatchLooked(after.due(), found.results(now), now));
            }
            answers.add(new DeploymentEvent.WatchSuperseded(DeployId.of(Environment.STAGING, now), now));
        } else if (work instanceof Step.Verify verify) {
            if (!verify.verification().isRound()) {
                answers.add(new DeploymentEvent.ChecksProgressed(verify.verification(), 17, 50, null, now));
            }
            for (Samples.Found found : List.of(Samples.ask(), Samples.rollBack("api_down"))) {
                answers.add(new DeploymentEvent.Verified(verify.verification(), found.results(now), now));
            }
        } else {
            Decision wanted = work instanceof Step.FindLinked find
                    ? find.linked().wanted()
                    : ((Step.ShipLinked) work).linked().wanted();
            DeployId shipped = DeployId.of(Environment.PROD, now);
            answers.add(new DeploymentEvent.LinkedAnswered(wanted, new LinkedOutcome.Shipped(shipped), now));
            answers.add(new DeploymentEvent.LinkedAnswered(wanted, new LinkedOutcome.Blocked("prod is taken"), now));
        }
        return answers;
    }

    private static List<DispatchOutcome> dispatchOutcomes(Instant now) {
        return List.of(
                new DispatchOutcome.Started(WorkflowRun.queued("run-1", null)),
                new DispatchOutcome.Started(WorkflowRun.queued("run-1", null).completed(RunConclusion.SUCCESS)),
                new DispatchOutcome.Accepted(),
                new DispatchOutcome.NotSent("connection refused", now),
                new DispatchOutcome.Rejected("no such workflow"),
                new DispatchOutcome.Unknown("connection reset"));
    }

    private static List<LocateOutcome> locateOutcomes(Instant now) {
        List<RunCandidate> candidates = List.of(new RunCandidate("run-9", null, "Deploy", now));
        return List.of(
                new LocateOutcome.Found(WorkflowRun.queued("run-1", null)),
                new LocateOutcome.NotFound(List.of()),
                new LocateOutcome.NotFound(candidates),
                new LocateOutcome.Undecidable("two runs carry the key", candidates),
                new LocateOutcome.Unavailable("rate limit", now.minus(Duration.ofSeconds(1))));
    }

    private static List<StatusOutcome> observations(WorkflowRun run, Instant now) {
        List<StatusOutcome> all = new ArrayList<>();
        all.add(new StatusOutcome.Gone("404"));
        all.add(new StatusOutcome.Unavailable("rate limit", now.minus(Duration.ofSeconds(1))));
        WorkflowRun anew =
                new WorkflowRun(run.id(), null, RunStatus.QUEUED, null, run.runAttempt() + 1, false, null, null);
        WorkflowRun stale = new WorkflowRun(
                run.id(), null, RunStatus.QUEUED, null, Math.max(1, run.runAttempt() - 1), false, null, null);
        for (WorkflowRun base : List.of(run, anew, stale, WorkflowRun.queued("another", null))) {
            for (RunStatus status : RunStatus.values()) {
                if (status != RunStatus.COMPLETED) {
                    all.add(new StatusOutcome.Seen(base.at(status), null));
                    all.add(new StatusOutcome.Seen(base.at(status), now.minus(Duration.ofSeconds(1))));
                }
            }
            for (RunConclusion conclusion : RunConclusion.values()) {
                all.add(new StatusOutcome.Seen(base.completed(conclusion), null));
            }
        }
        return all;
    }

    private static List<DeliveryOutcome> deliveries(Instant now, String reference) {
        List<DeliveryOutcome> all = new ArrayList<>(List.of(
                new DeliveryOutcome.Shown("message-1"),
                new DeliveryOutcome.Unavailable("gateway timeout", now),
                new DeliveryOutcome.Undeliverable("no such channel")));
        if (reference != null) {
            all.add(new DeliveryOutcome.Gone("deleted"));
        }
        return all;
    }
}
