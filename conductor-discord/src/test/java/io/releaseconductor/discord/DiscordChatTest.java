package io.releaseconductor.discord;

import io.releaseconductor.config.Secret;
import io.releaseconductor.examples.fakediscord.FakeDiscord;
import io.releaseconductor.examples.fakediscord.FakeMessage;
import io.releaseconductor.examples.fakediscord.Outage;
import io.releaseconductor.spi.ChatChannel;
import io.releaseconductor.testkit.ChatChannelContract;
import io.releaseconductor.testkit.ChatHarness;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Discord as a chat channel")
class DiscordChatTest extends ChatChannelContract {

    @Override
    protected ChatHarness openChat(Clock clock) {
        return new Harness(clock);
    }

    private static final class Harness implements ChatHarness {

        private final FakeDiscord discord;
        private final DiscordChat chat;

        Harness(Clock clock) {
            discord = FakeDiscord.start(clock);
            chat = DiscordChat.connect(
                    new Secret(FakeDiscord.TOKEN),
                    DiscordOptions.DEFAULT
                            .withLimits(Duration.ofSeconds(5), Duration.ofSeconds(20))
                            .withAddresses(discord.apiUrl(), discord.gatewayUrl())
                            .withClock(clock));
        }

        @Override
        public ChatChannel chat() {
            return chat;
        }

        @Override
        public String destination() {
            return FakeDiscord.CHANNEL;
        }

        @Override
        public String refusedDestination() {
            return FakeDiscord.READ_ONLY_CHANNEL;
        }

        @Override
        public Map<String, String> messages() {
            Map<String, String> texts = new LinkedHashMap<>();
            for (FakeMessage message : discord.messages()) {
                String text = message.text() + "\n" + message.buttons().keySet();
                texts.put(message.channel() + "/" + message.id(), text);
            }
            return texts;
        }

        @Override
        public void delete(String reference) {
            String id = reference.substring(reference.indexOf('/') + 1);
            discord.messages().stream().filter(m -> m.id().equals(id)).forEach(discord::delete);
        }

        @Override
        public void loseNextAnswer() {
            discord.loseNextAnswer("/messages");
        }

        @Override
        public void goDown() {
            discord.outage(Outage.DISCONNECT);
        }

        @Override
        public void comeUp() {
            discord.outage(null);
        }

        @Override
        public Set<String> secrets() {
            return Set.of(FakeDiscord.TOKEN);
        }

        @Override
        public void close() {
            chat.close();
            discord.close();
            if (!discord.refusals().isEmpty() || discord.pings() > 0) {
                throw new AssertionError("Discord refused " + discord.refusals() + ", pings: " + discord.pings());
            }
        }
    }
}
