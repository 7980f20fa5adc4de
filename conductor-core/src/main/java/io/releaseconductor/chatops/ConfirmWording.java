package io.releaseconductor.chatops;

import io.releaseconductor.ShipRequest;
import io.releaseconductor.chat.ButtonId;
import io.releaseconductor.chat.CardRenderer;
import io.releaseconductor.chat.PlainLine;
import io.releaseconductor.chat.Question;
import io.releaseconductor.check.CheckStatus;
import io.releaseconductor.check.Verification;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.HistoryEntry;
import io.releaseconductor.deployment.VerificationState;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Times;
import io.releaseconductor.policy.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What people read before they confirm: what will be done, and what is ill. */
final class ConfirmWording {

    static final String ANOTHER_SHIP = "That code confirms something else, or things have changed since you were asked."
            + " Nothing was shipped; ask again without it.";

    private static final int MOST = 8;
    private static final int LONGEST = 200;
    private static final String LAST =
            "Confirm within " + Times.format(Confirmation.LIMIT) + ". Unless you do, nothing happens.";

    private ConfirmWording() {}

    static List<String> press(Deployment d, ButtonId button, boolean inProduction) {
        List<String> lines = new ArrayList<>();
        lines.add("❓ " + label(d, button) + ": " + d.id() + (d.version() == null ? "" : ", " + d.version()));
        Environment linked = d.request().linked();
        if (button.question() == Question.LINKED && linked != null) {
            lines.add("That ships it to " + linked.title() + ".");
        } else {
            lines.add("That is in " + d.environment().title() + (inProduction ? ", which is production." : ".")
                    + (linked == null ? "" : " Once it is promoted, it is shipped to " + linked.title() + "."));
            found(d.currentProgress().verification(), lines);
        }
        lines.add(LAST);
        return lines;
    }

    private static String label(Deployment d, ButtonId button) {
        return CardRenderer.render(d).buttons().stream()
                .filter(shown -> shown.id().equals(button))
                .map(shown -> shown.label())
                .findFirst()
                .orElse(button.question().wireName());
    }

    private static void found(@Nullable VerificationState state, List<String> lines) {
        Verification found = state == null ? null : state.result();
        if (state == null || found == null) {
            lines.add("The checks are still running.");
            return;
        }
        List<String> ill = ill(found, state.verdict());
        ill.stream().limit(MOST).map(line -> PlainLine.cut(line, LONGEST)).forEach(lines::add);
        if (ill.size() > MOST) {
            lines.add("… and " + (ill.size() - MOST) + " more, see Details.");
        }
        lines.add(found.headline() + ".");
    }

    private static List<String> ill(Verification found, @Nullable Verdict verdict) {
        List<String> ill = new ArrayList<>();
        found.results().stream()
                .filter(check -> check.status() != CheckStatus.PASS)
                .forEach(check -> ill.add(check.status().wireName().replace('_', ' ') + ": " + check.name() + ", "
                        + check.result().message()));
        if (verdict != null) {
            verdict.fired().forEach(rule -> ill.add("wants a rollback: " + rule.describe()));
            verdict.notMet().forEach(rule -> ill.add("not met: " + rule.describe()));
        }
        return ill;
    }

    static List<String> ship(ShipRequest request, @Nullable HistoryEntry live) {
        String what = request.version() != null
                ? request.version()
                : request.ref() != null ? "the head of " + request.ref() : "the workflow's default branch";
        String from = request.version() != null && request.ref() != null ? " by the workflow of " + request.ref() : "";
        return List.of(
                "❓ Ship " + what + " to " + request.environment().title() + ", "
                        + request.strategy().wireName() + from + "?",
                request.environment().title() + " is production. "
                        + (live == null
                                ? "Nothing is known to have been promoted there."
                                : "What was promoted there last: "
                                        + Objects.requireNonNullElse(
                                                live.version(), live.id().value())
                                        + ", by "
                                        + (live.decidedBy() == null
                                                ? "nobody known"
                                                : live.decidedBy().name())
                                        + "."),
                LAST);
    }

    static String changed(Deployment d) {
        List<String> lines = new ArrayList<>();
        found(d.currentProgress().verification(), lines);
        return "Things have changed since you were asked, so nothing was done. Now: " + String.join("; ", lines)
                + " Look at the card, and ask again.";
    }

    static String noCode(String code) {
        return "confirm: \"" + PlainLine.cut(code, 40)
                + "\" is not allowed; allowed: the code that you were told when you were asked to confirm";
    }

    static String byTyping(String code) {
        return "To confirm, give the same command again with " + Command.CONFIRM + ":" + code;
    }
}
