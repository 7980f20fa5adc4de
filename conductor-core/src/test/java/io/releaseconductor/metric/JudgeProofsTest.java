package io.releaseconductor.metric;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@DisplayName("As long as the claim holds, over everything that may happen,")
class JudgeProofsTest {

    private static final double[] SOME_RATES = {0.05, 0.12, 0.5, 0.9};

    @Test
    @DisplayName("no bet against a stable side grows on average")
    void bets() {
        JudgeProofs.no_bet_grows_on_average(3, 3);
    }

    @Test
    @DisplayName("no bet against a limit grows on average")
    void bets_against_a_limit() {
        JudgeProofs.no_bet_against_a_limit_grows_on_average(6);
    }

    @Test
    @DisplayName("the stake is one")
    void stake() {
        JudgeProofs.the_stake_is_one();
    }

    @Test
    @DisplayName("the evidence of several looks does not grow on average, drift and silence included")
    void looks() {
        JudgeProofs.the_evidence_does_not_grow_on_average(SOME_RATES);
    }

    @Test
    @DisplayName("and stays one, however much of it is on late harm")
    void late() {
        JudgeProofs.the_stake_stays_one();
    }

    @Test
    @DisplayName("the evidence against a limit does not grow on average")
    void limit() {
        JudgeProofs.evidence_against_a_limit_does_not_grow_on_average();
    }

    @Test
    @DisplayName("the evidence against several references does not grow on average, whichever the canary is like")
    void references() {
        JudgeProofs.evidence_against_several_references_does_not_grow_on_average(SOME_RATES);
    }

    @Test
    @DisplayName("clusters on either side do not make it grow, once φ is known")
    void clusters() {
        JudgeProofs.clusters_do_not_make_the_evidence_grow(SOME_RATES);
    }

    @Test
    @DisplayName("and still what is bad is found, and what is good passes")
    void adds_up() {
        JudgeProofs.evidence_adds_up();
    }

    @Test
    @DisplayName("a look is counted once")
    void once() {
        JudgeProofs.a_look_is_counted_once();
    }

    @Nested
    @Tag("thorough")
    @DisplayName("in all sizes,")
    class Thorough {

        private static final double[] RATES = {0, 0.001, 0.02, 0.1, 0.3, 0.6, 0.95, 1};

        @Test
        @DisplayName("no bet against a stable side grows on average")
        void bets() {
            JudgeProofs.no_bet_grows_on_average(6, 6);
        }

        @Test
        @DisplayName("the evidence of several looks does not grow on average")
        void looks() {
            JudgeProofs.the_evidence_does_not_grow_on_average(RATES);
            JudgeProofs.evidence_against_several_references_does_not_grow_on_average(RATES);
            JudgeProofs.clusters_do_not_make_the_evidence_grow(RATES);
        }
    }
}
