package io.releaseconductor.redis;

/** Fewer replicas than asked for have a write. */
final class Unconfirmed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Unconfirmed(long confirmed, int wanted, long millis) {
        super("only " + confirmed + " of " + wanted + " replicas had confirmed the write after " + millis + " ms");
    }
}
