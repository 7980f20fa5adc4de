package io.releaseconductor.testkit.simulator;

import static io.releaseconductor.testkit.Deployments.aDeployment;
import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.deployment.AdmissionRules;
import io.releaseconductor.deployment.Alert;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DispatchIntent;
import io.releaseconductor.deployment.Stage;
import io.releaseconductor.memory.InMemoryStateStore;
import io.releaseconductor.testkit.DeploymentFixture;
import io.releaseconductor.window.DeploymentWindows;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("The simulator's rules judge")
class RulesTest {

    private static final DeploymentFixture SHIPPED = aDeployment().destination(null);

    private final Records records = new Records();
    private final Map<String, Integer> alertsSent = new HashMap<>();
    private long now;
    private final Ci ci = new Ci(() -> now, new RandomWeather(1).fortune(), false, CiGuard.NONE, 40_000);
    private final Rules rules = new Rules(
            ci,
            new Chat(),
            records,
            new Traffic(),
            alertsSent,
            new HashMap<>(),
            environment -> DeploymentWindows.ALWAYS_OPEN,
            environment -> AdmissionRules.NONE,
            new InMemoryStateStore());

    private Records.Entry becomes(Deployment next) {
        Records.Entry record = records.find(next.id());
        if (record == null) {
            return records.created(next);
        }
        records.written(record, next);
        return record;
    }

    @Nested
    @DisplayName("a run that starts after a person stated that nothing was started")
    class AfterNothingStarted {

        private final DispatchIntent intent =
                ((Stage.Sending) SHIPPED.sending().deployPhase().stage()).intent();

        @BeforeEach
        void stated() {
            becomes(SHIPPED.initiated());
            becomes(SHIPPED.sending());
            becomes(SHIPPED.cancelled());
        }

        /** By its sender's clock, which is behind by so much. */
        private void startsAfter(Duration sinceIntended, Duration behind) {
            now = Moments.of(intent.intendedAt().plus(sinceIntended));
            rules.runStarted(ci.start(intent, Moments.at(now).minus(behind)));
        }

        @Test
        void as_the_gap_that_no_client_can_close_where_its_request_was_held_beyond_all_time_that_it_had() {
            startsAfter(Duration.ofSeconds(68), Duration.ZERO);

            assertThat(rules.violations()).isEmpty();
            assertThat(rules.gaps())
                    .containsExactly(
                            "rule 2: run 1001 of " + intent.correlationKey() + " was started after it was cancelled");
        }

        @Test
        void as_a_broken_rule_where_its_request_was_held_no_longer_than_it_may() {
            startsAfter(Duration.ofSeconds(60), Duration.ZERO);

            assertThat(rules.gaps()).isEmpty();
            assertThat(rules.violations())
                    .containsExactly(
                            "rule 2: run 1001 of " + intent.correlationKey() + " was started after it was cancelled");
        }

        @Test
        void as_a_broken_rule_where_it_was_held_no_longer_by_the_clock_of_its_sender() {
            startsAfter(Duration.ofSeconds(68), Duration.ofSeconds(8));

            assertThat(rules.gaps()).isEmpty();
            assertThat(rules.violations()).hasSize(1);
        }
    }

    @Nested
    @DisplayName("an alert that was sent twice though nothing went wrong")
    class SentTwice {

        private final Deployment told = SHIPPED.failed();
        private final Alert alert = told.alerts().get(0);
        private final Deployment untold = told.toBuilder()
                .alerts(List.of(new Alert(alert.id(), alert.kind(), alert.message(), alert.raisedAt(), null, 0, null)))
                .build();

        private void sent() {
            alertsSent.merge(alert.id(), 1, Integer::sum);
        }

        @Test
        void as_a_broken_rule() {
            becomes(SHIPPED.deploying());
            becomes(untold);
            sent();
            sent();
            rules.end(becomes(told), true);

            assertThat(rules.violations())
                    .containsExactly("rule 7: alert " + alert.id() + " was sent 2 times though nothing went wrong");
        }

        @Test
        void as_sound_where_the_node_stopped_that_had_sent_it_and_could_not_save_that() {
            becomes(SHIPPED.deploying());
            becomes(untold);
            sent();
            rules.stopped();
            sent();
            rules.end(becomes(told), true);

            assertThat(rules.violations()).isEmpty();
        }

        @Test
        void as_a_broken_rule_where_a_node_stopped_that_had_not_sent_it_yet_or_had_saved_that() {
            becomes(SHIPPED.deploying());
            becomes(untold);
            rules.stopped();
            sent();
            becomes(told);
            rules.stopped();
            sent();
            rules.end(becomes(told), true);

            assertThat(rules.violations())
                    .containsExactly("rule 7: alert " + alert.id() + " was sent 2 times though nothing went wrong");
        }
    }
}
