package io.releaseconductor.checks;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;

/**
 * How the frontend is checked.
 *
 * @param endpoint the page
 * @param maxLatency slower than this is a warning
 * @param maxScripts how many of the page's scripts are loaded, 0 to 100; 0 loads none
 * @param ownScriptsOnly whether scripts from other hosts than the page's are left alone
 */
public record FrontendOptions(Endpoint endpoint, Duration maxLatency, int maxScripts, boolean ownScriptsOnly) {

    static final Duration MAX_LATENCY = Duration.ofMillis(500);
    static final int MAX_SCRIPTS = 20;
    static final int MOST_SCRIPTS = 100;

    /**
     * Validates.
     *
     * @throws IllegalArgumentException if the latency or the number of scripts is not allowed
     */
    public FrontendOptions {
        Objects.requireNonNull(endpoint, "endpoint");
        Require.span("frontend: max latency", maxLatency);
        if (maxScripts < 0 || maxScripts > MOST_SCRIPTS) {
            throw new IllegalArgumentException(
                    "frontend: max scripts is " + maxScripts + "; allowed: 0 to " + MOST_SCRIPTS);
        }
    }

    /**
     * The defaults: {@code /} within 500 ms, up to 20 scripts from wherever the page names them.
     *
     * @param base the base URL
     * @return the options
     */
    public static FrontendOptions at(URI base) {
        return new FrontendOptions(Endpoint.get(Endpoint.under(base, "/")), MAX_LATENCY, MAX_SCRIPTS, false);
    }

    /**
     * The same with another page.
     *
     * @param value the page
     * @return the changed options
     */
    public FrontendOptions withEndpoint(Endpoint value) {
        return new FrontendOptions(value, maxLatency, maxScripts, ownScriptsOnly);
    }

    /**
     * The same with another budget.
     *
     * @param value slower than this is a warning
     * @return the changed options
     */
    public FrontendOptions withMaxLatency(Duration value) {
        return new FrontendOptions(endpoint, value, maxScripts, ownScriptsOnly);
    }

    /**
     * The same with another number of scripts.
     *
     * @param value how many of the page's scripts are loaded, 0 to 100
     * @return the changed options
     */
    public FrontendOptions withMaxScripts(int value) {
        return new FrontendOptions(endpoint, maxLatency, value, ownScriptsOnly);
    }

    /** {@return the same, leaving scripts from other hosts than the page's alone} */
    public FrontendOptions withOwnScriptsOnly() {
        return new FrontendOptions(endpoint, maxLatency, maxScripts, true);
    }
}
