package io.releaseconductor.checks;

/** What is said of a health answer that is not as it should be. */
final class HealthTroubles {

    private HealthTroubles() {}

    static Trouble page(WebAnswer answer) {
        return Trouble.of(
                "HTML instead of JSON",
                "This looks like a login page or the frontend's fallback page. Check that the API base URL leads to the API,"
                        + " and that SHIP_API_PATH is right.",
                answer.label() + ": an HTML page where a health answer was expected");
    }

    static Trouble part(String message, String hint, WebAnswer answer) {
        return Trouble.of(message, hint, answer.label() + ": the health answer says that " + message);
    }

    static Trouble headline(String message, String word, WebAnswer answer) {
        return Trouble.of(
                message,
                "The application says itself that it is not well. Check its logs for why, and let the health route name the"
                        + " part at fault.",
                answer.label() + ": the health answer says " + word);
    }

    static Trouble unclearHeadline(WebAnswer answer) {
        return Trouble.of(
                "Health status not understood",
                "The parts are understood, but the status is neither well nor ill. Use ok, degraded or down.",
                answer.label() + ": the status is none of the usual words");
    }

    static Trouble list(String message, String what, int count, WebAnswer answer) {
        return Trouble.of(
                message,
                "Read the " + what + " at the health route; they are not repeated here, since they may hold secrets.",
                answer.label() + ": " + what + " in the answer: " + count);
    }

    /** What is said where the application's own word is not fit to be repeated. */
    static String word(Health health) {
        return switch (health) {
            case UP -> "that it is well";
            case UNKNOWN -> "neither well nor ill";
            case DEGRADED -> "that it is degraded";
            case DOWN -> "that it is down";
        };
    }
}
