package io.releaseconductor.discord;

import static io.releaseconductor.examples.fakediscord.FakeDiscord.CHANNEL;
import static io.releaseconductor.testkit.Deployments.aDeployment;
import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.chat.Card;
import io.releaseconductor.chat.CardRenderer;
import io.releaseconductor.chat.Tone;
import io.releaseconductor.config.Secret;
import io.releaseconductor.deployment.DeliveryOutcome;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.examples.fakediscord.FakeDiscord;
import io.releaseconductor.examples.fakediscord.Mishap;
import io.releaseconductor.testkit.DeploymentFixture;
import io.releaseconductor.testkit.ManualClock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("A card that Discord perhaps has")
@Timeout(60)
class SameMessageTest {

    private static final Duration NONCES_ARE_FORGOTTEN = Duration.ofMinutes(6);

    private final ManualClock clock = new ManualClock();
    private final FakeDiscord discord = FakeDiscord.start(clock);
    private final DiscordChat chat = DiscordChat.connect(
            new Secret(FakeDiscord.TOKEN),
            DiscordOptions.DEFAULT
                    .withLimits(Duration.ofSeconds(5), Duration.ofSeconds(20))
                    .withAddresses(discord.apiUrl(), discord.gatewayUrl())
                    .withClock(clock));

    @AfterEach
    void close() {
        chat.close();
        discord.close();
    }

    private static Card card(DeploymentStatus status) {
        DeploymentFixture fixture = aDeployment().ref("main").version("1.4.2").destination(CHANNEL);
        return CardRenderer.render(fixture.at(status));
    }

    private void post(int messages) {
        for (int i = 0; i < messages; i++) {
            Card other = new Card(Tone.NEUTRAL, "Message " + i, List.of(), List.of(), null, List.of(), List.of());
            assertThat(chat.post(CHANNEL, "other-" + i, other)).isInstanceOf(DeliveryOutcome.Shown.class);
        }
    }

    @Test
    @DisplayName("is found again however much was posted after it")
    void among_many() {
        DeliveryOutcome first = chat.post(CHANNEL, "key", card(DeploymentStatus.INITIATED));
        post(130);
        clock.advance(NONCES_ARE_FORGOTTEN);

        assertThat(chat.postAgain(CHANNEL, "key", card(DeploymentStatus.VERIFIED)))
                .isEqualTo(first);
        assertThat(discord.messages()).hasSize(131);
    }

    @Test
    @DisplayName("is looked for no further back than the deployment was shipped")
    void no_further_than_needed() {
        clock.set(ManualClock.START.minus(Duration.ofDays(1)));
        post(130);
        clock.set(ManualClock.START);
        int before = discord.requests().size();

        chat.postAgain(CHANNEL, "key", card(DeploymentStatus.INITIATED));
        assertThat(discord.requests().subList(before, discord.requests().size()))
                .filteredOn(call -> call.startsWith("GET"))
                .hasSize(1);
    }

    @Test
    @DisplayName("is found again by one that has no buttons any more, so that none stay live")
    void by_a_card_without_buttons() {
        DeliveryOutcome first = chat.post(CHANNEL, "key", card(DeploymentStatus.INITIATED));
        clock.advance(NONCES_ARE_FORGOTTEN);

        assertThat(chat.postAgain(CHANNEL, "key", card(DeploymentStatus.CANCELLED)))
                .isEqualTo(first);
        assertThat(discord.messages())
                .singleElement()
                .satisfies(message -> assertThat(message.buttons()).isEmpty());
    }

    @Test
    @DisplayName("is posted no second time while Discord does not say whether it is there")
    void not_known() {
        chat.post(CHANNEL, "key", card(DeploymentStatus.INITIATED));
        clock.advance(NONCES_ARE_FORGOTTEN);
        discord.mishaps(call -> call.startsWith("GET") ? Mishap.FAILS : null, Duration.ZERO);

        assertThat(chat.postAgain(CHANNEL, "key", card(DeploymentStatus.VERIFIED)))
                .isInstanceOfSatisfying(
                        DeliveryOutcome.Unavailable.class,
                        unavailable -> assertThat(unavailable.perhapsShown()).isFalse());
        assertThat(discord.messages()).hasSize(1);
    }

    @Test
    @DisplayName("is edited once more where the first edit had no effect")
    void an_edit_without_effect() {
        DeliveryOutcome.Shown posted =
                (DeliveryOutcome.Shown) chat.post(CHANNEL, "key", card(DeploymentStatus.ROLLING_BACK));
        Deque<Mishap> fates = new ArrayDeque<>(List.of(Mishap.DROPPED));
        discord.mishaps(call -> fates.poll(), Duration.ZERO);

        assertThat(chat.update(posted.reference(), card(DeploymentStatus.ROLLED_BACK)))
                .isEqualTo(posted);
        assertThat(discord.messages())
                .singleElement()
                .satisfies(message -> assertThat(message.title()).contains("Rolled Back"));
    }

    @Test
    @DisplayName("counts as not shown where its buttons stay what they were")
    void edits_without_effect() {
        DeliveryOutcome.Shown posted =
                (DeliveryOutcome.Shown) chat.post(CHANNEL, "key", card(DeploymentStatus.VERIFIED));
        discord.mishaps(call -> Mishap.DROPPED, Duration.ZERO);

        assertThat(chat.update(posted.reference(), card(DeploymentStatus.PROMOTED)))
                .isInstanceOf(DeliveryOutcome.Unavailable.class);
    }
}
