package io.releaseconductor.spi;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.lock.EnvironmentState;
import io.releaseconductor.lock.Lock;
import io.releaseconductor.lock.LockNews;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.Environment;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What stands in for a state that cannot be read")
class UnreadableStatesTest {

    private static final Instant UNTIL = Instant.parse("2023-11-12T00:05:00Z");
    private static final Environment STAGING = Environment.STAGING;
    private final RuntimeException why = new IllegalStateException("it is damaged");

    private final UnreadableStates unreadable = new UnreadableStates();

    private static UnreadableStates.Beside beside(String owner, String chat) {
        return new UnreadableStates.Beside(STAGING, 7, true, UNTIL, owner, chat);
    }

    @Test
    @DisplayName("binds whom the lock binds, for as long")
    void binds_as_the_lock_does() {
        EnvironmentState state = unreadable.standIn(beside("1001", "discord"), why);
        Lock lock = Objects.requireNonNull(state.lock());
        Actor owner = Actor.person("1001", "Ada");

        assertThat(state.revision()).isEqualTo(7);
        assertThat(lock.binds(owner, Instant.EPOCH)).isFalse();
        assertThat(lock.binds(owner.withChat("slack"), Instant.EPOCH)).isTrue();
        assertThat(lock.binds(null, UNTIL.minusMillis(1))).isTrue();
        assertThat(lock.binds(null, UNTIL)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "policy"})
    @DisplayName("binds everybody where the owner is not known, and is somebody's")
    void of_nobody(String owner) {
        Lock lock = Objects.requireNonNull(
                unreadable.standIn(beside(owner, ""), why).lock());

        assertThat(lock.words()).startsWith("staging is locked by somebody until 2023-11-12");
        assertThat(lock.binds(Actor.POLICY, Instant.EPOCH)).isTrue();
    }

    @Test
    @DisplayName("does not end by itself where its end is not known")
    void without_an_end() {
        UnreadableStates.Beside beside = new UnreadableStates.Beside(null, 1, true, null, "1001", null);
        Lock lock = Objects.requireNonNull(unreadable.standIn(beside, why).lock());

        assertThat(lock.isStop()).isTrue();
        assertThat(lock.isInForce(UNTIL.plusSeconds(1_000_000_000))).isTrue();
    }

    @Test
    @DisplayName("has no lock where there is none")
    void without_a_lock() {
        assertThat(unreadable.standIn(new UnreadableStates.Beside(STAGING, 3, false, null, "", ""), why))
                .isEqualTo(new EnvironmentState(STAGING, 3, null, LockNews.LOCKED, null));
    }

    @Test
    @DisplayName("is asked for where a record and what stands beside it differ in revision, lock, end or owner")
    void fits() {
        Lock lock = new Lock(STAGING, Actor.person("1001", "Ada"), "", UNTIL.minusSeconds(60), UNTIL, null);
        EnvironmentState state = new EnvironmentState(STAGING, 7, lock, LockNews.LOCKED, null);

        assertThat(beside("1001", "").fits(state)).isTrue();
        assertThat(beside("1002", "").fits(state)).isFalse();
        assertThat(new UnreadableStates.Beside(STAGING, 8, true, UNTIL, "1001", "").fits(state))
                .isFalse();
        assertThat(new UnreadableStates.Beside(STAGING, 7, false, null, "", "").fits(state))
                .isFalse();
        assertThat(new UnreadableStates.Beside(STAGING, 7, true, UNTIL.plusMillis(1), "1001", "").fits(state))
                .isFalse();
    }
}
