package io.releaseconductor.checks;

/** How close a value is to a JWT that may be used now, from farthest to there. */
enum JwtState {
    /** No token: an id, or something else in one plain piece. */
    NO_JWT,
    /** A token of another kind, which only the application can read. */
    SEALED,
    MALFORMED,
    UNSIGNED,
    EXPIRED,
    NOT_YET_VALID,
    /** A JWE: a JWT whose claims only the application can read. */
    ENCRYPTED,
    VALID;

    /** Whether it is a JWT that is as it should be, as far as can be seen from outside. */
    boolean isGood() {
        return this == VALID || this == ENCRYPTED;
    }
}
