package io.releaseconductor.github;

import io.releaseconductor.config.Secret;
import java.time.Instant;

/**
 * A token of an installation.
 *
 * @param token the token
 * @param madeAt when it was handed out, by the conductor's clock
 * @param endsAt when it ends, by the conductor's clock
 */
record InstallationToken(Secret token, Instant madeAt, Instant endsAt) {

    boolean endsAfter(Instant time) {
        return endsAt.isAfter(time);
    }

    String header() {
        return "Bearer " + token.reveal();
    }
}
