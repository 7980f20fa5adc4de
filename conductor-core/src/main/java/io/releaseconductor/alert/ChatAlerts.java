package io.releaseconductor.alert;

import io.releaseconductor.chat.Card;
import io.releaseconductor.chat.CardRenderer;
import io.releaseconductor.chat.Tone;
import io.releaseconductor.deployment.Alert;
import io.releaseconductor.deployment.DeliveryOutcome;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.lock.LockNews;
import io.releaseconductor.lock.LockNotice;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.OneLine;
import io.releaseconductor.spi.AlertSink;
import io.releaseconductor.spi.ChatChannel;
import io.releaseconductor.spi.NodeAlert;
import io.releaseconductor.spi.NotDeliveredException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the team in chat, as a message of its own: where the deployment's card is shown, or in a place of the team's choice. The default where no
 * sink is given. Immutable and thread-safe.
 */
public final class ChatAlerts implements AlertSink {

    private static final Logger LOG = LoggerFactory.getLogger(ChatAlerts.class);

    private final ChatChannel chat;
    private final @Nullable AlertPlace everywhere;
    private final Map<Environment, AlertPlace> places;

    /**
     * Alerts through this chat, where cards are shown.
     *
     * @param chat the chat
     */
    public ChatAlerts(ChatChannel chat) {
        this(chat, null, Map.of());
    }

    private ChatAlerts(ChatChannel chat, @Nullable AlertPlace everywhere, Map<Environment, AlertPlace> places) {
        this.chat = Objects.requireNonNull(chat, "chat");
        this.everywhere = everywhere;
        this.places = Map.copyOf(places);
    }

    /**
     * The same in a place of its own, where what is told of nodes and locks goes as well.
     *
     * @param place where alerts of all environments go that have no place of their own
     * @return the changed sink
     */
    public ChatAlerts in(AlertPlace place) {
        return new ChatAlerts(chat, Objects.requireNonNull(place, "place"), places);
    }

    /**
     * The same with a place of its own for an environment.
     *
     * @param environment which
     * @param place where its alerts go
     * @return the changed sink
     */
    public ChatAlerts in(Environment environment, AlertPlace place) {
        Map<Environment, AlertPlace> changed = new HashMap<>(places);
        changed.put(environment, place);
        return new ChatAlerts(chat, everywhere, changed);
    }

    private @Nullable AlertPlace place(@Nullable Environment environment) {
        AlertPlace own = environment == null ? null : places.get(environment);
        return own == null ? everywhere : own;
    }

    @Override
    public void send(Alert alert, Deployment deployment) throws NotDeliveredException {
        AlertPlace place = place(deployment.environment());
        String destination = place == null ? deployment.request().destination() : place.destination();
        if (destination == null) {
            LOG.warn("{}: nobody to alert, since it has no destination in chat: {}", deployment.id(), alert.message());
            return;
        }
        List<String> groups = place == null ? List.of() : place.groups();
        Card card = CardRenderer.alert(alert, deployment, address(deployment), groups);
        taken(chat.post(destination, alert.id(), card));
    }

    private @Nullable URI address(Deployment deployment) {
        String reference = deployment.card().reference();
        return reference == null ? null : chat.address(reference).orElse(null);
    }

    @Override
    public void send(NodeAlert alert) throws NotDeliveredException {
        String destination = everywhere == null ? alert.destination() : everywhere.destination();
        if (destination == null) {
            LOG.warn(
                    "Nobody to alert, since no deployment of this node had a destination in chat: {}", alert.message());
            return;
        }
        Card card = new Card(
                alert.kind() == NodeAlert.Kind.WORKS_AGAIN ? Tone.WARNING : Tone.BAD,
                "🔔 " + alert.message(),
                List.of(new Card.Field("Node", alert.node(), alert.raisedAt())),
                List.of(),
                null,
                List.of(),
                List.of());
        taken(chat.post(destination, alert.id(), card));
    }

    @Override
    public void send(LockNotice notice) throws NotDeliveredException {
        AlertPlace place = place(notice.lock().environment());
        String destination = place == null ? notice.destination() : place.destination();
        if (destination == null) {
            LOG.info("Told nowhere, since it was locked from nowhere in chat: {}", notice.message());
            return;
        }
        Card card = new Card(
                notice.kind() == LockNews.ENDED ? Tone.NEUTRAL : Tone.WARNING,
                (notice.kind() == LockNews.ENDED ? "🔓 " : "🔒 ") + OneLine.of(notice.message()),
                List.of(),
                List.of(),
                null,
                List.of(),
                List.of());
        taken(chat.post(destination, notice.id(), card));
    }

    private static void taken(DeliveryOutcome delivery) throws NotDeliveredException {
        if (delivery instanceof DeliveryOutcome.Unavailable unavailable) {
            throw new NotDeliveredException(unavailable.reason());
        }
        if (delivery instanceof DeliveryOutcome.Undeliverable undeliverable) {
            throw new NotDeliveredException(undeliverable.reason());
        }
    }
}
