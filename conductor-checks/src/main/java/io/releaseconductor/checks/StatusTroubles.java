package io.releaseconductor.checks;

import java.util.Set;

/** What to make of a status that was not expected. */
final class StatusTroubles {

    private static final Set<Integer> NOT_UNDERSTOOD = Set.of(400, 422);

    private static final int PROXY_ASKS = 407;

    private StatusTroubles() {}

    /**
     * The trouble that a status is.
     *
     * @param answer the answer
     * @param expected the status that was expected
     * @param variables how the names of the check's variables begin, such as {@code SHIP_API}
     */
    static Trouble of(WebAnswer answer, int expected, String variables) {
        int status = answer.status();
        String error =
                answer.label() + ": " + answer.statusLine() + " where " + StatusNames.line(expected) + " was expected";
        // another success than the one expected is for whoever set the check up, and a proxy is not the application
        boolean unclear = (status < 300 && expected < 300) || status == PROXY_ASKS;
        return new Trouble(
                answer.statusLine(), hint(status, variables), error, status >= 500, unclear, isOfAProxy(status));
    }

    /** The same for a route that was asked by settings: where the question is refused, nothing is known of the answer. */
    static Trouble ofRoute(WebAnswer answer, int expected, String variables) {
        Trouble trouble = of(answer, expected, variables);
        int status = answer.status();
        // with Allow it is the route that names its methods; without, something that serves files may stand in its
        // place
        boolean led = status >= 300 && status < 400;
        boolean otherMethod = status == 405 && answer.headers().get("Allow") != null;
        return otherMethod
                        || led
                        || NOT_UNDERSTOOD.contains(status)
                        || (status != 405 && HealthStatuses.isRefusal(status))
                ? trouble.asUnclear()
                : trouble;
    }

    /** What stands in front of an application says these while the application does not answer. */
    private static boolean isOfAProxy(int status) {
        return status == 502 || status == 503 || status == 504 || isOfCloudflare(status);
    }

    /** Cloudflare's own: the application is down, does not answer in time, or breaks off. */
    private static boolean isOfCloudflare(int status) {
        return status >= 520 && status <= 524;
    }

    private static String hint(int status, String variables) {
        return switch (status) {
            case 400, 415, 422 ->
                "The application refuses what was sent. Check what the route wants against "
                        + (variables.equals("SHIP_API") || variables.equals("SHIP_FRONTEND")
                                ? variables + "_PATH."
                                : variables + "_PATH, its query included, and " + variables + "_BODY.");
            case 401 ->
                "The route asks for a login. Open it to the conductor, or check the path in " + variables + "_PATH.";
            case PROXY_ASKS ->
                "A proxy between conductor and application asks for a login of its own. Let the conductor through, or check"
                        + " the JVM's proxy settings.";
            case 403 ->
                "Access is forbidden. Check the permissions, and firewalls, address lists and bot protection in front of"
                        + " the application.";
            case 404, 410 ->
                "Nothing is served at this path. Check that the new version has the route, the base URL and "
                        + variables + "_PATH.";
            case 405, 501 -> "The route does not take this method. Check " + variables + "_METHOD.";
            case 408, 504 ->
                "Something behind the proxy takes too long. Check the application's logs for what it waits for.";
            case 429 ->
                "The application limits how often it is asked. Exempt the conductor from the limit, or wait before the next"
                        + " deployment.";
            case 500 -> "The application failed on this request. Check its logs for the exception.";
            case 502 ->
                "The proxy got no proper answer from the application. Check that the application started and is not"
                        + " restarting.";
            case 520, 521, 522, 523, 524 ->
                "Cloudflare gets no proper answer from the application. Check that the application started, and that it lets"
                        + " Cloudflare's addresses in.";
            case 503 ->
                "The application is not ready or overloaded. Check whether it is still starting, in maintenance, or without"
                        + " healthy instances.";
            default -> hintByKind(status, variables);
        };
    }

    private static String hintByKind(int status, String variables) {
        if (status >= 500) {
            return "The server failed. Check the logs of the application and of what is in front of it.";
        }
        if (status >= 400) {
            return "The application refuses the request. Check its logs, and the " + variables + "_… variables.";
        }
        if (status >= 300) {
            return "The route redirects where an answer was expected. Set the base URL or " + variables
                    + "_PATH to where it leads.";
        }
        return "The application answered, but with another status than expected. Check the route, or set " + variables
                + "_STATUS.";
    }
}
