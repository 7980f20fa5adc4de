package io.releaseconductor;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.chatops.ChatOps;
import io.releaseconductor.chatops.ChatOpsOptions;
import io.releaseconductor.chatops.Reception;
import io.releaseconductor.chatops.Reply;
import io.releaseconductor.chatops.ReplyText;
import io.releaseconductor.chatops.TypedCommand;
import io.releaseconductor.check.CheckResult;
import io.releaseconductor.deployment.AnEntry;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.HistoryEntry;
import io.releaseconductor.engine.ListedHistory;
import io.releaseconductor.model.Environment;
import io.releaseconductor.policy.ReleasePolicy;
import io.releaseconductor.spi.ChatChannel;
import io.releaseconductor.stats.Period;
import io.releaseconductor.stats.Share;
import io.releaseconductor.stats.Trust;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("/ship-trust")
class ShipTrustTest {

    private static final Duration HALF_A_DAY = Duration.ofHours(12);
    private static final ReleasePolicy SHADOW =
            ReleasePolicy.DEFAULT.withAutoPromote(false).withAutoRollback(false);
    private static final ReleasePolicy AUTOMATED =
            ReleasePolicy.DEFAULT.withAutoPromote(true).withAutoRollback(true);

    /** What the checks find. */
    private enum Found {
        WELL,
        API_DOWN,
        SLOW
    }

    /** What somebody does with it. */
    private enum Deed {
        PROMOTES,
        ROLLS_BACK,
        ROLLS_BACK_LATER,
        NOTHING,
        LEAVES_IT_TO_THE_POLICY
    }

    /** How it is counted, by hand. */
    private enum Column {
        PROMOTED_BY_BOTH,
        ROLLED_BACK_BY_BOTH,
        PEOPLE_PROMOTED,
        PEOPLE_ROLLED_BACK,
        LEFT_TO_PEOPLE,
        AUTOMATED,
        UNDECIDED
    }

    private final World world = new World();

    private Conductor conductor(ReleasePolicy policy) {
        return world.byHandWith(EnvironmentSettings.of(Environment.PROD)
                        .withBaselineVersion("v1")
                        .withPolicy(policy))
                .build();
    }

    private static Column byHand(Found found, Deed deed) {
        return switch (deed) {
            case NOTHING -> Column.UNDECIDED;
            case LEAVES_IT_TO_THE_POLICY -> found == Found.SLOW ? Column.UNDECIDED : Column.AUTOMATED;
            case PROMOTES ->
                switch (found) {
                    case WELL -> Column.PROMOTED_BY_BOTH;
                    case API_DOWN -> Column.PEOPLE_PROMOTED;
                    case SLOW -> Column.LEFT_TO_PEOPLE;
                };
            case ROLLS_BACK, ROLLS_BACK_LATER ->
                switch (found) {
                    case WELL -> Column.PEOPLE_ROLLED_BACK;
                    case API_DOWN -> deed == Deed.ROLLS_BACK ? Column.ROLLED_BACK_BY_BOTH : Column.PEOPLE_PROMOTED;
                    case SLOW -> Column.LEFT_TO_PEOPLE;
                };
        };
    }

    private void ship(Found found, Deed deed) {
        world.onceDeployed(
                "api",
                found == Found.API_DOWN
                        ? CheckResult.fail("500")
                        : CheckResult.pass("200 OK").withLatency(Duration.ofMillis(45)));
        world.onceDeployed(
                "frontend", CheckResult.pass("200 OK").withLatency(Duration.ofMillis(found == Found.SLOW ? 900 : 45)));
        Conductor conductor = conductor(deed == Deed.LEAVES_IT_TO_THE_POLICY ? AUTOMATED : SHADOW);
        Deployment d = World.shipped(conductor.ship(ShipRequest.to(Environment.PROD, World.ADA)
                .withVersion("v" + world.clock.instant().getEpochSecond())));
        if (deed == Deed.LEAVES_IT_TO_THE_POLICY) {
            world.runUntil(conductor, d.id(), Deployment::settled);
            return;
        }
        world.runUntil(conductor, d.id(), DeploymentStatus.VERIFIED);
        world.clock.tick(Duration.ofMinutes(2));
        world.checks.clear();
        switch (deed) {
            case PROMOTES -> World.done(conductor.promote(d.id(), World.BOB));
            case ROLLS_BACK -> World.done(conductor.rollback(d.id(), World.BOB, "it is slow"));
            case ROLLS_BACK_LATER -> {
                World.done(conductor.promote(d.id(), World.BOB));
                world.clock.tick(Duration.ofHours(2));
                World.done(conductor.rollback(d.id(), World.ADA, "orders are missing"));
            }
            case NOTHING, LEAVES_IT_TO_THE_POLICY -> world.clock.tick(Duration.ofHours(2));
        }
        world.runUntil(conductor, d.id(), Deployment::settled);
    }

    private Trust trust(Period period) {
        return conductor(SHADOW).trust(Environment.PROD, period);
    }

    private static <E> E any(E[] of, Random random) {
        return of[random.nextInt(of.length)];
    }

    @ParameterizedTest(name = "in month {0}")
    @ValueSource(longs = {1, 2, 3})
    @DisplayName(
            "comes to what a count by hand comes to, of a month in which people decide, nobody does, and sometimes the policy")
    void a_month(long seed) {
        Random random = new Random(seed);
        Map<Column, Long> counted = new EnumMap<>(Column.class);
        Instant from = world.clock.instant();
        for (int half = 0; half < 60; half++) {
            Instant next = from.plus(HALF_A_DAY.multipliedBy(half));
            world.clock.tick(Duration.between(world.clock.instant(), next));
            Found found = random.nextInt(3) == 0 ? any(Found.values(), random) : Found.WELL;
            Deed deed = random.nextInt(2) == 0 ? any(Deed.values(), random) : Deed.PROMOTES;
            ship(found, deed);
            counted.merge(byHand(found, deed), 1L, Long::sum);
        }
        Trust trust = trust(new Period(from, world.clock.instant().plusSeconds(1)));

        long promoted = counted.getOrDefault(Column.PROMOTED_BY_BOTH, 0L);
        long rolledBack = counted.getOrDefault(Column.ROLLED_BACK_BY_BOTH, 0L);
        long otherwise = counted.getOrDefault(Column.PEOPLE_ROLLED_BACK, 0L);
        long accepted = counted.getOrDefault(Column.PEOPLE_PROMOTED, 0L);
        assertThat(trust.promotions()).isEqualTo(new Share(promoted, promoted + otherwise));
        assertThat(trust.rollbacks()).isEqualTo(new Share(rolledBack, rolledBack + accepted));
        assertThat(trust.agreement())
                .isEqualTo(new Share(promoted + rolledBack, promoted + rolledBack + otherwise + accepted));
        assertThat(trust.leftToPeople()).isEqualTo(counted.getOrDefault(Column.LEFT_TO_PEOPLE, 0L));
        assertThat(trust.automated()).isEqualTo(counted.getOrDefault(Column.AUTOMATED, 0L));
        assertThat(trust.undecided()).isEqualTo(counted.getOrDefault(Column.UNDECIDED, 0L));
        assertThat(trust.unknown()).isZero();
        assertThat(trust.differed()).hasSize((int) (otherwise + accepted));
        assertThat(counted.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(60);
    }

    private Reply.Told told(Conductor conductor, String line) {
        ChatOps ops = ChatOps.of(conductor, ChatChannel.NONE, ChatOpsOptions.DEFAULT.withClock(world.clock));
        Reception asked = ops.ask(TypedCommand.parse("/ship-trust " + line, World.ADA, null, world.clock.instant())
                .orElseThrow());
        return (Reply.Told) ((Reception.Accepted) asked).carryOut();
    }

    @Test
    @DisplayName("says how often people agreed, where they did not, and what would have happened")
    void in_words() {
        ship(Found.WELL, Deed.PROMOTES);
        ship(Found.WELL, Deed.PROMOTES);
        ship(Found.WELL, Deed.ROLLS_BACK_LATER);
        ship(Found.API_DOWN, Deed.ROLLS_BACK);
        ship(Found.API_DOWN, Deed.PROMOTES);
        ship(Found.SLOW, Deed.PROMOTES);
        ship(Found.WELL, Deed.NOTHING);
        ship(Found.WELL, Deed.LEAVES_IT_TO_THE_POLICY);

        assertThat(ReplyText.render(told(conductor(SHADOW), "env:prod days:7"))).isEqualTo("""
                🤝 Trust in the policy of Prod, the last 7 days

                People decided as the policy would have: 3 of 5 (60 %)
                Would have been promoted: 3, of which people promoted 2
                Would have been rolled back: 2, of which people rolled back 1
                Not counted: 1 that the policy would have left to people, 1 that it decided by itself, 1 that nobody decided

                People decided otherwise:
                • ship-prod-1699754892 (v1699754892): promoted by Bob at 2023-11-12 02:10:14 UTC; the policy would have rolled it back at 2023-11-12 02:08:14 UTC (api_down)
                • ship-prod-1699747444 (v1699747444): rolled back by Ada at 2023-11-12 02:06:06 UTC because: orders are missing; the policy would have promoted it at 2023-11-12 00:04:06 UTC (all criteria met)

                Counted is what people decided and the policy would have decided as well.""");
    }

    @Test
    @DisplayName("has a line for each environment where none is named, and no data where there is nothing")
    void of_all() {
        assertThat(told(world.byHand().build(), "").card().lines())
                .containsExactly("Prod: no data", "Staging: no data");
        assertThat(told(world.byHand().build(), "env:prod").card().lines())
                .containsExactly(
                        "People decided as the policy would have: no data",
                        "Would have been promoted: 0, of which people promoted 0",
                        "Would have been rolled back: 0, of which people rolled back 0");
    }

    @Test
    @DisplayName("knows of entries of older versions that nothing is known of them")
    void older() {
        List<HistoryEntry> entries = new ArrayList<>();
        entries.add(AnEntry.in(Environment.PROD, world.clock.instant().minus(HALF_A_DAY))
                .promoted(Duration.ofHours(1))
                .older());
        Collections.reverse(entries);
        Conductor conductor =
                world.byHand().store(new ListedHistory(entries).store()).build();

        assertThat(told(conductor, "env:prod").card().lines()).contains("Not counted: 1 of which nothing is recorded");
    }
}
