package io.releaseconductor.chat;

import io.releaseconductor.check.Verification;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.Settling;
import io.releaseconductor.deployment.Times;
import io.releaseconductor.deployment.VerificationState;
import org.jspecify.annotations.Nullable;

/** The results of the checks, and what sums them up: of what was deployed, and of its rollback. */
final class VerificationLines {

    private VerificationLines() {}

    static String progress(VerificationState state) {
        return state.total() == 0
                ? "starting the checks"
                : state.done() + " of " + state.total() + " " + (state.total() == 1 ? "check" : "checks") + " done";
    }

    /** While an application starts, silence is no outage: what is waited for, and until when. */
    static void addSettling(CardBuilder card, @Nullable VerificationState state) {
        Settling settling = state == null ? null : state.settling();
        if (settling != null) {
            card.line(String.join(", ", settling.checks())
                    + (settling.checks().size() == 1 ? " does" : " do")
                    + " not answer yet: asked again until " + Times.format(settling.until())
                    + ", since the application may still be starting");
        }
    }

    /** With two verifications each gets a heading, and the later one is summed up. */
    static void add(CardBuilder card, Deployment d) {
        Verification first = result(d.verification());
        Verification afterwards = result(d.rollbackVerification());
        if (first != null) {
            card.paragraph();
            if (afterwards != null) {
                card.line("Before the rollback", first.headline());
            }
            CheckLines.add(card, first);
            card.summary("Overall: " + first.headline());
        }
        if (afterwards != null) {
            card.paragraph().line("After the rollback", afterwards.headline());
            CheckLines.add(card, afterwards);
            card.summary("Overall: " + afterwards.headline());
        }
    }

    private static @Nullable Verification result(@Nullable VerificationState state) {
        return state == null ? null : state.result();
    }
}
