package io.releaseconductor.redis;

import static io.releaseconductor.redis.Steps.LEASE;
import static io.releaseconductor.redis.Steps.after;
import static io.releaseconductor.redis.Steps.at;
import static io.releaseconductor.redis.Steps.created;
import static io.releaseconductor.redis.Steps.operation;
import static io.releaseconductor.redis.Steps.saved;
import static io.releaseconductor.redis.Steps.touched;
import static io.releaseconductor.testkit.Deployments.aDeployment;
import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.redis.server.Servers;
import io.releaseconductor.spi.Claim;
import io.releaseconductor.spi.SaveResult;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A node that pauses longer than its lease")
class PausedNodeTest {

    private final RedisOptions options = RedisOptions.at(Servers.alone().url())
            .withKeyPrefix(UUID.randomUUID().toString());
    private final RedisStateStore paused = RedisStateStore.open(options);
    private final RedisStateStore other = RedisStateStore.open(options);
    private final Deployment d = created(paused, aDeployment().initiated());
    private final Claim stale = paused.claimDue(after(0), LEASE, 1).get(0);

    @AfterEach
    void close() {
        paused.close();
        other.close();
    }

    @Test
    @DisplayName("is replaced by another within one lease")
    void is_replaced() {
        assertThat(other.claimDue(after(29), LEASE, 1)).isEmpty();
        assertThat(other.claimDue(after(30), LEASE, 1))
                .extracting(Claim::deployment)
                .containsExactly(d);
    }

    @Test
    @DisplayName("overwrites nothing when it wakes, renews nothing and gives nothing back")
    void overwrites_nothing() {
        Claim current = other.claimDue(after(30), LEASE, 1).get(0);
        Deployment byOther = touched(d);
        assertThat(other.compareAndSet(byOther, 1, current.token(), operation()))
                .isEqualTo(new SaveResult.Saved(byOther));

        assertThat(paused.compareAndSet(touched(d), 1, stale.token(), operation()))
                .isEqualTo(new SaveResult.ClaimLost());
        assertThat(paused.renew(stale.token(), after(31), LEASE)).isFalse();
        paused.release(stale.token());
        assertThat(other.find(d.id())).contains(byOther);
        assertThat(other.renew(current.token(), after(32), LEASE)).isTrue();
    }

    @Test
    @DisplayName("overwrites nothing when only a person wrote meanwhile")
    void overwrites_no_person() {
        Deployment byPerson = saved(other, at(d, DeploymentStatus.CANCELLED));

        assertThat(paused.compareAndSet(touched(d), 1, stale.token(), operation()))
                .isEqualTo(new SaveResult.Conflict(byPerson));
        assertThat(other.holder(d.environment())).isEmpty();
    }

    @Test
    @DisplayName("is not replaced early because a third one's clock is ahead")
    void is_not_replaced_early() {
        Deployment longerDue = created(
                other, aDeployment().to(Steps.environment(1)).at(after(-5)).initiated());
        assertThat(other.claimDue(after(40), LEASE, 1))
                .extracting(Claim::deployment)
                .containsExactly(longerDue);

        assertThat(other.claimDue(after(20), LEASE, 10)).isEmpty();
        assertThat(paused.renew(stale.token(), after(20), LEASE)).isTrue();
        assertThat(other.claimDue(after(49), LEASE, 10)).isEmpty();
        assertThat(other.claimDue(after(50), LEASE, 10))
                .extracting(Claim::deployment)
                .containsExactly(d);
    }
}
