package io.releaseconductor.chat;

import io.releaseconductor.check.CheckStatus;
import io.releaseconductor.check.CompletedCheck;
import io.releaseconductor.check.Verification;
import java.time.Duration;

/** One line per check, as in the spec's example: {@code ✅ Frontend: 200 OK (45ms)}. */
final class CheckLines {

    private static final Duration LONGEST_SHOWN = Duration.ofMillis(Long.MAX_VALUE);

    private CheckLines() {}

    static void add(CardBuilder card, Verification verification) {
        verification.results().forEach(check -> card.line(line(check)));
    }

    static String line(CompletedCheck check) {
        Duration latency = check.result().latency();
        String message = Line.of(check.result().message());
        return sign(check.status()) + " " + check.name()
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
