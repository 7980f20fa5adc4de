package io.releaseconductor.model;

/** How a wave is looked at, once its run has succeeded and before its gate may open. */
public sealed interface Bake {

    /** No look. */
    Bake NONE = new None();

    /** One look at all checks. */
    Bake ONE_LOOK = new OneLook();

    /** {@return the bake in words for people, such as {@code one look}} */
    String words();

    /** The wave is not looked at. */
    record None() implements Bake {
        @Override
        public String words() {
            return "no look";
        }
    }

    /** All checks are asked once; a failure that would have something done is confirmed. */
    record OneLook() implements Bake {
        @Override
        public String words() {
            return "one look";
        }
    }
}
