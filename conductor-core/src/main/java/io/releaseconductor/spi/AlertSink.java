package io.releaseconductor.spi;

import io.releaseconductor.deployment.Alert;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.lock.LockNotice;

/**
 * Tells the team. Delivers each alert at least once; twice only when a crash falls between the send and the mark, and then
 * with the same {@link Alert#id()}. Called from several threads at once; should give up within the conductor's call limit.
 * One that does not is interrupted, and its alert counts as not sent; once eight calls did not end all the same, no more are made until
 * one of them ends.
 */
@FunctionalInterface
public interface AlertSink {

    /**
     * Sends an alert.
     *
     * @param alert the alert
     * @param deployment the deployment that it is about, as it stands; its {@code request().initiatedBy()} is the initiator that
     *     {@link Alert#called} may call
     * @throws Exception if it could not be sent; it is tried again, at growing intervals. {@link NotDeliveredException} for
     *     what was to be expected
     */
    void send(Alert alert, Deployment deployment) throws Exception;

    /**
     * Sends an alert about a node itself, which no deployment is the matter of. It is in the log at ERROR besides.
     *
     * @param alert the alert
     * @throws Exception if it could not be sent; it is tried again, at growing intervals, for as long as the node lives
     */
    default void send(NodeAlert alert) throws Exception {}

    /**
     * Tells of a lock's end, before and after.
     *
     * @param notice what to tell
     * @throws Exception if it could not be sent; it is tried again, until it is no news any more
     */
    default void send(LockNotice notice) throws Exception {}
}
