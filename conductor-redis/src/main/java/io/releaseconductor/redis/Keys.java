package io.releaseconductor.redis;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The keys of one installation. All share one hash tag, so that a cluster keeps them in one slot and a script may change several
 * of them in one step. None is made up inside a script.
 */
final class Keys {

    /** Id to record, and beside it what the scripts decide by. */
    final byte[] deployments;
    /** Operation to the id that it created. */
    final byte[] creations;
    /** Environment to the id that holds its place. */
    final byte[] places;
    /** Ids by due time. */
    final byte[] due;
    /** Ids by the end of their lease. */
    final byte[] leased;
    /** Settled ids by since when they are. */
    final byte[] settled;
    /** The same of those that have something left to send. */
    final byte[] unsent;
    /** Id to why its record cannot be read. */
    final byte[] aside;
    /** Environment to its record, and beside it what the scripts decide by. */
    final byte[] locks;
    /** Id to history entry. */
    final byte[] history;
    /** Id to how many entries its audit trail has, and beside it the entries. */
    final byte[] audit;
    /** Positions in the history. */
    final byte[] all;
    /** The same, after their environment. */
    final byte[] byEnvironment;
    /** The same of those that stand at promoted, once after their environment and once after an asterisk. */
    final byte[] promoted;
    /** Positions in the history by since when their deployment stands at its status. */
    final byte[] since;

    Keys(String prefix) {
        String tag = "{" + prefix + "}:";
        this.deployments = bytes(tag + "deployments");
        this.creations = bytes(tag + "creations");
        this.places = bytes(tag + "places");
        this.due = bytes(tag + "due");
        this.leased = bytes(tag + "leased");
        this.settled = bytes(tag + "settled");
        this.unsent = bytes(tag + "unsent");
        this.aside = bytes(tag + "aside");
        this.locks = bytes(tag + "locks");
        this.history = bytes(tag + "history");
        this.audit = bytes(tag + "audit");
        this.all = bytes(tag + "history:all");
        this.byEnvironment = bytes(tag + "history:environment");
        this.promoted = bytes(tag + "history:promoted");
        this.since = bytes(tag + "history:since");
    }

    List<byte[]> create() {
        return List.of(deployments, creations, places, due, history, all, byEnvironment, since, locks, audit);
    }

    List<byte[]> compareAndSet() {
        return List.of(
                deployments,
                places,
                due,
                leased,
                settled,
                unsent,
                history,
                since,
                all,
                byEnvironment,
                promoted,
                locks,
                audit);
    }

    List<byte[]> locks() {
        return List.of(locks);
    }

    List<byte[]> claimDue() {
        return List.of(deployments, due, leased, aside);
    }

    /** Names the server that keeps all this, and reads nothing of it. */
    List<byte[]> look() {
        return List.of(deployments);
    }

    List<byte[]> claim() {
        return List.of(deployments, due, leased);
    }

    List<byte[]> holder() {
        return List.of(places, deployments, byEnvironment);
    }

    List<byte[]> mend() {
        return List.of(
                deployments,
                creations,
                places,
                due,
                leased,
                settled,
                unsent,
                history,
                all,
                byEnvironment,
                promoted,
                since);
    }

    List<byte[]> mendEntry() {
        return List.of(deployments, history);
    }

    List<byte[]> mendHistory() {
        return List.of(history, all, byEnvironment, promoted, since);
    }

    List<byte[]> history(byte[] index) {
        return List.of(history, index);
    }

    List<byte[]> purgeDeployments(byte[] index) {
        return List.of(deployments, creations, due, leased, aside, index);
    }

    List<byte[]> purgeHistory() {
        return List.of(deployments, history, all, byEnvironment, promoted, since, audit);
    }

    List<byte[]> audit() {
        return List.of(audit);
    }

    private static byte[] bytes(String key) {
        return key.getBytes(StandardCharsets.UTF_8);
    }
}
