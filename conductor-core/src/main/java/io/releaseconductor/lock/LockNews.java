package io.releaseconductor.lock;

/** What there is to tell of a lock, in this order. */
public enum LockNews {
    /** It has begun. */
    LOCKED,
    /** It ends in some minutes. */
    ENDS_SOON,
    /** It has ended. */
    ENDED
}
