package io.releaseconductor.chat;

import io.releaseconductor.check.CheckStatus;
import io.releaseconductor.check.CompletedCheck;
import io.releaseconductor.check.Verification;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.Settling;
import io.releaseconductor.deployment.VerificationState;
import io.releaseconductor.model.Times;
import java.net.URI;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the checks found, how far they are, and what sums them up: of what was deployed, and of its rollback. */
final class CardChecks {

    private static final Duration LONGEST_SHOWN = Duration.ofMillis(Long.MAX_VALUE);

    private static final int LONGEST_ADDRESS = 120;

    private CardChecks() {}

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
            worstFirst(first)
                    .forEach(check -> card.line(CardUsual.line(d, check)
                            + CardBaseline.note(d.baseline(), check)
                            + CardUsual.note(d, check)
                            + address(check)));
            CardMetrics.add(card, d, Objects.requireNonNull(d.verification(), "verification"));
            card.summary("Overall: " + first.headline());
        }
        if (afterwards != null) {
            card.paragraph().line("After the rollback", afterwards.headline());
            worstFirst(afterwards)
                    .forEach(check -> card.line(CardUsual.line(d, check)
                            + CardBaseline.note(check)
                            + CardUsual.note(d, check)
                            + address(check)));
            card.summary("Overall: " + afterwards.headline());
        }
    }

    private static @Nullable Verification result(@Nullable VerificationState state) {
        return state == null ? null : state.result();
    }

    /** What fails is read first; all else stays in the order of the checks. */
    private static List<CompletedCheck> worstFirst(Verification verification) {
        return verification.results().stream()
                .sorted(Comparator.comparing(check -> check.status() != CheckStatus.FAIL))
                .toList();
    }

    /** Where that was seen, of what fails. */
    private static String address(CompletedCheck check) {
        URI address = check.result().link();
        return check.status() == CheckStatus.FAIL && address != null
                ? " · " + Line.cut(address.toString(), LONGEST_ADDRESS)
                : "";
    }

    /** One line per check, as in the spec's example: {@code ✅ Frontend: 200 OK (45ms)}. */
    static String line(CompletedCheck check) {
        return line(check.status(), check);
    }

    static String line(CheckStatus shown, CompletedCheck check) {
        Duration latency = check.result().latency();
        String message = Line.of(check.result().message());
        return sign(shown) + " " + check.name()
                + (message.isEmpty() ? "" : ": " + message)
                + (latency == null ? "" : " (" + millis(latency) + "ms)");
    }

    /** A check of anyone's may claim any time. */
    private static long millis(Duration latency) {
        return latency.compareTo(LONGEST_SHOWN) > 0 ? Long.MAX_VALUE : latency.toMillis();
    }

    static String sign(CheckStatus status) {
        return switch (status) {
            case PASS -> "✅";
            case WARNING -> "⚠️";
            case FAIL -> "❌";
            case NO_DATA -> "➖";
        };
    }
}
