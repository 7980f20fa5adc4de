package io.releaseconductor.deployment;

/**
 * What is told of a check that is far slower than in earlier deployments of its environment. Nothing is ever decided by it: a check that
 * passed still counts as one that passed, for every criterion, trigger, round, gate and count.
 */
public enum LatencyComparison {
    /** Cards warn of one that passes, and say what is usual. */
    WARN,
    /** Cards say what is usual, and do not warn. */
    SHOW,
    /** Nothing: latencies are not compared. */
    OFF
}
