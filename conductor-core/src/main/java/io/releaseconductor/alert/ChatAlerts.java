package io.releaseconductor.engine;

import io.releaseconductor.chat.Card;
import io.releaseconductor.chat.CardRenderer;
import io.releaseconductor.chat.Tone;
import io.releaseconductor.deployment.Alert;
import io.releaseconductor.deployment.DeliveryOutcome;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.lock.LockNews;
import io.releaseconductor.lock.LockNotice;
import io.releaseconductor.model.OneLine;
import io.releaseconductor.spi.AlertSink;
import io.releaseconductor.spi.ChatChannel;
import io.releaseconductor.spi.NodeAlert;
import io.releaseconductor.spi.NotDeliveredException;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the team where the deployment's card is shown, as a message of its own. The default where no sink is given. */
public final class ChatAlerts implements AlertSink {

    private static final Logger LOG = LoggerFactory.getLogger(ChatAlerts.class);

    private final ChatChannel chat;

    /**
     * Alerts through this chat.
     *
     * @param chat the chat
     */
    public ChatAlerts(ChatChannel chat) {
        this.chat = chat;
    }

    @Override
    public void send(Alert alert, Deployment deployment) throws NotDeliveredException {
        String destination = deployment.request().destination();
        if (destination == null) {
            LOG.warn("{}: nobody to alert, since it has no destination in chat: {}", deployment.id(), alert.message());
            return;
        }
        taken(chat.post(destination, alert.id(), CardRenderer.alert(alert, deployment, address(deployment))));
    }

    private @Nullable URI address(Deployment deployment) {
        String reference = deployment.card().reference();
        return reference == null ? null : chat.address(reference).orElse(null);
    }

    @Override
    public void send(NodeAlert alert) throws NotDeliveredException {
        String destination = alert.destination();
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
        String destination = notice.destination();
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
