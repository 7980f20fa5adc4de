package io.releaseconductor.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.releaseconductor.EnvironmentSettings;
import io.releaseconductor.ShipRequest;
import io.releaseconductor.ShipResult;
import io.releaseconductor.chat.CardRenderer;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.examples.fakediscord.FakeDiscord;
import io.releaseconductor.examples.fakediscord.FakeMessage;
import io.releaseconductor.examples.fakediscord.Outage;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.testkit.FakeCheck;
import io.releaseconductor.testkit.RecordingAlerts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.dv8tion.jda.api.utils.data.DataObject;
import org.awaitility.core.ConditionEvaluationListener;
import org.awaitility.core.EvaluatedCondition;
import org.awaitility.core.TimeoutEvent;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Deployments in one channel, each promoted or rolled back, over JDA and sockets. The conductor's time passes twenty times as fast as
 * the machine's, and Discord's limits are as much shorter.
 */
@DisplayName("On Discord, all cards are right in the end")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class BadWeatherTest {

    private static final int TIMES = 20;
    private static final int MANY = 100;
    private static final Duration HANGS = Duration.ofMinutes(4);
    private static final Actor ADA = Actor.person("1", "Ada");
    private static final List<String> TABLE = new CopyOnWriteArrayList<>();

    @ParameterizedTest(name = "in {0} weather")
    @EnumSource
    void a_few(Weather weather) {
        try (Channel channel = new Channel(weather, 10)) {
            channel.ship();
            channel.sitOut(3);
            channel.until(() -> channel.isDecided() && channel.stale.isEmpty());
            channel.tell();
        }
    }

    @Tag("thorough")
    @Test
    @DisplayName("of a hundred in each weather, which does not end before all is at rest")
    void a_hundred() throws Exception {
        ExecutorService executor = Executors.newCachedThreadPool();
        try {
            List<Future<?>> all = new ArrayList<>();
            for (Weather weather : Weather.values()) {
                all.add(executor.submit(() -> goThrough(weather)));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            executor.shutdownNow();
        }
    }

    private static void goThrough(Weather weather) {
        try (Channel channel = new Channel(weather, MANY)) {
            channel.ship();
            channel.sitOut(6);
            channel.until(channel::isAtRest);
            channel.tell();
        }
    }

    @AfterAll
    static void tell() {
        System.out.println("cards over JDA in bad weather\n| weather | right | the last one after | calls |\n"
                + String.join("\n", TABLE));
    }

    /** Where all cards are, and what is deployed there. */
    private static final class Channel implements AutoCloseable {

        private final FastClock clock = new FastClock(TIMES);
        private final List<DeployId> ids = new ArrayList<>();
        private final List<Environment> environments;
        private final Weather weather;
        private final Node.World world;
        private final Node node;
        private Instant changed = Instant.MIN;
        private Instant wrong = Instant.MIN;

        /** What was not right at the last look. An audit entry that comes later asks for one more change of a card that was. */
        private List<String> stale = List.of();

        Channel(Weather weather, int many) {
            this.weather = weather;
            this.environments = IntStream.range(0, many)
                    .mapToObj(i -> new Environment("e" + i))
                    .toList();
            world = new Node.World(clock);
            world.checks.clear();
            List.of("frontend", "api", "auth").forEach(id -> world.checks.add(FakeCheck.passing(id)));
            world.callLimit = Duration.ofSeconds(1);
            world.permissions = DiscordPermissions.none().permit(Permit.EVERYONE);
            world.with = builder -> {
                environments.forEach(
                        e -> builder.environment(EnvironmentSettings.of(e).withBaselineVersion("v1")));
                return builder.alerts(new RecordingAlerts());
            };
            node = world.start();
        }

        void ship() {
            weather.begin(world.discord, clock);
            node.conductor.start();
            for (Environment environment : environments) {
                ShipResult result = node.conductor.ship(
                        ShipRequest.to(environment, ADA).withVersion("v2").withDestination(FakeDiscord.CHANNEL));
                ids.add(((ShipResult.Shipped) result).deployment().id());
            }
        }

        /** An outage begins when some cards are there, and lasts until all is decided, and each that is not right was tried so often. */
        void sitOut(int tries) {
            if (weather == Weather.OUT) {
                until(() -> cards().size() >= environments.size() / 3);
                world.discord.outage(Outage.DISCONNECT);
                until(() -> isDecided()
                        && ids.stream()
                                .map(world::now)
                                .allMatch(d -> d.dueAt() == null || d.card().failures() >= tries));
                world.discord.outage(null);
                changed = clock.instant();
            }
        }

        void until(BooleanSupplier condition) {
            await().pollInterval(Duration.ofMillis(200))
                    .atMost(HANGS)
                    .conditionEvaluationListener(new ConditionEvaluationListener<>() {
                        @Override
                        public void conditionEvaluated(EvaluatedCondition<Object> evaluated) {}

                        @Override
                        public void onTimeout(TimeoutEvent timeout) {
                            System.out.println(inTheEnd());
                        }
                    })
                    .until(() -> {
                        look();
                        return condition.getAsBoolean();
                    });
        }

        /** What is not as it should be, for whoever has to find out why. */
        private String inTheEnd() {
            String due = ids.stream()
                    .map(world::now)
                    .filter(d -> !d.settled() || d.dueAt() != null)
                    .map(d -> d.id() + " is " + d.status() + ", due " + d.dueAt() + ": " + d.card())
                    .collect(Collectors.joining("\n"));
            return weather + " at " + clock.instant() + ", calls under way " + world.discord.underWay() + ", "
                    + node.conductor.health() + "\ndue:\n" + due + "\nstale:\n" + String.join("\n", stale);
        }

        /** Decides what awaits a decision, and notes when a card was wrong. */
        private void look() {
            for (DeployId id : ids) {
                Deployment d = world.now(id);
                if (d.status() == DeploymentStatus.VERIFIED && ids.indexOf(id) % 2 == 0) {
                    node.conductor.promote(id, ADA);
                } else if (d.status() == DeploymentStatus.VERIFIED) {
                    node.conductor.rollback(id, ADA);
                }
                changed = changed.isAfter(d.statusSince()) ? changed : d.statusSince();
            }
            stale = stale();
            if (!stale.isEmpty()) {
                wrong = clock.instant();
            }
        }

        boolean isDecided() {
            return ids.stream().allMatch(id -> world.now(id).settled()) && world.discord.underWay() == 0;
        }

        boolean isAtRest() {
            return isDecided() && ids.stream().allMatch(id -> world.now(id).dueAt() == null);
        }

        private Map<String, FakeMessage> cards() {
            return world.discord.messages().stream()
                    .collect(Collectors.toMap(m -> DiscordChat.reference(m.channel(), m.id()), m -> m));
        }

        private List<String> stale() {
            Map<String, FakeMessage> cards = cards();
            return ids.stream()
                    .map(world::now)
                    .filter(d -> !isRight(d, cards))
                    .map(d -> d.id() + " is " + d.status() + ": " + d.card())
                    .toList();
        }

        private static boolean isRight(Deployment d, Map<String, FakeMessage> cards) {
            String reference = d.card().reference();
            FakeMessage shown = reference == null ? null : cards.get(reference);
            return shown != null
                    && CardMessage.isShownBy(
                            DataObject.fromJson(shown.body().toString()), CardMessage.of(CardRenderer.render(d)));
        }

        void tell() {
            Duration after = wrong.isBefore(changed) ? Duration.ZERO : Duration.between(changed, wrong);
            long calls = world.discord.requests().stream()
                    .filter(call -> call.contains("/channels/"))
                    .count();
            TABLE.add("| %s | %d of %d | %d s | %d |"
                    .formatted(weather.words(), ids.size() - stale.size(), ids.size(), after.toSeconds(), calls));
            assertThat(stale).isEmpty();
            assertThat(world.discord.messages()).as("one message each").hasSize(ids.size());
            assertThat(world.discord.refusals()).isEmpty();
        }

        @Override
        public void close() {
            world.close();
        }
    }
}
