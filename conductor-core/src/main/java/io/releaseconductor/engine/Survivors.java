package io.releaseconductor.engine;

/** What goes on whatever is thrown at it, but for what ends its thread for good. */
final class Survivors {

    private Survivors() {}

    /** Throws on what ends a thread of this kind; returns if it is to be survived. */
    static void unlessItIsTheEnd(Threads threads, Throwable thrown) {
        if (threads.isEnd(thrown)) {
            throw sneaky(thrown);
        }
    }

    /** Throws anything as it is. Made to be thrown, so that the compiler sees that nothing follows. */
    @SuppressWarnings("unchecked")
    static <T extends Throwable> RuntimeException sneaky(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
