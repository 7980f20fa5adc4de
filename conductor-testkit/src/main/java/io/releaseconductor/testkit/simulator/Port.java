package io.releaseconductor.testkit.simulator;

/** What can be called. */
enum Port {
    STORE,
    WORKFLOWS,
    CHAT,
    ALERTS,
    CHECK,
    AUTHORIZER,
    LISTENER,
    EXECUTOR,
    CHANGES,
    METRICS,
    ADMISSION
}
