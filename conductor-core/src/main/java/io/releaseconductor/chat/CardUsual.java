package io.releaseconductor.chat;

import io.releaseconductor.check.CheckStatus;
import io.releaseconductor.check.CompletedCheck;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.UsualLatency;
import java.util.Optional;

/** What a check usually takes: on the card where it took far longer, in the details wherever it is known. */
final class CardUsual {

    private CardUsual() {}

    /** The line of a check, of which one that passed and took far longer is a warning. */
    static String line(Deployment d, CompletedCheck check) {
        return CardChecks.line(d.request().usual().warnsOf(check) ? CheckStatus.WARNING : check.status(), check);
    }

    /** What goes on that line on the card; empty if it is about as fast as ever. */
    static String note(Deployment d, CompletedCheck check) {
        return d.request().usual().isFarExceededBy(check) ? words(usual(d, check)) : "";
    }

    /** What goes on its line in the details; empty if it is not known. */
    static String detail(Deployment d, CompletedCheck check) {
        return words(check.result().latency() == null ? Optional.empty() : usual(d, check));
    }

    private static Optional<UsualLatency> usual(Deployment d, CompletedCheck check) {
        return d.request().usual().of(check.id());
    }

    private static String words(Optional<UsualLatency> usual) {
        return usual.map(known -> "; " + known.describe()).orElse("");
    }
}
