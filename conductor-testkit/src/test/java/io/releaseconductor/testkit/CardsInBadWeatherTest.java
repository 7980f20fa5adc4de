package io.releaseconductor.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.Conductor;
import io.releaseconductor.ConductorBuilder;
import io.releaseconductor.EnvironmentSettings;
import io.releaseconductor.ShipRequest;
import io.releaseconductor.ShipResult;
import io.releaseconductor.chat.Card;
import io.releaseconductor.chat.CardRenderer;
import io.releaseconductor.check.CheckCatalog;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.memory.InMemoryStateStore;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Watch;
import io.releaseconductor.spi.Authorizer;
import io.releaseconductor.spi.StateStore;
import io.releaseconductor.testkit.WeatheredChat.Weather;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A hundred deployments in one channel, each promoted or rolled back, in virtual time. */
@DisplayName("Of a hundred cards a hundred are right in the end,")
class CardsInBadWeatherTest {

    private static final int MANY = 100;
    private static final Actor ADA = Actor.person("1", "Ada");
    private static final Duration OUTAGE_BEGINS = Duration.ofSeconds(3);
    private static final Duration OUTAGE = Duration.ofMinutes(30);
    private static final List<String> TABLE = new ArrayList<>();

    private final ManualClock clock = new ManualClock();
    private final Instant start = clock.instant();
    private final StateStore store = new InMemoryStateStore();
    private final List<DeployId> ids = new ArrayList<>();

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void in_all_weathers(Weather weather) {
        Instant outFrom = start.plus(OUTAGE_BEGINS);
        Instant outUntil = outFrom.plus(OUTAGE);
        WeatheredChat chat = new WeatheredChat(weather, clock, outFrom, outUntil);
        try (Conductor conductor = conductor(chat)) {
            for (int i = 0; i < MANY; i++) {
                ShipRequest request =
                        ShipRequest.to(environment(i), ADA).withVersion("v2").withDestination("releases");
                ids.add(((ShipResult.Shipped) conductor.ship(request))
                        .deployment()
                        .id());
            }
            Instant changed = settleAll(conductor, chat);
            Instant from = weather == Weather.OUT && changed.isBefore(outUntil) ? outUntil : changed;
            Instant wrong = awaitRest(conductor, chat);
            Duration after = wrong.isBefore(from)
                    ? Duration.ZERO
                    : Duration.between(from, wrong).plusSeconds(1);

            TABLE.add("| %s | %d of %d | %d s | %d |"
                    .formatted(weather.words(), right(chat), MANY, after.toSeconds(), chat.calls()));
            assertThat(right(chat)).isEqualTo(MANY);
            assertThat(chat.messages()).hasSize(MANY);
            assertThat(after).isLessThan(Duration.ofMinutes(15));
        }
    }

    @AfterAll
    static void tell() {
        System.out.println(
                "cards in bad weather\n| weather | right | the last one after | calls |\n" + String.join("\n", TABLE));
    }

    private Conductor conductor(WeatheredChat chat) {
        ConductorBuilder builder = Conductor.builder()
                .workflows(new FakeWorkflows(clock).completeByThemselves())
                .chat(chat)
                .alerts(new RecordingAlerts())
                .authorizer(Authorizer.allowAll())
                .checks(CheckCatalog.of(
                        FakeCheck.passing("frontend"), FakeCheck.passing("api"), FakeCheck.passing("auth")))
                .store(store)
                .clock(clock);
        for (int i = 0; i < MANY; i++) {
            builder.environment(EnvironmentSettings.of(environment(i))
                    .withBaselineVersion("v1")
                    .withWatch(Watch.OFF));
        }
        return builder.build();
    }

    private static Environment environment(int number) {
        return new Environment("e" + number);
    }

    private Deployment now(DeployId id) {
        return store.find(id).orElseThrow();
    }

    private void second(Conductor conductor, WeatheredChat chat) {
        chat.pass();
        conductor.runDue();
        clock.advance(Duration.ofSeconds(1));
    }

    /** Returns when the last of them was settled. */
    private Instant settleAll(Conductor conductor, WeatheredChat chat) {
        for (int seconds = 0; seconds < 3600; seconds++) {
            second(conductor, chat);
            boolean all = true;
            for (int i = 0; i < MANY; i++) {
                Deployment d = now(ids.get(i));
                all = all && d.settled();
                if (d.status() == DeploymentStatus.VERIFIED && i % 2 == 0) {
                    conductor.promote(d.id(), ADA);
                } else if (d.status() == DeploymentStatus.VERIFIED) {
                    conductor.rollback(d.id(), ADA);
                }
            }
            if (all) {
                return clock.instant();
            }
        }
        throw new AssertionError("after an hour not all are settled");
    }

    /** Returns when a card was wrong last. */
    private Instant awaitRest(Conductor conductor, WeatheredChat chat) {
        Instant wrong = Instant.MIN;
        for (int seconds = 0; seconds < 4 * 3600; seconds++) {
            second(conductor, chat);
            if (right(chat) < MANY) {
                wrong = clock.instant();
            }
            if (ids.stream().allMatch(id -> now(id).dueAt() == null)) {
                chat.pass();
                return wrong;
            }
        }
        throw new AssertionError("after four hours not all are at rest, and " + right(chat) + " cards are right");
    }

    private int right(WeatheredChat chat) {
        Map<String, Card> shown = chat.messages();
        return (int) ids.stream()
                .map(this::now)
                .filter(d -> d.card().reference() != null
                        && CardRenderer.render(d)
                                .equals(shown.get(
                                        Objects.requireNonNull(d.card().reference()))))
                .count();
    }
}
