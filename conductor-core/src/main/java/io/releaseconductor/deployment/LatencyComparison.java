package io.releaseconductor.deployment;

/** What is made of a check that is far slower than in earlier deployments of its environment. Never a rollback. */
public enum LatencyComparison {
    /** One that passes becomes a warning, and cards say what is usual. */
    WARN,
    /** Cards say what is usual; the result stays as it is. */
    SHOW,
    /** Nothing: latencies are not compared. */
    OFF
}
