package io.releaseconductor.chat;

import io.releaseconductor.check.CompletedCheck;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.UsualLatency;
import java.time.Duration;
import java.util.Optional;

/** What a check usually takes: on the card where it took far longer, in the details wherever it is known. */
final class CardUsual {

    private CardUsual() {}

    /** What goes on the line of a check on the card; empty if it is about as fast as ever. */
    static String note(Deployment d, CompletedCheck check) {
        Duration latency = check.result().latency();
        return words(latency == null ? Optional.empty() : usual(d, check).filter(u -> u.isFarExceededBy(latency)));
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
