package io.releaseconductor.examples.bot;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.alert.AlertPlace;
import io.releaseconductor.alert.AlertSinks;
import io.releaseconductor.alert.ChatAlerts;
import io.releaseconductor.config.Problems;
import io.releaseconductor.config.Variables;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spi.ChatChannel;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Where the bot alerts the team")
class AlertPartTest {

    private static final String KEY = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private final Problems problems = new Problems();

    private AlertPart read(Map<String, String> variables) {
        List<Environment> environments = List.of(Environment.STAGING, Environment.PROD);
        Variables all = Variables.of(variables);
        all.declare(environments);
        return AlertPart.read(all, environments, problems);
    }

    @Test
    @DisplayName("is where the card is shown if nothing is set")
    void by_default() {
        assertThat(read(Map.of()).sink(ChatChannel.NONE)).isInstanceOf(ChatAlerts.class);
        assertThat(problems.messages()).isEmpty();
    }

    @Test
    @DisplayName("is a channel with a role to mention, of all environments or of one")
    void in_a_channel() {
        AlertPart part = read(Map.of(
                "DISCORD_ALERT_CHANNEL_ID", "333333333333333333",
                "DISCORD_ALERT_CHANNEL_ID_PROD", "444444444444444444",
                "DISCORD_ALERT_ROLE_ID_PROD", "555555555555555555"));

        assertThat(part.everywhere()).isEqualTo(AlertPlace.of("333333333333333333"));
        assertThat(part.places())
                .isEqualTo(Map.of(
                        Environment.STAGING,
                        AlertPlace.of("333333333333333333"),
                        Environment.PROD,
                        new AlertPlace("444444444444444444", List.of("555555555555555555"))));
    }

    @Test
    @DisplayName("is the log and a signed webhook as well, each where it is set")
    void several() {
        AlertPart part = read(Map.of(
                "SHIP_ALERT_LOG", "true",
                "SHIP_ALERT_WEBHOOK_URL", "https://alerts.example.com/conductor?for=us",
                "SHIP_ALERT_WEBHOOK_SECRET", KEY));

        assertThat(part.sink(ChatChannel.NONE)).isInstanceOf(AlertSinks.class);
        assertThat(part.webhook()).hasToString("WebhookOptions[https://alerts.example.com, PT15S]");
        assertThat(part.log()).isTrue();
        assertThat(problems.messages()).isEmpty();
    }

    @Test
    @DisplayName("is refused where it cannot be, all at once and without a secret")
    void refused() {
        read(Map.of(
                "DISCORD_ALERT_CHANNEL_ID_STAGING", "alarms",
                "DISCORD_ALERT_ROLE_ID_PROD", "555555555555555555",
                "SHIP_ALERT_LOG", "yes",
                "SHIP_ALERT_WEBHOOK_URL", "https://alerts.example.com/conductor",
                "SHIP_ALERT_WEBHOOK_SECRET", "hunter2hunter2"));

        assertThat(problems.messages())
                .containsExactly(
                        "DISCORD_ALERT_CHANNEL_ID_STAGING: \"alarms\" is not allowed; allowed: 15 to 20 digits, as Discord copies"
                                + " them",
                        "DISCORD_ALERT_ROLE_ID_PROD is set, and DISCORD_ALERT_CHANNEL_ID, where it would be mentioned, is not;"
                                + " allowed: both, or the channel alone",
                        "SHIP_ALERT_LOG: \"yes\" is not allowed; allowed: true, false",
                        "SHIP_ALERT_WEBHOOK_URL and SHIP_ALERT_WEBHOOK_SECRET cannot work: webhook: the key is not allowed;"
                                + " allowed: whsec_ and 24 to 64 bytes in Base64");
    }

    @Test
    @DisplayName("is no webhook without a key, nor a key without one")
    void halves() {
        read(Map.of("SHIP_ALERT_WEBHOOK_URL", "https://alerts.example.com/conductor"));
        read(Map.of("SHIP_ALERT_WEBHOOK_SECRET", KEY));

        assertThat(problems.messages())
                .containsExactly(
                        "SHIP_ALERT_WEBHOOK_URL is set, and SHIP_ALERT_WEBHOOK_SECRET is not, so that nobody could tell who posts;"
                                + " allowed: both or none",
                        "SHIP_ALERT_WEBHOOK_SECRET is set, and SHIP_ALERT_WEBHOOK_URL is not; allowed: both or none");
    }
}
