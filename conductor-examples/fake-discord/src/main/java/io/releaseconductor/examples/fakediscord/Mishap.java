package io.releaseconductor.examples.fakediscord;

/** What goes wrong with one call to a channel. */
public enum Mishap {
    /** It is answered with an error that clients do not repeat by themselves, and has no effect. */
    FAILS,
    /** It has its effect, and is answered with such an error. */
    FAILS_AFTER_ITS_EFFECT,
    /** It has its effect, and is answered late. */
    SLOW,
    /** It has its effect late, and is answered then. */
    LATE,
    /** It is said to be one too many of all the bot's calls, and has no effect. */
    GLOBAL_LIMIT,
    /** An edit has no effect, and is answered with the message as it still is. */
    DROPPED
}
