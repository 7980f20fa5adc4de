package io.releaseconductor.checks.browser;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * How the browser check looks. Immutable.
 *
 * @param page the page that is loaded, an http or https URL
 * @param status what it is answered with, from 200 to 599: an error page is none to look at unless it is expected
 * @param canary how the canary's page is asked for, or null where nothing tells it apart
 * @param browser the executable of Chromium or Chrome; null to look for it on the {@code PATH}
 * @param noSandbox whether the browser does without its sandbox, as root and some containers ask for: whatever gets out of a page may then do
 *     what the conductor's user may
 * @param settle how long the page is watched once it has loaded, from 0 to a minute
 * @param timeLimit how long a look may take, the browser's start included, from a second to five minutes
 * @param allowed patterns of errors that are known and ignored, each as {@code SHIP_BROWSER_ALLOW} takes it
 * @param ownHosts hosts, besides those of the page's registered name, whose scripts are the release's own, with all hosts below them
 */
public record BrowserOptions(
        URI page,
        int status,
        @Nullable BrowserCanary canary,
        @Nullable Path browser,
        boolean noSandbox,
        Duration settle,
        Duration timeLimit,
        List<String> allowed,
        List<String> ownHosts) {

    /** How long a page is watched once it has loaded, if nothing else is said. */
    public static final Duration SETTLE = Duration.ofSeconds(2);

    /** How long a look may take, if nothing else is said. */
    public static final Duration TIME_LIMIT = Duration.ofSeconds(20);

    static final Duration LONGEST_SETTLE = Duration.ofMinutes(1);
    static final Duration SHORTEST_LIMIT = Duration.ofSeconds(1);
    static final Duration LONGEST_LIMIT = Duration.ofMinutes(5);

    static final String HOST_ALLOWED = "names of hosts, such as cdn.example.net";

    private static final Pattern HOST = Pattern.compile("[a-z0-9-]+(?:\\.[a-z0-9-]+)+");

    /**
     * Validates and copies.
     *
     * @throws IllegalArgumentException if one of them is not allowed: names it, its value and what is allowed
     */
    public BrowserOptions {
        Objects.requireNonNull(page, "page");
        Objects.requireNonNull(settle, "settle");
        Objects.requireNonNull(timeLimit, "timeLimit");
        allowed = List.copyOf(allowed);
        ownHosts = List.copyOf(ownHosts);
        require(HttpUrl.parse(page.toString()) != null, "page", "what is given", "an http or https URL");
        require(status >= 200 && status <= 599, "status", status, "200 to 599");
        require(
                !settle.isNegative() && settle.compareTo(LONGEST_SETTLE) <= 0,
                "settle",
                settle,
                "zero to " + LONGEST_SETTLE);
        require(
                timeLimit.compareTo(SHORTEST_LIMIT) >= 0 && timeLimit.compareTo(LONGEST_LIMIT) <= 0,
                "time limit",
                timeLimit,
                SHORTEST_LIMIT + " to " + LONGEST_LIMIT);
        allowed.forEach(pattern -> require(Allowed.isValid(pattern), "allowed", "\"" + pattern + "\"", Allowed.RULE));
        ownHosts.forEach(host -> require(isHost(host), "own host", "\"" + host + "\"", HOST_ALLOWED));
    }

    private static void require(boolean good, String name, Object value, String rule) {
        if (!good) {
            throw new IllegalArgumentException(
                    "browser check: " + name + " " + value + " is not allowed; allowed: " + rule);
        }
    }

    static boolean isHost(String text) {
        return HOST.matcher(text).matches();
    }

    /**
     * A page, looked at as it is by default: with the first browser on the {@code PATH}, in its sandbox, and with nothing ignored.
     *
     * @param page the page that is loaded, an http or https URL
     * @return the options
     */
    public static BrowserOptions at(URI page) {
        return new BrowserOptions(page, 200, null, null, false, SETTLE, TIME_LIMIT, List.of(), List.of());
    }

    /**
     * The same with another status expected.
     *
     * @param value 200 to 599
     * @return the changed options
     */
    public BrowserOptions withStatus(int value) {
        return new BrowserOptions(page, value, canary, browser, noSandbox, settle, timeLimit, allowed, ownHosts);
    }

    /**
     * The same with a canary.
     *
     * @param value how its page is asked for, or null where nothing tells it apart
     * @return the changed options
     */
    public BrowserOptions withCanary(@Nullable BrowserCanary value) {
        return new BrowserOptions(page, status, value, browser, noSandbox, settle, timeLimit, allowed, ownHosts);
    }

    /**
     * The same with a certain browser.
     *
     * @param value its executable; null to look for one on the {@code PATH}
     * @return the changed options
     */
    public BrowserOptions withBrowser(@Nullable Path value) {
        return new BrowserOptions(page, status, canary, value, noSandbox, settle, timeLimit, allowed, ownHosts);
    }

    /**
     * The same with or without the sandbox.
     *
     * @param value whether the browser does without it
     * @return the changed options
     */
    public BrowserOptions withNoSandbox(boolean value) {
        return new BrowserOptions(page, status, canary, browser, value, settle, timeLimit, allowed, ownHosts);
    }

    /**
     * The same with other times.
     *
     * @param settleValue how long the page is watched once it has loaded
     * @param limitValue how long a look may take
     * @return the changed options
     */
    public BrowserOptions withTimes(Duration settleValue, Duration limitValue) {
        return new BrowserOptions(page, status, canary, browser, noSandbox, settleValue, limitValue, allowed, ownHosts);
    }

    /**
     * The same with other errors ignored.
     *
     * @param values their patterns
     * @return the changed options
     */
    public BrowserOptions withAllowed(List<String> values) {
        return new BrowserOptions(page, status, canary, browser, noSandbox, settle, timeLimit, values, ownHosts);
    }

    /**
     * The same with other hosts of its own.
     *
     * @param values their names
     * @return the changed options
     */
    public BrowserOptions withOwnHosts(List<String> values) {
        return new BrowserOptions(page, status, canary, browser, noSandbox, settle, timeLimit, allowed, values);
    }
}
