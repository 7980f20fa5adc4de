package io.releaseconductor.chat;

import io.releaseconductor.check.CheckStatus;
import io.releaseconductor.check.CompletedCheck;
import io.releaseconductor.check.Verification;
import io.releaseconductor.deployment.BaselineLook;
import org.jspecify.annotations.Nullable;

/** How it was before the deployment: while its run is awaited all that was found, and then what of it is still so. */
final class CardBaseline {

    private CardBaseline() {}

    static void add(CardBuilder card, @Nullable BaselineLook look) {
        if (look == null || look.isPending()) {
            return;
        }
        Verification before = look.result();
        if (before == null) {
            card.line("No look at what was there before: " + look.missing());
            return;
        }
        card.line("Before this deployment", before.headline());
        before.results().stream()
                .filter(check -> check.status() == CheckStatus.FAIL)
                .forEach(check -> card.line(CardChecks.line(check)));
    }

    /** What goes on the line of a check of what was deployed; empty if it is as it was. */
    static String note(@Nullable BaselineLook look, CompletedCheck check) {
        return isRecovered(look, check) ? ", ill before this deployment" : note(check);
    }

    /** The same for a check after the rollback. */
    static String note(CompletedCheck check) {
        return check.alreadySo() ? ", already so before this deployment" : "";
    }

    private static boolean isRecovered(@Nullable BaselineLook look, CompletedCheck check) {
        Verification before = look == null ? null : look.result();
        boolean well = check.status() == CheckStatus.PASS || check.status() == CheckStatus.WARNING;
        return well
                && before != null
                && before.result(check.id())
                        .filter(result -> result.status() == CheckStatus.FAIL)
                        .isPresent();
    }
}
