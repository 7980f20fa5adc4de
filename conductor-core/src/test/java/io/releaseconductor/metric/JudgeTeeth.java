package io.releaseconductor.metric;

/** The proofs in their quick form, by name, for {@link DefectiveJudge}. */
public final class JudgeTeeth {

    private static final double[] RATES = {0.05, 0.12, 0.5, 0.9};

    private JudgeTeeth() {}

    public static void bets() {
        JudgeProofs.no_bet_grows_on_average(3, 3);
    }

    public static void stake() {
        JudgeProofs.the_stake_is_one();
    }

    public static void looks() {
        JudgeProofs.the_evidence_does_not_grow_on_average(RATES);
    }

    public static void late() {
        JudgeProofs.the_stake_stays_one();
    }

    public static void references() {
        JudgeProofs.evidence_against_several_references_does_not_grow_on_average(RATES);
    }

    public static void clusters() {
        JudgeProofs.clusters_do_not_make_the_evidence_grow(RATES);
    }

    public static void adding() {
        JudgeProofs.evidence_adds_up();
    }

    public static void once() {
        JudgeProofs.a_look_is_counted_once();
    }
}
