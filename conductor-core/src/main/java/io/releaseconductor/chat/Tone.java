package io.releaseconductor.chat;

/** The mood of a card; an adapter may colour by it. */
public enum Tone {
    /** Nothing to do: it is under way, or only told. */
    NEUTRAL,
    /** Good news. */
    GOOD,
    /** Worth a look. */
    WARNING,
    /** Bad news. */
    BAD
}
