package io.releaseconductor.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.deployment.Walk.Walked;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.Bake;
import io.releaseconductor.model.Gate;
import io.releaseconductor.model.Phase;
import io.releaseconductor.model.RolloutPlan;
import io.releaseconductor.model.Wave;
import io.releaseconductor.policy.Recommendation;
import io.releaseconductor.policy.RuleResult;
import io.releaseconductor.policy.Verdict;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import org.jspecify.annotations.Nullable;

@Label("Whatever happens to a deployment, in whatever order")
@PropertyDefaults(tries = 300)
class LifecyclePropertyTest {

    /** The first attempt of each phase that there can be. */
    private static final List<Attempt> PHASES = Stream.concat(
                    Stream.of(Attempt.of(Phase.ROLL_BACK, 1)),
                    IntStream.rangeClosed(1, RolloutPlan.MOST_WAVES).mapToObj(wave -> Attempt.ofWave(wave, 1)))
            .toList();

    private static final Set<DeploymentStatus> FINAL = Set.of(DeploymentStatus.ROLLED_BACK, DeploymentStatus.CANCELLED);

    @Property
    @Label("an event moves it or is refused with a reason")
    void an_event_moves_it_or_is_refused_with_a_reason(@ForAll(supplier = Walks.class) Walk walk) {
        for (Walked step : walk.steps()) {
            if (step.result() instanceof LifecycleResult.Refused refused) {
                assertThat(refused.reason()).as("%s", step).isNotBlank();
                assertThat(refused.reason()).as("%s", step).endsWith(".");
            }
        }
    }

    @Property(tries = 1_000)
    @Label("a click on the card of another wave opens no gate, whoever clicks and however things stand")
    void a_click_on_the_card_of_another_wave_opens_no_gate(@ForAll(supplier = Walks.class) Walk walk) {
        for (Deployment d : walk.states()) {
            for (int gate = 1; gate <= RolloutPlan.MOST_WAVES; gate++) {
                for (Actor by : List.of(Samples.ADA, Samples.GRACE, Actor.POLICY)) {
                    LifecycleResult result =
                            Lifecycle.apply(d, new DeploymentEvent.Promote(by, d.statusSince(), gate, Set.of("qa")));
                    LifecycleResult fully = Lifecycle.apply(
                            d, new DeploymentEvent.PromoteFully(by, d.statusSince(), gate, Set.of("qa")));
                    if (gate != d.wave()) {
                        assertThat(result).as("gate %s of %s", gate, d).isInstanceOf(LifecycleResult.Refused.class);
                        assertThat(fully).as("gate %s of %s", gate, d).isInstanceOf(LifecycleResult.Refused.class);
                    }
                }
            }
        }
    }

    @Property
    @Label("its status changes only along the transition table")
    void its_status_changes_only_along_the_transition_table(@ForAll(supplier = Walks.class) Walk walk) {
        for (Walked step : walk.moves()) {
            DeploymentStatus from = step.before().status();
            DeploymentStatus to = step.after().status();
            if (from != to) {
                assertThat(from.leavesTo()).as("%s", step).contains(to);
                assertThat(step.after().statusSince()).isEqualTo(step.event().at());
            } else {
                assertThat(step.after().statusSince()).isEqualTo(step.before().statusSince());
            }
        }
    }

    @Property
    @Label("each change raises the revision by exactly one, and leaves id, request and a known version as they are")
    void each_change_raises_the_revision_by_exactly_one(@ForAll(supplier = Walks.class) Walk walk) {
        for (Walked step : walk.moves()) {
            Deployment before = step.before();
            Deployment after = step.after();
            assertThat(after.revision()).isEqualTo(before.revision() + 1);
            assertThat(after.id()).isEqualTo(before.id());
            assertThat(asItWasAskedFor(after)).isEqualTo(asItWasAskedFor(before));
            if (newlyEarlier(step.event()) == null) {
                assertThat(after.request()).as("%s", step).isEqualTo(before.request());
            }
            assertThat(after.extensions()).isEqualTo(before.extensions());
            if (before.version() != null) {
                assertThat(after.version()).as("%s", step).isEqualTo(before.version());
            }
        }
    }

    /** The request without what a rollback would return to, which is known for certain only later. */
    private static DeployRequest asItWasAskedFor(Deployment d) {
        return d.request().withEarlier(EarlierVersion.NONE);
    }

    private static @Nullable EarlierVersion newlyEarlier(DeploymentEvent event) {
        if (event instanceof DeploymentEvent.Intended intended) {
            return intended.earlier();
        }
        if (event instanceof DeploymentEvent.Observed observed) {
            return observed.earlier();
        }
        return event instanceof DeploymentEvent.EarlierChanged changed ? changed.earlier() : null;
    }

    @Property
    @Label("a rollback that is sent returns to what is known with its first intent, and never to what is rolled back")
    void a_rollback_that_is_sent_returns_to_what_is_known(@ForAll(supplier = Walks.class) Walk walk) {
        for (Walked step : walk.moves()) {
            Rollback rollback = step.after().rollback();
            if (step.event() instanceof DeploymentEvent.EarlierChanged && rollback != null) {
                boolean settled = step.after().settled();
                String now = step.after().previousVersion();
                if (rollback.method() == RollbackMethod.REDEPLOY && !rollback.chosen()) {
                    assertThat(settled).as("%s", step).isEqualTo(now == null);
                    assertThat(settled || rollback.version().equals(now))
                            .as("%s", step)
                            .isTrue();
                } else {
                    assertThat(settled).as("%s", step).isFalse();
                }
                assertThat(rollback.version() != null
                                && rollback.version().equals(step.after().version()))
                        .as("%s", step)
                        .isFalse();
            }
        }
    }

    @Property
    @Label("where no workflow rolls back it is never rolled back, and nobody waits for it")
    void where_no_workflow_rolls_back_it_is_never_rolled_back(@ForAll(supplier = Walks.class) Walk walk) {
        for (Walked step : walk.steps()) {
            Deployment after = step.after();
            if (after.request().withoutRollback()) {
                assertThat(after.rollbackWish()).as("%s", step).isNull();
                assertThat(after.status())
                        .as("%s", step)
                        .isNotIn(DeploymentStatus.ROLLING_BACK, DeploymentStatus.ROLLED_BACK);
            }
        }
    }

    @Property
    @Label("once rolled back or cancelled it stays so")
    void once_rolled_back_or_cancelled_it_stays_so(@ForAll(supplier = Walks.class) Walk walk) {
        for (Walked step : walk.steps()) {
            if (FINAL.contains(step.before().status())) {
                assertThat(step.after().status()).isEqualTo(step.before().status());
            }
        }
    }

    @Property
    @Label(
            "settled, it leaves only by a rollback that a person asks for or agreed to, or since they started its failed run again")
    void settled_it_leaves_only_by_a_rollback_that_a_person_asks_for_or_agreed_to(
            @ForAll(supplier = Walks.class) Walk walk) {
        for (Walked step : walk.steps()) {
            DeploymentStatus before = step.before().status();
            if (step.before().settled() && step.entered(DeploymentStatus.DEPLOYING)) {
                assertThat(step.before().failure().kind()).as("%s", step).isEqualTo(Failure.Kind.RUN);
                assertThat(step.before().failure().phase()).as("%s", step).isEqualTo(Phase.DEPLOY);
                assertThat(attemptOfDeployRun(step.after())).isGreaterThan(attemptOfDeployRun(step.before()));
            } else if (before.settled() && step.after().status() != before) {
                assertThat(step.after().status()).isEqualTo(DeploymentStatus.ROLLING_BACK);
                if (step.event() instanceof DeploymentEvent.WatchLooked) {
                    assertThat(before).as("%s", step).isEqualTo(DeploymentStatus.PROMOTED);
                    assertThat(step.before().rollsBackWhileWatched())
                            .as("%s", step)
                            .isTrue();
                    assertThat(step.before().isHeld()).as("%s", step).isFalse();
                } else {
                    assertThat(step.event()).isInstanceOf(DeploymentEvent.RollBack.class);
                    assertThat(((DeploymentEvent.RollBack) step.event()).by().isPolicy())
                            .isFalse();
                }
            }
        }
    }

    private static int attemptOfDeployRun(Deployment d) {
        return d.deployPhase().run().orElseThrow().runAttempt();
    }

    @Property
    @Label("each attempt is sent for once, and a new one needs a reason")
    void each_attempt_is_sent_for_once_and_a_new_one_needs_a_reason(@ForAll(supplier = Walks.class) Walk walk) {
        Set<String> sentFor = new HashSet<>();
        for (Walked step : walk.moves()) {
            if (step.event() instanceof DeploymentEvent.Intended intended) {
                assertThat(sentFor.add(intended.intent().correlationKey()))
                        .as("%s", step)
                        .isTrue();
            }
            for (Attempt first : PHASES) {
                PhaseProgress before = step.before().progress(first);
                PhaseProgress after = step.after().progress(first);
                if (before == null || after == null) {
                    assertThat(before).as("a phase that began stays").isNull();
                    assertThat(after == null || after.attempt().equals(first)).isTrue();
                } else if (!after.attempt().equals(before.attempt())) {
                    assertThat(after.attempt()).isEqualTo(before.attempt().next());
                    assertThat(after.stage()).isInstanceOf(Stage.Ready.class);
                    assertThat(isReasonForAnotherAttempt(step, first))
                            .as("%s", step)
                            .isTrue();
                }
            }
        }
    }

    private static boolean isReasonForAnotherAttempt(Walked step, Attempt first) {
        boolean notSent = step.event() instanceof DeploymentEvent.Dispatched dispatched
                && dispatched.outcome() instanceof DispatchOutcome.NotSent
                && dispatched.attempt().isOfSamePhase(first);
        boolean retried = step.event() instanceof DeploymentEvent.Retry retry
                && !retry.by().isPolicy();
        boolean decided = first.phase() == Phase.ROLL_BACK && step.entered(DeploymentStatus.ROLLING_BACK);
        return notSent || retried || decided;
    }

    @Property
    @Label("each verification is given once")
    void each_verification_is_given_once(@ForAll(supplier = Walks.class) Walk walk) {
        Set<String> given = new HashSet<>();
        for (Walked step : walk.moves()) {
            if (step.event() instanceof DeploymentEvent.Verified verified) {
                Attempt attempt = verified.verification().attempt();
                String which = (attempt.phase() == Phase.ROLL_BACK ? attempt.toString() : attempt.phaseName())
                        + " round " + verified.verification().round();
                assertThat(given.add(which)).as("%s", step).isTrue();
            }
        }
    }

    @Property
    @Label("who promotes or rolls back what was decided before is told who decided, and when")
    void who_comes_too_late_is_told_who_decided_and_when(@ForAll(supplier = Walks.class) Walk walk) {
        for (Deployment d : walk.states()) {
            Actor late = Actor.person("1003", "Late");
            DeploymentEvent promote = new DeploymentEvent.Promote(late, d.statusSince(), d.wave());
            switch (d.status()) {
                case PROMOTING, PROMOTED -> {
                    Decision promotion = Objects.requireNonNull(d.promotion());
                    assertThat(reasonToRefuse(d, promote)).contains(promotion.describe());
                    if (!promotion.by().isPolicy()) {
                        Instant atOnce = promotion.at().plusSeconds(4);
                        assertThat(reasonToRefuse(d, new DeploymentEvent.RollBack(late, atOnce, null, null)))
                                .contains(promotion.describe());
                    }
                }
                case ROLLING_BACK, ROLLED_BACK -> {
                    String decided =
                            Objects.requireNonNull(d.rollback()).decision().describe();
                    assertThat(reasonToRefuse(d, promote)).contains(decided);
                    assertThat(reasonToRefuse(d, new DeploymentEvent.RollBack(late, d.statusSince(), null, null)))
                            .contains(decided);
                }
                default -> {}
            }
        }
    }

    private static String reasonToRefuse(Deployment d, DeploymentEvent event) {
        LifecycleResult result = Lifecycle.apply(d, event);
        assertThat(result).as("%s to %s", event, d.status()).isInstanceOf(LifecycleResult.Refused.class);
        return ((LifecycleResult.Refused) result).reason();
    }

    @Property
    @Label("a promotion is decided once, and so is each rollback")
    void a_promotion_is_decided_once_and_so_is_each_rollback(@ForAll(supplier = Walks.class) Walk walk) {
        for (Walked step : walk.moves()) {
            Decision promotion = step.before().promotion();
            if (promotion != null && !promotion.equals(step.after().promotion())) {
                assertThat(step.event())
                        .as("%s", step)
                        .isInstanceOfAny(DeploymentEvent.Promote.class, DeploymentEvent.PromoteFully.class);
                assertThat(opensAGate(step)).as("%s", step).isTrue();
            }
            List<WaveProgress> before = step.before().waves();
            for (int i = 0; i < before.size(); i++) {
                assertThat(step.after().waves().get(i).begun())
                        .isEqualTo(before.get(i).begun());
            }
            Rollback decided = step.before().rollback();
            Rollback after = step.after().rollback();
            if (!Objects.equals(decided, after) && !step.entered(DeploymentStatus.ROLLING_BACK)) {
                assertThat(step.event()).as("%s", step).isInstanceOf(DeploymentEvent.EarlierChanged.class);
                assertThat(decided.chosen()).as("%s", step).isFalse();
                assertThat(after)
                        .isEqualTo(
                                new Rollback(decided.decision(), decided.reason(), decided.method(), after.version()));
            }
        }
    }

    private static boolean opensAGate(Walked step) {
        return step.after().wave() > step.before().wave() || step.entered(DeploymentStatus.PROMOTED);
    }

    @Property
    @Label(
            "a version that somebody chose to return to is what the rollback returns to, whatever becomes known meanwhile")
    void what_was_chosen_stays(@ForAll(supplier = Walks.class) Walk walk) {
        for (Walked step : walk.moves()) {
            Rollback before = step.before().rollbackWish() == null
                    ? step.before().rollback()
                    : step.before().rollbackWish();
            Rollback after = step.after().rollbackWish() == null
                    ? step.after().rollback()
                    : step.after().rollbackWish();
            boolean toAnother = before != null
                    && before.chosen()
                    && after != null
                    && !(step.event() instanceof DeploymentEvent.RollBack)
                    && after.decision().equals(before.decision())
                    && !Objects.equals(before.version(), step.after().version());
            if (toAnother) {
                assertThat(after).as("%s", step).isEqualTo(before);
            }
        }
    }

    @Property
    @Label(
            "reach rises one wave at a time, through the gate before it, and never over one that is asked about by its number alone")
    void reach_rises_through_gates_alone(@ForAll(supplier = Walks.class) Walk walk) {
        for (Walked step : walk.moves()) {
            int before = step.before().wave();
            if (step.after().wave() == before) {
                continue;
            }
            if (step.event() instanceof DeploymentEvent.PromoteFully fully) {
                assertRisesFully(step, fully);
                continue;
            }
            assertThat(step.after().wave()).as("%s", step).isEqualTo(before + 1);
            Wave left = step.before().currentWave();
            if (step.event() instanceof DeploymentEvent.Promote promote) {
                assertThat(promote.gate()).as("%s", step).isEqualTo(before);
                boolean allowed = !promote.by().isPolicy()
                        || step.before().verification().verdict().recommendation() == Recommendation.PROMOTE;
                assertThat(allowed).as("%s", step).isTrue();
            } else {
                assertThat(left.bake()).as("%s", step).isEqualTo(Bake.NONE);
                assertThat(left.gate()).as("%s", step).isEqualTo(Gate.OPEN);
            }
        }
    }

    /** To the last wave, from the gate that was clicked on, for so many people as the strictest of the passed gates takes. */
    private static void assertRisesFully(Walked step, DeploymentEvent.PromoteFully fully) {
        RolloutPlan plan = step.before().request().plan();
        assertThat(step.after().inLastWave()).as("%s", step).isTrue();
        assertThat(fully.gate()).as("%s", step).isEqualTo(step.before().wave());
        assertThat(fully.by().isPolicy()).as("%s", step).isFalse();
        assertThat(step.before().currentProgress().verification().result())
                .as("%s", step)
                .isNotNull();
        Set<String> people = step.after().waves().get(step.after().waves().size() - 2).fully().stream()
                .map(approval -> approval.decision().by().id())
                .collect(Collectors.toSet());
        for (int passed = fully.gate(); !plan.isLast(passed); passed++) {
            if (plan.wave(passed).gate() instanceof Gate.Approvals gate) {
                assertThat(people.size()).as("%s", step).isGreaterThanOrEqualTo(gate.count());
            }
        }
    }

    @Property
    @Label("after a person held it, promoted it or asked to cancel it, the policy promotes nothing")
    void the_policy_promotes_nothing_that_a_person_decided_about(@ForAll(supplier = Walks.class) Walk walk) {
        for (Walked step : walk.moves()) {
            boolean person = step.before().isHeld() || step.before().cancelWish() != null;
            if (person && step.event() instanceof DeploymentEvent.Promote promote && opensAGate(step)) {
                assertThat(promote.by().isPolicy()).as("%s", step).isFalse();
            }
        }
    }

    @Property
    @Label(
            "after a person held it, or promoted it in spite of what had fired, the policy does not roll it back for that")
    void the_policy_rolls_nothing_back_that_a_person_decided_about(@ForAll(supplier = Walks.class) Walk walk) {
        for (Walked step : walk.moves()) {
            Rollback rollback = step.after().rollback();
            boolean byPolicy = rollback != null
                    && !rollback.equals(step.before().rollback())
                    && rollback.decision().by().isPolicy();
            if (byPolicy) {
                assertThat(step.after().holds()).as("%s", step).isEmpty();
                assertThat(step.before().holds().isEmpty() || step.event() instanceof DeploymentEvent.Lift)
                        .as("%s", step)
                        .isTrue();
                assertThat(rollback.reason()).as("%s", step).isNotEqualTo(accepted(step.before()));
            }
        }
    }

    @Property
    @Label(
            "a hold ends when its holder lifts it or a person opens a gate, and what had fired is rolled back then at the latest")
    void a_hold_ends_with_its_holder_or_a_gate(@ForAll(supplier = Walks.class) Walk walk) {
        for (Walked step : walk.moves()) {
            for (Decision hold : step.before().holds()) {
                boolean gone = step.after().holds().stream().noneMatch(h -> h.by().isSameAs(hold.by()));
                boolean lifted = step.event() instanceof DeploymentEvent.Lift lift
                        && lift.by().isSameAs(hold.by());
                boolean opened = step.event() instanceof DeploymentEvent.Asked asked
                        && !asked.by().isPolicy()
                        && opensAGate(step);
                assertThat(!gone || lifted || opened).as("%s", step).isTrue();
            }
            VerificationState seen = step.after().currentProgress().verification();
            boolean fired = seen != null
                    && seen.verdict() != null
                    && seen.verdict().recommendation() == Recommendation.ROLL_BACK;
            if (step.event() instanceof DeploymentEvent.Lift && !step.after().isHeld() && fired) {
                assertThat(step.after().status() == DeploymentStatus.ROLLING_BACK
                                || step.after().alerts().stream()
                                        .anyMatch(alert -> alert.kind() == AlertKind.ROLLBACK_IMPOSSIBLE))
                        .as("%s", step)
                        .isTrue();
            }
        }
    }

    @Property
    @Label("the policy deploys no earlier version again where risky paths are known to have changed")
    void the_policy_deploys_nothing_again_over_risky_paths(@ForAll(supplier = Walks.class) Walk walk) {
        for (Walked step : walk.moves()) {
            Rollback rollback = step.after().rollback();
            boolean begun = step.after().status() == DeploymentStatus.ROLLING_BACK
                    && step.before().status() != DeploymentStatus.ROLLING_BACK
                    && step.before().status() != DeploymentStatus.NEEDS_ATTENTION;
            if (begun && rollback.decision().by().isPolicy() && rollback.method() == RollbackMethod.REDEPLOY) {
                assertThat(step.before().touchesRiskyPaths()).as("%s", step).isFalse();
            }
        }
    }

    /** What had fired when a person opened the last gate, so often that it cannot have become worse; null if nothing had. */
    private static @Nullable String accepted(Deployment d) {
        if (d.wave() < 2 || d.currentProgress().begun().by().isPolicy()) {
            return null;
        }
        VerificationState seen = d.waves().get(d.waves().size() - 2).verification();
        Verdict verdict = seen == null ? null : seen.verdict();
        return verdict == null || verdict.fired().isEmpty()
                ? null
                : verdict.fired().stream().map(RuleResult::rule).collect(Collectors.joining(", "));
    }

    @Property
    @Label("the policy itself can ask for nothing but a promotion that its verdict recommends")
    void the_policy_itself_can_ask_for_nothing_but_a_promotion(@ForAll(supplier = Walks.class) Walk walk) {
        for (Walked step : walk.moves()) {
            if (step.event() instanceof DeploymentEvent.Asked asked
                    && asked.by().isPolicy()) {
                assertThat(asked).isInstanceOf(DeploymentEvent.Promote.class);
                assertThat(step.before().verification().verdict().recommendation())
                        .isEqualTo(Recommendation.PROMOTE);
            }
        }
    }

    @Property
    @Label("the team is told in the same write when it fails, is rolled back, needs attention or expires")
    void the_team_is_told_in_the_same_write(@ForAll(supplier = Walks.class) Walk walk) {
        Map<DeploymentStatus, Set<AlertKind>> told = new EnumMap<>(Map.of(
                DeploymentStatus.FAILED, Set.of(AlertKind.DEPLOYMENT_FAILED, AlertKind.ROLLBACK_FAILED),
                DeploymentStatus.ROLLING_BACK, Set.of(AlertKind.ROLLBACK_TRIGGERED),
                DeploymentStatus.NEEDS_ATTENTION, Set.of(AlertKind.NEEDS_ATTENTION),
                DeploymentStatus.EXPIRED, Set.of(AlertKind.EXPIRED)));
        for (Walked step : walk.moves()) {
            told.forEach((status, kinds) -> {
                if (step.entered(status) && !goesOn(step)) {
                    assertThat(raised(step))
                            .as("%s", step)
                            .anySatisfy(alert -> assertThat(alert.kind()).isIn(kinds));
                }
            });
        }
    }

    /** A rollback that goes on after a person was asked about it was told when it began. */
    private static boolean goesOn(Walked step) {
        return step.entered(DeploymentStatus.ROLLING_BACK)
                && step.before().rollback() != null
                && step.before().status() == DeploymentStatus.NEEDS_ATTENTION;
    }

    private static List<Alert> raised(Walked step) {
        Set<String> before = step.before().alerts().stream().map(Alert::id).collect(Collectors.toUnmodifiableSet());
        return step.after().alerts().stream()
                .filter(alert -> !before.contains(alert.id()))
                .toList();
    }

    /** One reminder says as much as many: a new one takes the place of the one before it, and of nothing else. */
    private static List<Alert> expected(Walked step) {
        boolean reminded = raised(step).stream().anyMatch(alert -> alert.kind() == AlertKind.ATTENTION_REMINDER);
        return step.before().alerts().stream()
                .filter(alert -> !reminded || alert.kind() != AlertKind.ATTENTION_REMINDER)
                .toList();
    }

    @Property
    @Label("an alert vanishes only if a newer reminder takes its place, a sent one stays sent, and each has its own id")
    void an_alert_vanishes_only_if_a_reminder_takes_its_place_and_a_sent_one_stays_sent(
            @ForAll(supplier = Walks.class) Walk walk) {
        for (Walked step : walk.moves()) {
            List<Alert> before = expected(step);
            List<Alert> after = step.after().alerts();
            assertThat(after).hasSize(before.size() + raised(step).size());
            for (int i = 0; i < before.size(); i++) {
                assertThat(after.get(i).id()).isEqualTo(before.get(i).id());
                if (!before.get(i).isPending()) {
                    assertThat(after.get(i)).isEqualTo(before.get(i));
                }
            }
            assertThat(after).extracting(Alert::id).doesNotHaveDuplicates();
            assertThat(raised(step)).allSatisfy(alert -> {
                assertThat(alert.isPending()).isTrue();
                // a clock that is behind must not let it look as if nobody had been called
                if (alert.kind() == AlertKind.DECISION_DUE || alert.kind() == AlertKind.DECISION_EXPIRES) {
                    assertThat(alert.raisedAt()).isAfterOrEqualTo(step.event().at());
                } else {
                    assertThat(alert.raisedAt()).isEqualTo(step.event().at());
                }
                assertThat(alert.message()).isNotBlank();
            });
        }
    }

    @Property
    @Label("promoted, it wants its linked environment if there is one; that is shipped to at most once")
    void promoted_it_wants_its_linked_environment_if_there_is_one(@ForAll(supplier = Walks.class) Walk walk) {
        for (Walked step : walk.moves()) {
            LinkedShip before = step.before().linked();
            LinkedShip after = step.after().linked();
            if (step.entered(DeploymentStatus.PROMOTED)) {
                assertThat(step.after().promotedAt()).isEqualTo(step.event().at());
                if (walk.request().linked() == null) {
                    assertThat(after).isNull();
                } else {
                    assertThat(after.environment()).isEqualTo(walk.request().linked());
                    assertThat(after.state()).isEqualTo(LinkedShip.State.WANTED);
                    assertThat(after.wanted()).isEqualTo(step.after().promotion());
                }
            } else if (before == null) {
                assertThat(after).isNull();
            } else if (before.state() == LinkedShip.State.SHIPPED) {
                assertThat(after)
                        .isEqualTo(
                                step.event() instanceof DeploymentEvent.LinkedCardShown shown
                                        ? before.withCard(shown.card())
                                        : before);
            }
            if (after != null && after.state() == LinkedShip.State.WANTED) {
                // a rollback leaves it open until it is known whether the wish was carried out
                assertThat(step.after().status() == DeploymentStatus.PROMOTED
                                || step.after().rollback() != null)
                        .isTrue();
            }
        }
    }

    @Property
    @Label("it says what needs attention exactly while it does, and keeps no wish once it is settled")
    void it_says_what_needs_attention_exactly_while_it_does(@ForAll(supplier = Walks.class) Walk walk) {
        for (Deployment d : walk.states()) {
            assertThat(d.attention() != null).isEqualTo(d.status() == DeploymentStatus.NEEDS_ATTENTION);
            if (d.settled()) {
                assertThat(d.rollbackWish()).isNull();
            }
            if (d.status() == DeploymentStatus.FAILED) {
                assertThat(d.failure()).isNotNull();
            }
            assertThat(d.status() == DeploymentStatus.ROLLED_BACK).isEqualTo(d.rolledBackAt() != null);
        }
    }

    @Property
    @Label("it has a history entry that agrees with it")
    void it_has_a_history_entry_that_agrees_with_it(@ForAll(supplier = Walks.class) Walk walk) {
        for (Deployment d : walk.states()) {
            HistoryEntry entry = HistoryEntry.of(d);
            assertThat(entry.id()).isEqualTo(d.id());
            assertThat(entry.status()).isEqualTo(d.status());
            assertThat(entry.statusSince()).isEqualTo(d.statusSince());
            assertThat(entry.version()).isEqualTo(d.version());
        }
    }
}
