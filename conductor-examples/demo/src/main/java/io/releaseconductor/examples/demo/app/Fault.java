package io.releaseconductor.examples.demo.app;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can be wrong with a version. */
public enum Fault {
    /** The search is slow, though not too slow to be used. */
    SLOW_SEARCH("search takes 700ms: a warning, and a person decides"),
    /** The API hangs up on everybody. */
    DEAD_API("the API hangs up: rolls back by itself"),
    /** Nobody can log in. */
    BROKEN_LOGIN("nobody can log in: rolls back by itself"),
    /** The homepage is an error page. */
    BROKEN_FRONTEND("the homepage is an error page: rolls back by itself"),
    /** Nobody can log in where half of the instances or more run the version. */
    BAD_AT_50("nobody can log in once half of the instances run it: a canary of prod rolls back in its second wave"),
    /** Nobody can log in after the first one who did. */
    ONE_LOGIN("only the first login works: verified, and the next deployment finds that it was ill before"),
    /** Nothing answers for the first seconds after the version was put in place. */
    SLOW_START("nothing answers for 5s after the deployment: waited for, and all is well"),
    /** The API hangs up on one request in five. */
    FLAKY("the API drops one request in five: warnings, and a person decides"),
    /** Twice as many orders fail as before. */
    ERRORS_2X("twice as many orders fail: no check sees it, the counters do"),
    /** A few orders take long. */
    SLOW_P99("one order in twenty takes 800ms: no check sees it, the counters do"),
    /** A quarter of the orders fail, though not at once. */
    LATE_ERRORS("from its third minute on a quarter of the orders fail: no check sees it, the counters do"),
    /** The version cannot be built, so the deploy workflow fails. */
    WORKFLOW_FAILURE("the deploy workflow fails, and nothing changes");

    private final String effect;

    Fault(String effect) {
        this.effect = effect;
    }

    /** {@return the name in commands and files, such as {@code slow-search}} */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** {@return what comes of it, for people} */
    public String effect() {
        return effect;
    }

    /**
     * Reads a fault from a command or a file.
     *
     * @param text any text
     * @return the fault of exactly that wire name, or empty
     */
    public static Optional<Fault> parse(String text) {
        return Arrays.stream(values()).filter(f -> f.wireName().equals(text)).findFirst();
    }
}
