package io.releaseconductor.testkit.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A sender that is frozen past its intent, until a person has answered for it, is")
class FrozenSenderTest {

    private static History history(String answer, String guard) {
        History history = Simulation.inMemory().replay("frozen-sender/" + answer + "/" + guard);
        assertThat(history.isSound()).as(history::report).isTrue();
        assertThat(history.timeline()).contains("alerts.send            ship-staging-1699747200:stray_run:1 -> none");
        return history;
    }

    @Test
    void reported_by_itself_where_a_person_tried_again() {
        assertThat(history("retry", "none").gaps())
                .singleElement()
                .asString()
                .startsWith("rule 1: 2 runs of the deploy phase");
    }

    @Test
    void reported_by_itself_where_a_person_said_that_nothing_was_started() {
        assertThat(history("cancel", "none").gaps())
                .singleElement()
                .asString()
                .endsWith("was started after it was cancelled");
    }

    @Test
    void not_stopped_by_a_workflow_that_only_refuses_a_second_run_with_the_same_key_since_its_key_is_the_first() {
        assertThat(history("retry", "same-key").gaps()).hasSize(1);
        assertThat(history("cancel", "same-key").gaps()).hasSize(1);
    }

    @Test
    void stopped_by_a_workflow_that_refuses_what_comes_too_late_besides() {
        assertThat(history("retry", "same-key-or-late").gaps()).isEmpty();
        assertThat(history("cancel", "same-key-or-late").gaps()).isEmpty();
    }
}
