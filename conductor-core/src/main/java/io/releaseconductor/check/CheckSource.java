package io.releaseconductor.check;

import java.util.List;
import java.util.Objects;

/**
 * Where checks come from.
 *
 * @param name what messages call it
 * @param provider what is asked for the checks
 */
record CheckSource(String name, CheckProvider provider) {

    static CheckSource of(CheckProvider provider) {
        Objects.requireNonNull(provider, "provider");
        return new CheckSource("check provider " + typeOf(provider), provider);
    }

    static CheckSource of(Check check) {
        Objects.requireNonNull(check, "check");
        return new CheckSource("check " + typeOf(check), (environment, variables) -> List.of(check));
    }

    /** Leaves off what the JVM appends to the names of lambdas, which differs from run to run. */
    static String typeOf(Object object) {
        String name = object.getClass().getName();
        int lambda = name.indexOf("$$Lambda");
        return lambda < 0 ? name : name.substring(0, lambda) + " (a lambda)";
    }
}
