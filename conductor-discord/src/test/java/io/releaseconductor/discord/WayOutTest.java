package io.releaseconductor.discord;

import static io.releaseconductor.examples.fakediscord.FakeDiscord.CHANNEL;
import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.chat.Card;
import io.releaseconductor.chat.Tone;
import io.releaseconductor.config.Secret;
import io.releaseconductor.deployment.DeliveryOutcome;
import io.releaseconductor.examples.fakediscord.FakeDiscord;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Through a proxy")
class WayOutTest {

    private static final Card CARD =
            new Card(Tone.NEUTRAL, "Title", List.of(), List.of("A line"), null, List.of(), List.of());

    private final FakeDiscord discord = FakeDiscord.start(Clock.systemUTC());
    private final TunnelProxy proxy = TunnelProxy.start();
    private final Map<String, String> settings = Map.of(
            "http.proxyHost", "127.0.0.1",
            "http.proxyPort", Integer.toString(proxy.port()),
            // else this machine is never asked through a proxy
            "http.nonProxyHosts", "");

    @BeforeEach
    void set() {
        settings.forEach(System::setProperty);
    }

    @AfterEach
    void close() throws IOException {
        settings.keySet().forEach(System::clearProperty);
        discord.close();
        proxy.close();
    }

    @Test
    @DisplayName("both Discord's API and its gateway are reached")
    void both() {
        DiscordOptions options = DiscordOptions.DEFAULT
                .withLimits(Duration.ofSeconds(5), Duration.ofSeconds(20))
                .withAddresses(discord.apiUrl(), discord.gatewayUrl());
        try (DiscordChat chat = DiscordChat.connect(new Secret(FakeDiscord.TOKEN), options)) {
            discord.awaitNodes(1);
            assertThat(chat.post(CHANNEL, "key", CARD)).isInstanceOf(DeliveryOutcome.Shown.class);
        }
        assertThat(proxy.methods()).as("the gateway by a tunnel").contains("CONNECT", "GET");
    }
}
