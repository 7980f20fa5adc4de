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
    void stopped_by_a_workflow_that_refuses_what_another_attempt_has_overtaken_but_only_where_there_is_one() {
        assertThat(history("retry", "overtaken").gaps()).isEmpty();
        assertThat(history("cancel", "overtaken").gaps()).hasSize(1);
    }

    @Test
    void stopped_by_a_workflow_that_refuses_what_comes_too_late_besides() {
        assertThat(history("retry", "overtaken-or-late").gaps()).isEmpty();
        assertThat(history("cancel", "overtaken-or-late").gaps()).isEmpty();
    }
}
