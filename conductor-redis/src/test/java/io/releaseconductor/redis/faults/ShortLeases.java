package io.releaseconductor.redis.faults;

import io.releaseconductor.spi.Claim;
import io.releaseconductor.spi.ClaimToken;
import io.releaseconductor.spi.StateStore;
import io.releaseconductor.testkit.DelegatingStateStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The store with leases a tenth as long, so that a killed node's work is taken over within seconds. The engine renews as seldom as
 * ever, so steps that take longer lose their claim besides: one fault more.
 */
final class ShortLeases extends DelegatingStateStore {

    private static final int SHORTER = 10;

    ShortLeases(StateStore store) {
        super(store);
    }

    @Override
    public List<Claim> claimDue(Instant now, Duration lease, int limit) {
        return super.claimDue(now, lease.dividedBy(SHORTER), limit);
    }

    @Override
    public boolean renew(ClaimToken token, Instant now, Duration lease) {
        return super.renew(token, now, lease.dividedBy(SHORTER));
    }
}
