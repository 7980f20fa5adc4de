package io.releaseconductor.checks;

/** What a health route answered, judged by what it is and not by what it calls itself. */
sealed interface HealthAnswer {

    /** It says how the application is. */
    record Told(HealthReport report) implements HealthAnswer {}

    /** It says nothing, so that the status decides. */
    record Silent() implements HealthAnswer {}

    /** A page for people, such as a login or the frontend. */
    record Page() implements HealthAnswer {}

    /**
     * It may say something, but it is not understood.
     *
     * @param message in a few words
     * @param seen what it looks like, without any value of it
     * @param advice what to do about that in particular, sentences; empty if there is nothing
     */
    record Unclear(String message, String seen, String advice) implements HealthAnswer {

        Unclear(String message, String seen) {
            this(message, seen, "");
        }
    }
}
