package io.releaseconductor.testkit.simulator;

import io.releaseconductor.health.CallbackHealth;
import io.releaseconductor.spi.NodeAlert;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** That whatever somebody else's code does, a node goes on, counts it, and says so. */
final class CalleeRules {

    /** From so many on a node calls something no more, and of so many more it may find out only when they hang already. */
    private static final int MOST_STUCK = 8;

    private static final int MOST_AT_ONCE = 4;

    /** Long enough for the limits of all that may be asked before a click is answered, and a store that takes its time. */
    private static final long LONGEST_CLICK = 60_000;

    private static final Map<Port, String> NAMES = Map.of(
            Port.WORKFLOWS, "workflows ",
            Port.CHAT, "chat ",
            Port.ALERTS, "alert sink ",
            Port.AUTHORIZER, "authorizer ",
            Port.CHANGES, "change log ",
            Port.METRICS, "metrics ",
            Port.ADMISSION, "rule ci ",
            Port.LISTENER, "listener " + SimulatedListener.class.getName());

    private final boolean asksChanges;
    private final boolean asksMetrics;
    private final boolean asksPreflight;
    private final LongSupplier now;
    private final Map<Port, Long> lastTrouble;
    private final Consumer<String> violations;

    CalleeRules(
            boolean asksChanges,
            boolean asksMetrics,
            boolean asksPreflight,
            LongSupplier now,
            Map<Port, Long> lastTrouble,
            Consumer<String> violations) {
        this.asksChanges = asksChanges;
        this.asksMetrics = asksMetrics;
        this.asksPreflight = asksPreflight;
        this.now = now;
        this.lastTrouble = lastTrouble;
        this.violations = violations;
    }

    private void require(boolean holds, String rule) {
        if (!holds) {
            violations.accept(rule);
        }
    }

    /** Somebody clicked, and was answered, in whatever way, or the node is no more. */
    void answered(Node node, String what, long clickedAt) {
        long took = now.getAsLong() - clickedAt;
        boolean calm =
                node.disturbedUntil() < clickedAt && lastTrouble.getOrDefault(Port.STORE, Long.MIN_VALUE) < clickedAt;
        require(
                node.isDead() || !calm || took <= LONGEST_CLICK,
                "rule 6: " + node + " took " + took / 1_000 + "s to answer, and nothing was wrong with it: " + what);
    }

    boolean callsSomethingNoMore(Node node) {
        return node.conductor().health().callbacks().stream().anyMatch(c -> c.stuck() >= MOST_STUCK);
    }

    /** How many calls took longer than they may, since the node was started. */
    long overdue(Node node) {
        return node.conductor().health().callbacks().stream()
                .mapToLong(CallbackHealth::overdue)
                .sum();
    }

    /** Somebody starts a node anew since it calls something no more; if it did so all along, they have to have been told. */
    void restarted(Node node, boolean allAlong) {
        require(
                !allAlong || !node.callees().behaves(Port.ALERTS) || node.told.contains(NodeAlert.Kind.CALLS_STUCK),
                "rule 7: " + node + " calls something no more, and nobody was told: "
                        + node.conductor().health().problems());
    }

    /** How a node that lives is when all is over. */
    void end(Node node, long pollers) {
        require(
                pollers == Node.POLLERS,
                "rule 6: in the end " + node + " does no work: " + pollers + " of its loops go on, and it says "
                        + node.conductor().health().problems());
        for (Port port : NAMES.keySet()) {
            if ((port == Port.CHANGES && !asksChanges)
                    || (port == Port.METRICS && !asksMetrics)
                    || (port == Port.ADMISSION && !asksPreflight)) {
                continue;
            }
            CallbackHealth counted = health(node, port);
            int misdeeds = node.callees().misdeeds(port);
            int deaf = node.deaf(port);
            require(
                    counted.threw() + counted.overdue() >= misdeeds,
                    "rule 7: " + counted.name() + " of " + node + " threw or did not come back " + misdeeds
                            + " times, counted " + counted);
            require(
                    counted.stuck() >= Math.min(deaf, MOST_STUCK),
                    "rule 7: " + deaf + " calls of " + counted.name() + " of " + node + " hang, counted " + counted);
            require(
                    deaf <= MOST_STUCK + MOST_AT_ONCE,
                    "rule 6: " + deaf + " calls of " + counted.name() + " hang on " + node + " and hold its threads");
        }
        List<String> untold = node.diary.untold();
        require(
                untold.isEmpty(),
                "rule 7: a listener of " + node + " that always behaves was not told of " + untold.size() + " changes: "
                        + untold);
        require(
                node.diary.twice().isEmpty(),
                "rule 7: a listener of " + node + " was told twice of " + node.diary.twice());
    }

    private static CallbackHealth health(Node node, Port port) {
        String name = NAMES.getOrDefault(port, "");
        return node.conductor().health().callbacks().stream()
                .filter(c -> c.name().startsWith(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("nothing is counted of " + port));
    }
}
