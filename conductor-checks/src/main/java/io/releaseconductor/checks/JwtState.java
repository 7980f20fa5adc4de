package io.releaseconductor.checks;

/** How close a value is to a JWT that may be used now, from farthest to there. */
enum JwtState {
    NO_JWT,
    MALFORMED,
    UNSIGNED,
    EXPIRED,
    NOT_YET_VALID,
    VALID
}
