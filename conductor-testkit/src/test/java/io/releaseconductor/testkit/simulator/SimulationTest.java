package io.releaseconductor.testkit.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What takes seconds; {@link SimulationThoroughTest} goes on from here. */
@DisplayName("In the simulator, conductors keep the rules")
class SimulationTest {

    private final Simulation simulation = Simulation.inMemory();

    @Test
    void with_any_single_fault_at_any_call_of_a_flow() {
        Exploration all = simulation.crashPoints(Flow.PROMOTE);
        System.out.println("crash points: " + all.report());
        assertThat(all.isSound()).as(all::report).isTrue();
        assertThat(all.histories()).isGreaterThan(200);
    }

    @Test
    void in_random_histories() {
        Exploration all = simulation.random(1, 200);
        System.out.println("random histories: " + all.report());
        assertThat(all.isSound()).as(all::report).isTrue();
    }

    @Test
    void where_tries_to_show_a_card_overlap() {
        Exploration all = simulation.overlappingCards(1, 50);
        System.out.println("overlapping cards: " + all.report());
        assertThat(all.isSound()).as(all::report).isTrue();
    }

    @Test
    void where_what_they_call_throws_and_hangs() {
        Exploration all = simulation.meanCallees(1, 50);
        System.out.println("mean callees: " + all.report());
        assertThat(all.isSound()).as(all::report).isTrue();
    }

    @Test
    void where_people_start_failed_runs_again() {
        Exploration all = simulation.runsStartedAgain(1, 50);
        System.out.println("runs started again: " + all.report());
        assertThat(all.isSound()).as(all::report).isTrue();
    }

    @Test
    void where_people_are_called() {
        Exploration all = simulation.peopleCalled(1, 50);
        System.out.println("people called: " + all.report());
        assertThat(all.isSound()).as(all::report).isTrue();
    }

    @Test
    void where_many_are_shipped_and_some_are_slower_than_usual() {
        Exploration all = simulation.slowerThanUsual(1, 50);
        System.out.println("slower than usual: " + all.report());
        assertThat(all.isSound()).as(all::report).isTrue();
    }

    @Test
    void where_what_is_promoted_is_watched() {
        Exploration all = simulation.watched(1, 50);
        System.out.println("watched: " + all.report());
        assertThat(all.isSound()).as(all::report).isTrue();
    }

    @Test
    void where_people_are_called_with_any_single_fault_at_any_call() {
        Exploration all = simulation.crashPoints(Flow.CALLED);
        System.out.println("crash points of calls: " + all.report());
        assertThat(all.isSound()).as(all::report).isTrue();
    }

    @Test
    void where_clocks_are_further_apart_than_they_may_be_at_least_by_saying_so() {
        Exploration all = simulation.clocksApart(1, 50);
        System.out.println("clocks apart: " + all.report());
        assertThat(all.isSound()).as(all::report).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void along_every_flow_whose_end_is_reached(Flow flow) {
        History history = simulation.replay(flow.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        assertThat(history.isSound()).as(history::report).isTrue();
        assertThat(history.timeline()).contains(expected(flow));
    }

    private static String expected(Flow flow) {
        return switch (flow) {
            case PROMOTE,
                    CANARY,
                    BRANCH_MOVES,
                    AMBIGUOUS,
                    AMBIGUOUS_WITHOUT_KEY,
                    HICCUP,
                    SLOW_START,
                    STARTED_AGAIN,
                    THREE_WAVES,
                    OPEN_GATES,
                    BAKED,
                    COUNTED,
                    TWO_APPROVERS,
                    VOIDED,
                    ACCEPTED,
                    PROMOTE_FULLY,
                    APPROVER_LOSES_ROLE,
                    LIFTED,
                    WINDOW_OPENS,
                    LOCKED_BETWEEN_SHIP_AND_SEND -> "Deployment Promoted";
            case WAVE_FAILS,
                    ILL_IN_BAKE,
                    WORSE,
                    WORSE_THAN_BEFORE,
                    ROLLBACK,
                    ILL_BEFORE,
                    AUTO_ROLLBACK,
                    LATE_ROLLBACK,
                    DEPLOY_FAILS,
                    HELD,
                    ILL_WHILE_IDLE,
                    FAILS_AGAIN,
                    CHANGE_LOG,
                    LEFT_TO_A_PERSON,
                    STOPPED,
                    WATCH_ROLLS_BACK,
                    SWITCHED_BACK -> "Deployment Rolled Back";
            case CANCEL, LOCKED_FOR_TOO_LONG, ORDER_ENFORCED, OVERRIDDEN, WATCH_SUPERSEDED -> "Deployment Cancelled";
            case LINKED, SOAK -> "ship-prod";
            case CALLED -> "Deployment Expired";
        };
    }

    @Test
    void and_tell_that_an_environment_fails_too_often_when_it_does() {
        String timeline = simulation.replay("fails-again").timeline();
        assertThat(timeline.lines().filter(line -> line.contains(":verification_failures:")))
                .as("with the wave that makes it a rate, and with the one that fails")
                .hasSize(2)
                .allMatch(line -> line.contains("alerts.send") && line.contains("ship-staging-"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"random/1", "random/7", "linked/40-after-crash", "canary/33-before-pause"})
    void and_the_same_name_gives_the_same_timeline_byte_for_byte(String name) {
        History once = simulation.replay(name);
        assertThat(simulation.replay(name)).isEqualTo(once);
        assertThat(once.timeline()).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // a card whose answer was lost counted as not shown, so that an old one stood for the new one
                "promote/17-before-late",
                // a message that was deleted got the card back from the one that showed it
                "random/567",
                // the news that a message was deleted dropped the one that had taken its place
                "random/807",
                // a person was asked when the request could still have its effect by the clock of the node that had
                // sent it
                "random/342931",
                // a listener was told twice of what two turns of a node created at the same instant
                "random/655968",
                // a write that was repeated counted as one over what others had written since
                "clocks-apart/1989",
            })
    void in_histories_that_were_not_sound_once(String name) {
        History history = simulation.replay(name);
        assertThat(history.isSound()).as(history::report).isTrue();
    }

    @Test
    void and_what_happened_before_is_told_line_by_line() {
        History history = simulation.replay("promote/21-after-crash");
        assertThat(history.report())
                .contains("history promote/21-after-crash is sound")
                .contains("workflows.dispatch     ship-staging-1699747200/deploy/1 CRASH after the effect")
                .contains("-Dsimulation.history=promote/21-after-crash");
    }

    @Test
    void and_names_that_are_none_are_refused() {
        for (String name : List.of("promote/17", "nothing", "promote/x-after-crash")) {
            assertThatIllegalArgumentException().isThrownBy(() -> simulation.replay(name));
        }
    }
}
