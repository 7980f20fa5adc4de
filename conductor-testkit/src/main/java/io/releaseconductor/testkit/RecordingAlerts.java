package io.releaseconductor.testkit;

import io.releaseconductor.deployment.Alert;
import io.releaseconductor.deployment.AlertKind;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.spi.AlertSink;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** An alert sink that remembers, for tests. Thread-safe. */
public final class RecordingAlerts implements AlertSink {

    private final List<Alert> sent = new ArrayList<>();
    private int toFail;
    private boolean reachable = true;

    /** Makes a sink without alerts, that can be reached. */
    public RecordingAlerts() {}

    /**
     * Lets the next alerts not be sent.
     *
     * @param count how many
     */
    public synchronized void failNext(int count) {
        toFail = count;
    }

    /** Makes the sink unreachable. */
    public synchronized void goDown() {
        reachable = false;
    }

    /** Makes the sink reachable again. */
    public synchronized void comeUp() {
        reachable = true;
    }

    /** {@return all alerts that were sent, in order; one that was sent twice is there twice} */
    public synchronized List<Alert> sent() {
        return List.copyOf(sent);
    }

    /** {@return the kinds of all alerts that were sent, in order} */
    public synchronized List<AlertKind> kinds() {
        return sent.stream().map(Alert::kind).toList();
    }

    @Override
    public synchronized void send(Alert alert, Deployment deployment) throws IOException {
        if (!reachable) {
            throw new IOException("The alert sink cannot be reached.");
        }
        if (toFail > 0) {
            toFail--;
            throw new IOException("The alert was not taken.");
        }
        sent.add(alert);
    }
}
