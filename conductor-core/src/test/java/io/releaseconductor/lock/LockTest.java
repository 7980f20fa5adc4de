package io.releaseconductor.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.releaseconductor.model.Actor;
import io.releaseconductor.model.Environment;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayName("A lock")
@DisplayNameGeneration(ReplaceUnderscores.class)
class LockTest {

    private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");

    private static final Instant TWO = NOON.plus(Duration.ofHours(2));

    private static final Actor ADA = Actor.person("1", "Ada", Set.of("ops")).withChat("discord");

    private static Lock lock(@Nullable Environment environment) {
        return new Lock(environment, ADA, "load\ntest", NOON, TWO, null);
    }

    @Test
    void binds_others_until_it_ends_and_a_stop_its_owner_too() {
        Actor bob = Actor.person("2", "Bob");
        Lock lock = lock(Environment.STAGING);

        assertThat(lock.binds(bob, NOON)).isTrue();
        assertThat(lock.binds(null, NOON)).isTrue();
        assertThat(lock.binds(Actor.POLICY, TWO.minusMillis(1))).isTrue();
        assertThat(lock.binds(bob, TWO)).isFalse();
        assertThat(lock.binds(bob, NOON.minusSeconds(5)))
                .as("of a clock that is behind")
                .isTrue();
        assertThat(lock.binds(ADA, NOON)).isFalse();
        assertThat(lock.binds(Actor.person("1", "Ada"), NOON))
                .as("through a chat that is not known")
                .isFalse();
        assertThat(lock.binds(ADA.withChat("slack"), NOON))
                .as("through another chat")
                .isTrue();
        assertThat(lock(null).binds(ADA, NOON)).isTrue();
    }

    @Test
    void says_who_until_when_and_why_in_one_line() {
        assertThat(lock(Environment.STAGING).words())
                .isEqualTo("staging is locked by Ada until 2026-11-30 14:00:00 UTC: load test");
        assertThat(lock(null).words())
                .isEqualTo("Everything is stopped by Ada until 2026-11-30 14:00:00 UTC: load test");
    }

    @Test
    void keeps_no_groups_and_nothing_finer_than_milliseconds() {
        Lock lock = new Lock(null, ADA, "", NOON.plusNanos(1_500_000), TWO, null);

        assertThat(lock.owner().groups()).isEmpty();
        assertThat(lock.owner().isSameAs(ADA)).isTrue();
        assertThat(lock.since()).isEqualTo(NOON.plusMillis(1));
    }

    @Test
    void is_a_persons_ends_after_it_begins_and_has_a_short_reason() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Lock(null, Actor.POLICY, "", NOON, TWO, null))
                .withMessage("lock: owner \"policy\" is not allowed; allowed: a person");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Lock(null, ADA, "", TWO, NOON, null))
                .withMessageContaining("allowed: an end that is not before its beginning");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Lock(null, ADA, "x".repeat(201), NOON, TWO, null))
                .withMessage("lock: reason has 201 characters; allowed: at most 200");
    }

    @Test
    void is_another_environments_nowhere() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EnvironmentState.unlocked(Environment.PROD).locked(lock(Environment.STAGING)))
                .withMessage("environment state of prod: its lock is that of staging; allowed: its own");
    }

    @Test
    void that_is_hardly_longer_than_ten_minutes_is_not_said_to_end_soon() {
        Lock brief = new Lock(Environment.STAGING, ADA, "", NOON, NOON.plus(Duration.ofMinutes(15)), null);
        EnvironmentState told =
                EnvironmentState.unlocked(Environment.STAGING).locked(brief).told(LockNews.LOCKED);

        assertThat(told.dueAt()).isEqualTo(brief.until());
        assertThat(told.notice(brief.until()).kind()).isEqualTo(LockNews.ENDED);
    }

    @Test
    void that_has_ended_is_told_to_have_ended_whatever_was_told_before() {
        EnvironmentState state = EnvironmentState.unlocked(Environment.STAGING).locked(lock(Environment.STAGING));

        assertThat(state.notice(TWO).kind()).isEqualTo(LockNews.ENDED);
        assertThat(state.notice(NOON).kind()).isEqualTo(LockNews.LOCKED);
        assertThat(state.leftAloneUntil(TWO).notice(NOON)).isNull();
        assertThat(state.told(LockNews.LOCKED).notice(TWO.minusSeconds(600)).kind())
                .isEqualTo(LockNews.ENDS_SOON);
    }
}
