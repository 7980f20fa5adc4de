package io.releaseconductor.memory;

import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.spi.ClaimToken;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A deployment and what the store knows about it besides. Guarded by the store's lock. */
final class Row {

    Deployment deployment;
    final String createdBy;
    final RecentWrites writes = new RecentWrites();
    private @Nullable ClaimToken token;
    private @Nullable Instant leasedUntil;

    Row(Deployment deployment, String createdBy) {
        this.deployment = deployment;
        this.createdBy = createdBy;
    }

    void claim(ClaimToken newToken, Instant until) {
        token = newToken;
        leasedUntil = until;
    }

    void release() {
        token = null;
        leasedUntil = null;
    }

    boolean isClaimedUnder(ClaimToken candidate) {
        return candidate.equals(token);
    }

    @Nullable
    Instant leasedUntil() {
        return leasedUntil;
    }

    boolean isLeased(Instant now) {
        return leasedUntil != null && now.isBefore(leasedUntil);
    }
}
