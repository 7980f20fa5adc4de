package io.releaseconductor.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.alert.AlertSinks;
import io.releaseconductor.alert.ChatAlerts;
import io.releaseconductor.spi.AlertSink;
import io.releaseconductor.spi.ChatChannel;
import io.releaseconductor.testkit.FakeChat;
import io.releaseconductor.testkit.RecordingAlerts;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AlertsOfBeansTest {

    private final ChatChannel chat = new FakeChat(Clock.systemUTC());
    private final AlertSink pager = new RecordingAlerts();

    @Test
    @DisplayName("Without sinks the chat is told, as it is by default")
    void none() {
        assertThat(AlertsOfBeans.of(Map.of(), chat)).isEmpty();
    }

    @Test
    @DisplayName("A sink is told besides the chat, and alone where there is no chat or it tells the chat itself")
    void besides() {
        assertThat(AlertsOfBeans.of(Map.of("pager", pager), chat)).containsInstanceOf(AlertSinks.class);
        assertThat(AlertsOfBeans.of(Map.of("pager", pager), ChatChannel.NONE)).containsSame(pager);
        AlertSink ownWay = new ChatAlerts(chat);
        assertThat(AlertsOfBeans.of(Map.of("ownWay", ownWay), chat)).containsSame(ownWay);
    }

    @Test
    @DisplayName("A bean's name becomes one that sinks may have, and each has its own")
    void names() {
        assertThat(AlertsOfBeans.named("pagerDuty", Map.of())).isEqualTo("pager-duty");
        assertThat(AlertsOfBeans.named("pager_duty", Map.of("pager-duty", pager)))
                .isEqualTo("pager-duty-2");
        assertThat(AlertsOfBeans.named("42", Map.of())).isEqualTo("sink");
        assertThat(AlertsOfBeans.named("x".repeat(40), Map.of())).hasSize(29);
    }
}
