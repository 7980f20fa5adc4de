package io.releaseconductor.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.releaseconductor.chat.Card;
import io.releaseconductor.chat.Mention;
import io.releaseconductor.deployment.Alert;
import io.releaseconductor.deployment.AlertKind;
import io.releaseconductor.deployment.DeliveryOutcome;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.Samples;
import io.releaseconductor.lock.Lock;
import io.releaseconductor.lock.LockNews;
import io.releaseconductor.lock.LockNotice;
import io.releaseconductor.model.Called;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Rollout;
import io.releaseconductor.spi.ChatChannel;
import io.releaseconductor.spi.NodeAlert;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Alerts in chat")
class ChatAlertsTest {

    private final List<String> places = new ArrayList<>();
    private final List<Card> cards = new ArrayList<>();
    private final ChatAlerts alerts = new ChatAlerts(new ChatChannel() {
        @Override
        public DeliveryOutcome post(String destination, String key, Card card) {
            places.add(destination);
            cards.add(card);
            return new DeliveryOutcome.Shown("message");
        }

        @Override
        public DeliveryOutcome update(String reference, Card card) {
            return new DeliveryOutcome.Shown(reference);
        }
    });

    private static Deployment deployment() {
        return Samples.initiated(Samples.request(Rollout.FULL, null, "v1").toBuilder()
                .destination("releases")
                .build());
    }

    private static Alert alert(Called called) {
        return new Alert("a:1", AlertKind.DEPLOYMENT_FAILED, "It failed", Samples.START, null, 0, null, called);
    }

    private void send(ChatAlerts sink, Called called) throws Exception {
        sink.send(alert(called), deployment());
    }

    @Test
    void go_where_the_card_is_shown_and_mention_whom_the_deployment_calls() throws Exception {
        send(alerts, Called.groups("22"));

        assertThat(places).containsExactly("releases");
        assertThat(cards.get(0).mentions()).containsExactly(new Mention.Group("22"));
    }

    @Test
    void go_to_a_channel_of_choice_and_mention_its_role_as_well_each_once() throws Exception {
        ChatAlerts sink = alerts.in(new AlertPlace("alarms", List.of("11", "22")));
        send(sink, Called.NOBODY);
        send(sink, Called.groups("22"));

        assertThat(places).containsExactly("alarms", "alarms");
        assertThat(cards.get(0).mentions()).containsExactly(new Mention.Group("11"), new Mention.Group("22"));
        assertThat(cards.get(1).mentions()).containsExactly(new Mention.Group("11"), new Mention.Group("22"));
        assertThat(cards.get(0).title()).contains("It failed");
        assertThat(cards.get(0).lines()).anyMatch(line -> line.startsWith("What to do: "));
    }

    @Test
    void go_to_the_channel_of_their_environment_where_it_has_one() throws Exception {
        ChatAlerts sink =
                alerts.in(AlertPlace.of("alarms")).in(Environment.STAGING, AlertPlace.of("alarms-of-staging"));
        send(sink, Called.NOBODY);
        send(alerts.in(Environment.PROD, AlertPlace.of("alarms-of-prod")), Called.NOBODY);
        sink.send(new NodeAlert("n1:1", NodeAlert.Kind.STALLED, "n1", "It stands still", Samples.START, "releases"));
        Lock stop = new Lock(null, Samples.ADA, "", Samples.START, Samples.START.plusSeconds(60), null, "releases");
        Lock staging = new Lock(
                Environment.STAGING, Samples.ADA, "", Samples.START, Samples.START.plusSeconds(60), null, "releases");
        sink.send(new LockNotice(stop, LockNews.ENDED));
        sink.send(new LockNotice(staging, LockNews.ENDED));
        alerts.send(new LockNotice(staging, LockNews.ENDED));

        assertThat(places)
                .containsExactly("alarms-of-staging", "releases", "alarms", "alarms", "alarms-of-staging", "releases");
    }

    @Test
    void need_a_place_that_is_one() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AlertPlace.of(" "))
                .withMessage("alert place: destination is blank; allowed: what the chat calls it");
        assertThatIllegalArgumentException().isThrownBy(() -> new AlertPlace("alarms", List.of("a b")));
    }
}
