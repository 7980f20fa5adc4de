package io.releaseconductor.examples.fakediscord;

/** How Discord is out of order. */
public enum Outage {
    /** Every call is answered with an error that clients do not repeat by themselves. */
    ERROR,
    /** Every call is answered with 503, which clients repeat a few times. */
    UNAVAILABLE,
    /** Every connection is closed without an answer, and the call has no effect. */
    DISCONNECT,
    /** Every call is answered with 403 by something in between, without a word of Discord's. */
    PROXY,
    /** Calls take effect, and half of each answer arrives. */
    HALF_ANSWERS
}
