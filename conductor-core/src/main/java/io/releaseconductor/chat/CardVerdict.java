package io.releaseconductor.chat;

import io.releaseconductor.check.CheckStatus;
import io.releaseconductor.check.Verification;
import io.releaseconductor.deployment.UsualLatencies;
import io.releaseconductor.deployment.VerificationState;
import org.jspecify.annotations.Nullable;

/** What the checks came to, in the few words of a first line: the worst of it. */
final class CardVerdict {

    private CardVerdict() {}

    static String words(@Nullable VerificationState state, UsualLatencies usual) {
        Verification result = state == null ? null : state.result();
        int all = result == null ? 0 : result.results().size();
        String metrics = CardMetrics.fired(state);
        if (metrics != null) {
            return metrics;
        }
        if (result == null || all == 0) {
            return "no checks";
        }
        int failed = result.count(CheckStatus.FAIL);
        if (failed > 0) {
            return counted(failed, all) + (failed == 1 ? " fails" : " fail");
        }
        String worse = CardMetrics.worseThanBefore(state);
        if (worse != null) {
            return worse;
        }
        int blind = result.count(CheckStatus.NO_DATA);
        if (blind > 0) {
            return counted(blind, all) + (blind == 1 ? " has no data" : " have no data");
        }
        int warned = result.count(CheckStatus.WARNING);
        if (warned > 0) {
            return counted(warned, all) + (warned == 1 ? " warns" : " warn");
        }
        int slow = usual.warnings(result);
        String undecided = CardMetrics.undecided(state);
        return switch (all) {
                    case 1 -> "the check passes";
                    case 2 -> "both checks pass";
                    default -> "all " + all + " checks pass";
                }
                + (slow == 0 ? "" : ", " + slow + " far slower than usual")
                + (undecided == null ? "" : ", " + undecided);
    }

    private static String counted(int some, int all) {
        return some + " of " + all + (all == 1 ? " check" : " checks");
    }
}
