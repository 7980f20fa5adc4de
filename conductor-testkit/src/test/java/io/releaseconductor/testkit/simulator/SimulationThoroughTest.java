package io.releaseconductor.testkit.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What takes minutes: every single fault, fixed seeds, some pairs of faults, and seeds that nobody tried yet; or a {@link Slice}. */
@Tag("thorough")
@DisplayName("In the simulator, looked at thoroughly, conductors keep the rules")
class SimulationThoroughTest {

    private static final Slice SLICE = Slice.OF_THIS_RUN;

    private final Simulation simulation = Simulation.inMemory();

    @Test
    void with_any_single_fault_at_any_call_of_any_flow() {
        Exploration all = simulation.crashPoints(SLICE.of(), SLICE.number());
        assertSound("crash points", all);
        assertThat(all.histories()).isGreaterThan(50_000 / SLICE.of());
    }

    @Test
    void where_tries_to_show_a_card_overlap() {
        assertSound("overlapping cards", SLICE.seeds(1_000, simulation::overlappingCards));
    }

    @Test
    void where_what_they_call_throws_and_hangs() {
        assertSound("mean callees", SLICE.seeds(1_000, simulation::meanCallees));
    }

    @Test
    void where_people_start_failed_runs_again() {
        assertSound("runs started again", SLICE.seeds(1_000, simulation::runsStartedAgain));
    }

    @Test
    void where_people_are_called() {
        assertSound("people called", SLICE.seeds(1_000, simulation::peopleCalled));
    }

    @Test
    void where_what_is_promoted_is_watched() {
        assertSound("watched", SLICE.seeds(1_000, simulation::watched));
    }

    @Test
    void where_many_are_shipped_and_some_are_slower_than_usual() {
        assertSound("slower than usual", SLICE.seeds(1_000, simulation::slowerThanUsual));
    }

    @Test
    void where_clocks_are_further_apart_than_they_may_be_at_least_by_saying_so() {
        assertSound("clocks apart", SLICE.seeds(1_000, simulation::clocksApart));
    }

    @Test
    void with_three_nodes_and_a_restart_at_any_call_each_alert_once_or_twice_where_its_mark_was_lost() {
        Exploration all = simulation.restarts(Flow.FAILS_AGAIN);
        assertSound("restarts of one of three nodes", all);
        assertThat(all.histories()).isGreaterThan(200);
    }

    @Test
    void in_six_thousand_random_histories() {
        assertSound("random histories", SLICE.seeds(6_000, simulation::random));
    }

    @Test
    void in_random_histories_that_nobody_tried_yet() {
        assertSound("fresh random histories", simulation.random(Slice.FRESH, Slice.FRESH_SEEDS));
    }

    /** What comes second depends on what came first, so some flows whole cost less than a little of each. */
    @Test
    void with_some_pairs_of_faults_of_some_flows() {
        int every = 273;
        int part = 11;
        Flow[] some = new Slice((int) Math.floorMod(Slice.RUN, (long) part), part)
                .from(List.of(Flow.values()))
                .toArray(Flow[]::new);
        assertSound(
                "pairs of faults", simulation.pairs(every, (int) Math.floorMod(Slice.RUN / part, (long) every), some));
    }

    private static void assertSound(String what, Exploration exploration) {
        System.out.println(what + ": " + exploration.report());
        assertThat(exploration.isSound()).as(exploration::report).isTrue();
    }
}
