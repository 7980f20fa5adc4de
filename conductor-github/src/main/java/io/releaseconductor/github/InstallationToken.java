package io.releaseconductor.github;

import io.releaseconductor.config.Secret;
import java.time.Duration;
import java.time.Instant;

/**
 * A token of an installation.
 *
 * @param token the token
 * @param madeAt when it was handed out, by the conductor's clock
 * @param endsAt when it ends, by the conductor's clock
 */
record InstallationToken(Secret token, Instant madeAt, Instant endsAt) {

    private static final Duration RENEW_BEFORE_END = Duration.ofMinutes(5);

    /** Well before the end, so that a failed renewal can be tried again while the token still works. */
    Instant renewAt() {
        Duration quarter = Duration.between(madeAt, endsAt).dividedBy(4);
        return endsAt.minus(quarter.compareTo(RENEW_BEFORE_END) < 0 ? quarter : RENEW_BEFORE_END);
    }

    boolean endsAfter(Instant time) {
        return endsAt.isAfter(time);
    }

    String header() {
        return "Bearer " + token.reveal();
    }
}
