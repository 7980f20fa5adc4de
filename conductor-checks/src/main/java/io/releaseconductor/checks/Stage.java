package io.releaseconductor.checks;

/** How far a request got. Tells failures apart that throw alike. */
enum Stage {
    LOOKING_UP,
    CONNECTING,
    SECURING,
    SENDING,
    WAITING,
    READING
}
