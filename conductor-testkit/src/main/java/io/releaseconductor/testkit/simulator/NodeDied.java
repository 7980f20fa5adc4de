package io.releaseconductor.testkit.simulator;

/** Unwinds the threads of a node that stopped for ever. An error, since nothing in a dead process goes on. */
final class NodeDied extends Error {

    private static final long serialVersionUID = 1L;

    NodeDied() {
        super("this node died", null, false, false);
    }
}
