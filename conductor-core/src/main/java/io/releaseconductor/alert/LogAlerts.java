package io.releaseconductor.alert;

import io.releaseconductor.chat.AlertAdvice;
import io.releaseconductor.deployment.Alert;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.lock.LockNotice;
import io.releaseconductor.model.OneLine;
import io.releaseconductor.spi.AlertSink;
import io.releaseconductor.spi.NodeAlert;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the team in the log, one line each: of deployments at WARN, of locks at INFO. What is told of a node is in the log anyhow.
 * Stateless and thread-safe.
 */
public final class LogAlerts implements AlertSink {

    private static final Logger LOG = LoggerFactory.getLogger(LogAlerts.class);

    /** Makes one. */
    public LogAlerts() {}

    @Override
    public void send(Alert alert, Deployment deployment) {
        LOG.warn(
                "{}: {}: {}. To do: {}",
                deployment.id(),
                alert.kind().wireName(),
                OneLine.of(alert.message()),
                AlertAdvice.of(alert, deployment));
    }

    @Override
    public void send(NodeAlert alert) {
        // told at ERROR by whoever raises it
    }

    @Override
    public void send(LockNotice notice) {
        LOG.info("{}", OneLine.of(notice.message()));
    }
}
