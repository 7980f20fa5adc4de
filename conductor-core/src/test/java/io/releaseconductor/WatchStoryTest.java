package io.releaseconductor;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.chat.Card;
import io.releaseconductor.chat.CardRenderer;
import io.releaseconductor.chat.CardText;
import io.releaseconductor.check.CheckResult;
import io.releaseconductor.deployment.Alert;
import io.releaseconductor.deployment.AlertKind;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.WatchEnd;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Watch;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What was promoted is watched:")
class WatchStoryTest {

    private final World world = new World();
    private final EnvironmentSettings staging = EnvironmentSettings.of(Environment.STAGING)
            .withLinked(null)
            .withBaselineVersion("v1")
            .withWatch(Watch.DEFAULT);
    private final Conductor conductor = world.byHandWith(staging).build();

    private Deployment promoted() {
        Deployment d = world.shipAndVerify(conductor);
        return World.done(conductor.promote(d.id(), World.ADA));
    }

    private Deployment after(Deployment d, Duration span) {
        for (long second = 0; second < span.toSeconds(); second++) {
            world.clock.tick(Duration.ofSeconds(1));
            conductor.runDue();
        }
        return world.now(d.id());
    }

    private static String card(Deployment d) {
        return CardText.render(CardRenderer.render(d));
    }

    @Test
    @DisplayName("for 15 minutes, looked at every minute, and the card changes only with what is found and at the end")
    void to_the_end() {
        AtomicInteger asked = new AtomicInteger();
        Deployment d = promoted();
        world.checks.put("api", context -> {
            asked.incrementAndGet();
            return CheckResult.pass("200 OK").withLatency(Duration.ofMillis(40 + asked.get()));
        });
        d = after(d, Duration.ofMinutes(1));
        String first = card(d);
        assertThat(first).contains("👀 Watching until 2023-11-12 00:", "all 5 checks pass");
        d = after(d, Duration.ofMinutes(13));
        assertThat(card(d)).isEqualTo(first);
        assertThat(asked).hasValue(14);
        assertThat(d.status()).isEqualTo(DeploymentStatus.PROMOTED);

        d = after(d, Duration.ofMinutes(2));
        assertThat(asked).hasValue(15);
        assertThat(d.watch().end().reason()).isEqualTo(WatchEnd.Reason.DONE);
        assertThat(card(d)).contains("👀 Watched 15min: nothing found").doesNotContain("Watching");
        assertThat(d.dueAt()).isNull();
        assertThat(world.alerts).isEmpty();
    }

    @Test
    @DisplayName("what fires is told once, with a button that rolls it back")
    void fires() {
        Deployment d = promoted();
        world.checks.put("api", context -> CheckResult.fail("503 Service Unavailable"));
        d = after(d, Duration.ofMinutes(4));

        assertThat(world.alerts).extracting(Alert::kind).containsExactly(AlertKind.WATCH_FIRED);
        Card told = CardRenderer.alert(world.alerts.get(0), d, null);
        assertThat(CardText.render(told)).contains("🔔 Fired while watched: api_down", "[Rollback to v1]");
        assertThat(card(d)).contains("🚨 While watched: api_down", "1 of 5 checks fails");
        assertThat(d.status()).isEqualTo(DeploymentStatus.PROMOTED);

        Deployment rolledBack = World.done(conductor.rollback(d.id(), World.BOB));
        assertThat(CardRenderer.alert(world.alerts.get(0), rolledBack, null).buttons())
                .isEmpty();
    }

    @Test
    @DisplayName("one check that fails once is asked again before it is told")
    void is_confirmed() {
        AtomicInteger asked = new AtomicInteger();
        Deployment d = promoted();
        world.checks.put(
                "api",
                context -> asked.incrementAndGet() % 2 == 1 ? CheckResult.fail("503") : CheckResult.pass("200 OK"));
        d = after(d, Duration.ofMinutes(16));

        assertThat(world.alerts).isEmpty();
        assertThat(card(d)).contains("👀 Watched 15min: no trigger fired, 1 of 5 checks warns");
    }

    @Test
    @DisplayName("until a newer deployment begins, and nothing is told of it any more")
    void superseded() {
        Deployment d = promoted();
        after(d, Duration.ofMinutes(2));
        Deployment newer = World.shipped(conductor.ship(World.toStaging().withVersion("v3")));
        world.checks.put("api", context -> CheckResult.fail("503 Service Unavailable"));
        d = after(d, Duration.ofMinutes(2));

        assertThat(d.watch().end().newer()).isEqualTo(newer.id());
        assertThat(card(d)).contains("👀 Watch ended: " + newer.id() + " began");
        assertThat(world.alerts).extracting(Alert::kind).doesNotContain(AlertKind.WATCH_FIRED);
    }

    @Test
    @DisplayName("after an outage in which a newer one began, it ended with that")
    void outage_and_a_newer_one() {
        Deployment d = promoted();
        after(d, Duration.ofMinutes(2));
        world.clock.tick(Duration.ofHours(2));
        Deployment newer = World.shipped(conductor.ship(World.toStaging().withVersion("v3")));
        d = after(d, Duration.ofSeconds(2));

        assertThat(d.watch().end().newer()).isEqualTo(newer.id());
        assertThat(world.alerts).isEmpty();
    }

    private final EnvironmentSettings rollingBack = staging.withWatch(Watch.DEFAULT.rollingBack());

    private Deployment promoted(Conductor by) {
        Deployment d = world.shipAndVerify(by);
        assertThat(card(d)).contains("[Promote (watched 15min, rolls back by itself)]");
        return World.done(by.promote(d.id(), World.ADA));
    }

    @Test
    @DisplayName("what fires rolls back by itself where the button said so")
    void rolls_back() {
        Conductor by = world.byHandWith(rollingBack).build();
        Deployment d = promoted(by);
        assertThat(card(d))
                .contains("👀 Watching until", "rolls back by itself")
                .contains("[Hold]");
        world.checks.put(
                "api",
                context -> "v2".equals(context.version())
                        ? CheckResult.fail("503 Service Unavailable")
                        : CheckResult.pass("200 OK"));
        d = world.runUntil(by, d.id(), DeploymentStatus.ROLLED_BACK);

        assertThat(d.rollback().decision().by().isPolicy()).isTrue();
        assertThat(d.rollback().version()).isEqualTo("v1");
        assertThat(world.alerts).extracting(Alert::kind).containsExactly(AlertKind.ROLLBACK_TRIGGERED);
        assertThat(card(d)).contains("🚨 While watched: api_down", "Rollback because: api_down while watched");
    }

    @Test
    @DisplayName("it never rolls back over a newer deployment, not even one that began and ended since it last asked")
    void never_over_a_newer_one() {
        StoreWithTroubles way = new StoreWithTroubles(world.store);
        Conductor by = world.byHandWith(rollingBack).store(way).build();
        Deployment d = promoted(by);
        world.checks.put("api", context -> CheckResult.fail("503 Service Unavailable"));
        way.beforeSave = next -> {
            if (next.status() == DeploymentStatus.ROLLING_BACK) {
                way.beforeSave = other -> {};
                Conductor another =
                        world.byHandWith(rollingBack).nodeId("other").build();
                Deployment newer = World.shipped(another.ship(World.toStaging().withVersion("v3")));
                World.done(another.cancel(newer.id(), World.BOB));
            }
        };
        for (int second = 0; second < 120; second++) {
            world.clock.tick(Duration.ofSeconds(1));
            by.runDue();
        }
        d = world.now(d.id());

        assertThat(d.status()).isEqualTo(DeploymentStatus.PROMOTED);
        assertThat(d.watch().end().reason()).isEqualTo(WatchEnd.Reason.NEWER);
        assertThat(world.alerts).isEmpty();
    }

    @Test
    @DisplayName("after an outage that was longer it was not watched to the end, and the team is told")
    void outage() {
        Deployment d = promoted();
        after(d, Duration.ofMinutes(2));
        world.clock.tick(Duration.ofHours(2));
        d = after(d, Duration.ofSeconds(2));

        assertThat(d.watch().end().reason()).isEqualTo(WatchEnd.Reason.INTERRUPTED);
        assertThat(card(d)).contains("⚠️ Not watched to the end: 13 of 15 looks are missing");
        assertThat(world.alerts).extracting(Alert::kind).containsExactly(AlertKind.NOT_VERIFIED);
    }
}
