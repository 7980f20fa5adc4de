package io.releaseconductor.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.releaseconductor.model.Actor;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Phase;
import io.releaseconductor.model.Reach;
import io.releaseconductor.model.Rollout;
import io.releaseconductor.model.Strategy;
import io.releaseconductor.model.Times;
import io.releaseconductor.policy.Verdict;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The values of a deployment:")
class ValuesTest {

    private static final DeployId ID = new DeployId("ship-staging-1699747200");

    @Nested
    @DisplayName("a deploy id")
    class OfDeployId {

        @Test
        void prints_and_sorts_as_its_value() {
            assertThat(ID).hasToString("ship-staging-1699747200");
            assertThat(ID.next()).isGreaterThan(ID);
            assertThat(ID).isEqualByComparingTo(new DeployId("ship-staging-1699747200"));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "ship-staging",
                    "ship-staging-",
                    "ship--1699747200",
                    "ship-Staging-1699747200",
                    "ship-staging-01",
                    "ship-staging-1699747200 ",
                    "ship-staging-1699747200\n",
                    "ship-staging-1234567890123",
                    "shop-staging-1699747200",
                    "ship-a/b-1699747200",
                    "ship-staging--1699747200",
                    "ship-abcdefghijklmnopqrstuvwxyzabcdefg-1"
                })
        void of_another_form_is_refused(String text) {
            assertThat(DeployId.parse(text)).isEmpty();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new DeployId(text))
                    .withMessage("deploy id: \"" + text + "\" is not allowed; allowed: ship-{env}-{epoch seconds}");
        }
    }

    @Nested
    @DisplayName("an environment")
    class OfEnvironment {

        @ParameterizedTest
        @ValueSource(strings = {"a", "prod", "eu-west-2", "x1", "abcdefghijklmnopqrstuvwxyzabcdef"})
        void has_a_name_of_small_letters_digits_and_inner_hyphens(String name) {
            assertThat(Environment.isValid(name)).isTrue();
            assertThat(new Environment(name)).hasToString(name);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    " ",
                    "Prod",
                    "1a",
                    "-a",
                    "a-",
                    "a--b",
                    "a_b",
                    "a b",
                    "é",
                    "prod\n",
                    "abcdefghijklmnopqrstuvwxyzabcdefg"
                })
        void has_no_other_name(String name) {
            assertThat(Environment.isValid(name)).isFalse();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Environment(name))
                    .withMessage("environment: \"" + name + "\" is not allowed; allowed: " + Environment.ALLOWED);
        }

        @Test
        void has_a_title_and_a_suffix_for_variables() {
            assertThat(Environment.STAGING.title()).isEqualTo("Staging");
            assertThat(new Environment("eu-west").title()).isEqualTo("Eu-west");
            assertThat(new Environment("eu-west").variableSuffix()).isEqualTo("EU_WEST");
            assertThat(Environment.PROD.variableSuffix()).isEqualTo("PROD");
        }

        @Test
        void sorts_by_name() {
            assertThat(Environment.PROD).isLessThan(Environment.STAGING);
        }
    }

    @Nested
    @DisplayName("an actor")
    class OfActor {

        @Test
        void is_a_person_or_the_policy() {
            assertThat(Samples.ADA.isPolicy()).isFalse();
            assertThat(Actor.POLICY.isPolicy()).isTrue();
            assertThat(Samples.ADA).hasToString("Ada");
            assertThat(Samples.ADA.groups()).isEmpty();
            assertThat(Actor.person("1", "Ada", Set.of("dev")).groups()).containsExactly("dev");
        }

        @Test
        void that_is_a_person_never_has_the_policys_id() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Actor.person("policy", "Mallory"))
                    .withMessage("actor: the id \"policy\" is reserved for automation");
        }

        @ParameterizedTest
        @CsvSource({"' ', Ada", "1, ' '", "'', Ada", "1, ''"})
        void has_an_id_and_a_name(String id, String name) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Actor.person(id, name))
                    .withMessage("actor: id \"" + id + "\" and name \"" + name
                            + "\" are not allowed; allowed: any text, not blank");
        }

        @Test
        void keeps_its_groups_whatever_becomes_of_the_callers_set() {
            Set<String> groups = new HashSet<>(Set.of("dev"));
            Actor actor = Actor.person("1", "Ada", groups);
            groups.add("ops");

            assertThat(actor.groups()).containsExactly("dev");
        }

        @Test
        void may_have_a_chat_which_is_part_of_who_they_are() {
            Actor ada = Actor.person("1", "Ada", Set.of("dev"));

            assertThat(ada.chat()).isNull();
            assertThat(ada.withChat("discord")).isEqualTo(new Actor("1", "Ada", Set.of("dev"), "discord"));
            assertThat(ada.withChat("discord")).isNotEqualTo(ada.withChat("slack"));
            assertThat(ada.withChat("discord")).hasToString("Ada");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ada.withChat(" "))
                    .withMessage("actor 1: chat \" \" is not allowed; allowed: any text, not blank, or none");
        }

        @ParameterizedTest(name = "{0} of {1} and {2} of {3}")
        @CsvSource({
            "1, discord, 1, discord, true, false",
            "1, discord, 2, discord, false, true",
            "1, discord, 1, slack, false, false",
            "1, discord, 2, slack, false, false",
            "1, , 1, discord, true, false",
            "1, , 2, discord, false, false",
            "1, , 1, , true, false",
            "1, , 2, , false, true"
        })
        void is_the_same_or_another_as_far_as_ids_and_chats_tell(
                String id, String chat, String otherId, String otherChat, boolean same, boolean certainlyAnother) {
            Actor one = new Actor(id, "One", Set.of("dev"), chat);
            Actor other = new Actor(otherId, "Other", Set.of(), otherChat);

            assertThat(one.isSameAs(other)).isEqualTo(other.isSameAs(one)).isEqualTo(same);
            assertThat(one.isCertainlyAnotherThan(other))
                    .isEqualTo(other.isCertainlyAnotherThan(one))
                    .isEqualTo(certainlyAnother);
        }
    }

    @Nested
    @DisplayName("an intent")
    class OfIntent {

        private DispatchIntent intent(Phase phase, int attempt, RollbackMethod method, Instant validUntil) {
            return new DispatchIntent(
                    ID,
                    Attempt.of(phase, attempt),
                    Environment.STAGING,
                    Strategy.FULL,
                    Rollout.FULL,
                    phase == Phase.ROLL_BACK ? null : Reach.ALL,
                    phase != Phase.ROLL_BACK,
                    null,
                    null,
                    method,
                    Samples.START,
                    validUntil,
                    null);
        }

        @Test
        void has_a_correlation_key_of_its_own() {
            assertThat(intent(Phase.DEPLOY, 1, null, Samples.START).correlationKey())
                    .isEqualTo("ship-staging-1699747200/deploy/1");
            assertThat(intent(Phase.PROMOTE, 2, null, Samples.START).correlationKey())
                    .isEqualTo("ship-staging-1699747200/promote/2");
            assertThat(intent(Phase.ROLL_BACK, 3, RollbackMethod.REDEPLOY, Samples.START)
                            .correlationKey())
                    .isEqualTo("ship-staging-1699747200/rollback/3");
        }

        @Test
        void has_a_method_if_and_only_if_it_rolls_back() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> intent(Phase.ROLL_BACK, 1, null, Samples.START))
                    .withMessage("intent: phase ROLL_BACK does not go with method null");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> intent(Phase.DEPLOY, 1, RollbackMethod.REDEPLOY, Samples.START))
                    .withMessage("intent: phase DEPLOY does not go with method REDEPLOY");
        }

        @Test
        void counts_attempts_from_one_and_looks_ahead() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> intent(Phase.DEPLOY, 0, null, Samples.START))
                    .withMessage("attempt: number is 0; allowed: 1 or more");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> intent(Phase.DEPLOY, 1, null, Samples.START.minusMillis(1)))
                    .withMessage(
                            "intent: validUntil 2023-11-11T23:59:59.999Z is before intendedAt 2023-11-12T00:00:00Z");
        }
    }

    @Nested
    @DisplayName("a workflow run")
    class OfRun {

        private final WorkflowRun queued = WorkflowRun.queued("7", URI.create("https://ci.example.com/7"));

        @Test
        void that_was_just_accepted_is_queued_and_has_not_begun() {
            assertThat(queued.status()).isEqualTo(RunStatus.QUEUED);
            assertThat(queued.runAttempt()).isEqualTo(1);
            assertThat(queued.started()).isFalse();
            assertThat(queued.isCompleted()).isFalse();
            assertThat(queued.succeeded()).isFalse();
        }

        @Test
        void that_works_has_begun_and_stays_begun() {
            assertThat(queued.at(RunStatus.WAITING).started()).isFalse();
            assertThat(queued.at(RunStatus.UNKNOWN).started()).isFalse();
            WorkflowRun working = queued.at(RunStatus.IN_PROGRESS);
            assertThat(working.started()).isTrue();
            assertThat(working.at(RunStatus.QUEUED).started()).isTrue();
            assertThat(working.completed(RunConclusion.CANCELLED).started()).isTrue();
            assertThat(queued.completed(RunConclusion.CANCELLED).started()).isFalse();
        }

        @Test
        void succeeded_only_if_it_says_so() {
            for (RunConclusion conclusion : RunConclusion.values()) {
                WorkflowRun completed = queued.completed(conclusion);
                assertThat(completed.isCompleted()).isTrue();
                assertThat(completed.succeeded()).isEqualTo(conclusion == RunConclusion.SUCCESS);
            }
        }

        @Test
        void keeps_the_rest_when_one_thing_changes() {
            WorkflowRun run = queued.withVersion("v2").withDetail("step 3");

            assertThat(run)
                    .isEqualTo(new WorkflowRun("7", queued.url(), RunStatus.QUEUED, null, 1, false, "v2", "step 3"));
            assertThat(run.at(RunStatus.WAITING).version()).isEqualTo("v2");
            assertThat(run.completed(RunConclusion.FAILURE).detail()).isEqualTo("step 3");
            assertThat(run.withVersion(null).detail()).isEqualTo("step 3");
            assertThat(run.withDetail(null).version()).isEqualTo("v2");
        }

        @Test
        void has_an_id_and_an_attempt_and_a_conclusion_exactly_at_its_end() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> WorkflowRun.queued(" ", null))
                    .withMessage("workflow run: the id is blank");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new WorkflowRun("7", null, RunStatus.QUEUED, null, 0, false, null, null))
                    .withMessage("workflow run 7: runAttempt is 0; allowed: 1 or more");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> queued.at(RunStatus.COMPLETED))
                    .withMessageContaining("status COMPLETED does not go with conclusion null");
            assertThatIllegalArgumentException()
                    .isThrownBy(() ->
                            new WorkflowRun("7", null, RunStatus.QUEUED, RunConclusion.SUCCESS, 1, false, null, null))
                    .withMessageContaining("status QUEUED does not go with conclusion SUCCESS");
        }
    }

    @Nested
    @DisplayName("times for people")
    class OfTimes {

        @Test
        void name_the_second_and_the_zone() {
            assertThat(Times.format(Instant.parse("2023-11-12T00:05:00.987Z"))).isEqualTo("2023-11-12 00:05:00 UTC");
        }

        @ParameterizedTest
        @CsvSource({
            "-5000, 0s",
            "-1, 0s",
            "0, 0s",
            "1, 1ms",
            "850, 850ms",
            "999, 999ms",
            "1000, 1s",
            "1999, 1s",
            "59999, 59s",
            "60000, 1min",
            "61000, 1min 1s",
            "600000, 10min",
            "3599000, 59min 59s",
            "3600000, 1h",
            "3659000, 1h",
            "5400000, 1h 30min",
            "90000000, 25h"
        })
        void have_their_largest_fitting_units(long millis, String text) {
            assertThat(Times.format(Duration.ofMillis(millis))).isEqualTo(text);
        }

        @ParameterizedTest
        @CsvSource({"0, 2", "1, 2", "2, 4", "3, 8", "7, 128", "8, 256", "9, 300", "1000, 300"})
        void between_tries_double_up_to_five_minutes(int failures, long seconds) {
            assertThat(Backoff.after(failures)).isEqualTo(Duration.ofSeconds(seconds));
        }

        @Test
        void of_a_decision_come_with_a_name() {
            assertThat(new Decision(Samples.ADA, Samples.START).describe()).isEqualTo("Ada at 2023-11-12 00:00:00 UTC");
        }
    }

    @Nested
    @DisplayName("a request")
    class OfRequest {

        private DeployRequest request(String ref, String version, Environment linked) {
            return DeployRequest.builder(Environment.STAGING, Strategy.FULL, Rollout.FULL, Samples.ADA, Samples.START)
                    .ref(ref)
                    .version(version)
                    .linked(linked)
                    .build();
        }

        @Test
        void has_a_ref_and_a_version_of_some_length_or_none() {
            String longest = "x".repeat(255);
            assertThat(request(longest, longest, null).ref()).isEqualTo(longest);
            assertThat(request(null, null, null).version()).isNull();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> request(" ", null, null))
                    .withMessage("ref: \" \" is not allowed; allowed: 1 to 255 characters");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> request(null, longest + "x", null))
                    .withMessageStartingWith("version: \"xxx");
        }

        @Test
        void is_linked_to_another_environment_or_none() {
            assertThat(request(null, null, Environment.PROD).linked()).isEqualTo(Environment.PROD);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> request(null, null, Environment.STAGING))
                    .withMessage("linked: \"staging\" is not allowed; allowed: another environment");
        }
    }

    @Nested
    @DisplayName("names on the wire")
    class OfNames {

        @ParameterizedTest
        @EnumSource(DeploymentStatus.class)
        void of_statuses_read_back(DeploymentStatus status) {
            assertThat(DeploymentStatus.parse(status.wireName())).contains(status);
            assertThat(DeploymentStatus.parse(status.name())).isEmpty();
        }

        @ParameterizedTest
        @EnumSource(Action.class)
        void of_actions_read_back(Action action) {
            assertThat(Action.parse(action.wireName())).contains(action);
            assertThat(Action.parse(action.name())).isEmpty();
        }

        @ParameterizedTest
        @EnumSource(Strategy.class)
        void of_strategies_read_back(Strategy strategy) {
            assertThat(Strategy.parse(strategy.wireName())).contains(strategy);
            assertThat(Strategy.parse(strategy.name())).isEmpty();
        }

        @ParameterizedTest
        @EnumSource(Rollout.class)
        void of_rollouts_read_back(Rollout rollout) {
            assertThat(Rollout.parse(rollout.wireName())).contains(rollout);
            assertThat(Rollout.parse(rollout.name())).isEmpty();
        }

        @Test
        void are_the_specs() {
            assertThat(DeploymentStatus.ROLLED_BACK.wireName()).isEqualTo("rolled_back");
            assertThat(DeploymentStatus.ROLLED_BACK.words()).isEqualTo("rolled back");
            assertThat(Rollout.BLUE_GREEN.wireName()).isEqualTo("blue-green");
            assertThat(RollbackMethod.REMOVE_CANARY.wireName()).isEqualTo("remove-canary");
            assertThat(Strategy.CANARY.wireName()).isEqualTo("canary");
            assertThat(Strategy.CANARY.title()).isEqualTo("Canary");
            assertThat(Phase.ROLL_BACK.wireName()).isEqualTo("rollback");
            assertThat(Phase.ROLL_BACK.title()).isEqualTo("Rollback");
            assertThat(Action.ROLLBACK.wireName()).isEqualTo("rollback");
            assertThat(AlertKind.ROLLBACK_TRIGGERED.wireName()).isEqualTo("rollback_triggered");
        }

        @Test
        void of_the_settled_statuses_are_five() {
            assertThat(DeploymentStatus.values())
                    .filteredOn(DeploymentStatus::settled)
                    .containsExactly(
                            DeploymentStatus.PROMOTED,
                            DeploymentStatus.ROLLED_BACK,
                            DeploymentStatus.FAILED,
                            DeploymentStatus.CANCELLED,
                            DeploymentStatus.EXPIRED);
        }
    }

    @Nested
    @DisplayName("what belongs together")
    class OfPairs {

        @Test
        void is_a_linked_deployment_and_that_it_was_shipped() {
            Decision wanted = new Decision(Samples.ADA, Samples.START);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new LinkedShip(
                            Environment.PROD, wanted, LinkedShip.State.SHIPPED, null, null, Samples.START))
                    .withMessage("linked: state SHIPPED does not go with deployment null");
            assertThatIllegalArgumentException()
                    .isThrownBy(() ->
                            new LinkedShip(Environment.PROD, wanted, LinkedShip.State.WANTED, ID, null, Samples.START))
                    .withMessageContaining("does not go with deployment ship-staging-1699747200");
        }

        @Test
        void are_results_and_their_verdict() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new VerificationState(Samples.START, 0, 0, null, Verdict.NONE))
                    .withMessage("verification: results and verdict go together");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new VerificationState(Samples.START, 0, 0, Samples.allPass(Samples.START), null));
        }

        @Test
        void are_a_phase_and_attempts_from_one() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new PhaseProgress(
                            Attempt.of(Phase.DEPLOY, 0), Samples.START, new Stage.Ready(Samples.START, null)))
                    .withMessage("attempt: number is 0; allowed: 1 or more");
        }

        @Test
        void is_what_must_be_there() {
            assertThatNullPointerException().isThrownBy(() -> new Decision(null, Samples.START));
            assertThatNullPointerException().isThrownBy(() -> new Decision(Samples.ADA, null));
            assertThatNullPointerException().isThrownBy(() -> new DispatchOutcome.Started(null));
            assertThatNullPointerException().isThrownBy(() -> new DispatchOutcome.NotSent("no", null));
            assertThatNullPointerException().isThrownBy(() -> new DispatchOutcome.Rejected(null));
            assertThatNullPointerException().isThrownBy(() -> new LocateOutcome.Found(null));
            assertThatNullPointerException().isThrownBy(() -> new StatusOutcome.Seen(null, null));
            assertThatNullPointerException().isThrownBy(() -> new StatusOutcome.Gone(null));
            assertThatNullPointerException().isThrownBy(() -> new CancelOutcome.Unavailable("no", null));
            assertThatNullPointerException().isThrownBy(() -> new DeliveryOutcome.Shown(null));
            assertThatNullPointerException().isThrownBy(() -> new LinkedOutcome.Shipped(null));
            assertThatNullPointerException().isThrownBy(() -> new DeploymentEvent.Woken(null));
            assertThatNullPointerException().isThrownBy(() -> new LifecycleResult.Moved(null));
            assertThatNullPointerException().isThrownBy(() -> new LifecycleResult.Refused(null));
            assertThatNullPointerException().isThrownBy(() -> new RunCandidate("run-1", null, null, Samples.START));
        }

        @Test
        void is_kept_whatever_becomes_of_the_callers_list() {
            List<RunCandidate> candidates = new ArrayList<>();
            LocateOutcome.NotFound notFound = new LocateOutcome.NotFound(candidates);
            Attention attention = new Attention(Phase.DEPLOY, "unclear", Samples.START, candidates, 0);
            candidates.add(new RunCandidate("run-1", null, "Deploy", Samples.START));

            assertThat(notFound.candidates()).isEmpty();
            assertThat(attention.candidates()).isEmpty();
        }
    }
}
