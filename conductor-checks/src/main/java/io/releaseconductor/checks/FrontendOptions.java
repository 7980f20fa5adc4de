package io.releaseconductor.checks;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How the frontend is checked.
 *
 * @param endpoint the page
 * @param maxLatency slower than this is a warning
 * @param maxScripts how many of the page's scripts are loaded, 0 to 100; 0 loads none
 * @param ownScriptsOnly whether scripts of other sites than the page's are left alone
 * @param text what has to be in the page, as it is read or as it is written, or null for nothing in particular
 * @param title what has to be in the page's title, or null for nothing in particular
 * @param answeredBy the header of the page that names the version or the set of instances that answers, or null if none does
 */
public record FrontendOptions(
        Endpoint endpoint,
        Duration maxLatency,
        int maxScripts,
        boolean ownScriptsOnly,
        @Nullable String text,
        @Nullable String title,
        @Nullable String answeredBy) {

    static final Duration MAX_LATENCY = Duration.ofMillis(500);
    static final int MAX_SCRIPTS = 20;
    static final int MOST_SCRIPTS = 100;

    /**
     * Validates.
     *
     * @throws IllegalArgumentException if the latency or the number of scripts is not allowed, the text or the title is blank, or the header has
     *     not the form of one
     */
    public FrontendOptions {
        Objects.requireNonNull(endpoint, "endpoint");
        Require.span("frontend: max latency", maxLatency);
        if (maxScripts < 0 || maxScripts > MOST_SCRIPTS) {
            throw new IllegalArgumentException(
                    "frontend: max scripts is " + maxScripts + "; allowed: 0 to " + MOST_SCRIPTS);
        }
        requireWords("text", text);
        requireWords("title", title);
        if (answeredBy != null && !Require.HEADER.matcher(answeredBy).matches()) {
            throw new IllegalArgumentException(
                    "frontend: answered by \"" + answeredBy + "\" is not allowed; allowed: " + Require.HEADER_ALLOWED);
        }
    }

    private static void requireWords(String name, @Nullable String value) {
        if (value != null && value.isBlank()) {
            throw new IllegalArgumentException("frontend: " + name + " is blank; allowed: some words, or null");
        }
    }

    /**
     * The defaults: {@code /} within 500 ms, up to 20 scripts from wherever the page names them.
     *
     * @param base the base URL
     * @return the options
     */
    public static FrontendOptions at(URI base) {
        return new FrontendOptions(
                Endpoint.get(Endpoint.under(base, "/")), MAX_LATENCY, MAX_SCRIPTS, false, null, null, null);
    }

    /**
     * The same with another page.
     *
     * @param value the page
     * @return the changed options
     */
    public FrontendOptions withEndpoint(Endpoint value) {
        return new FrontendOptions(value, maxLatency, maxScripts, ownScriptsOnly, text, title, answeredBy);
    }

    /**
     * The same with another budget.
     *
     * @param value slower than this is a warning
     * @return the changed options
     */
    public FrontendOptions withMaxLatency(Duration value) {
        return new FrontendOptions(endpoint, value, maxScripts, ownScriptsOnly, text, title, answeredBy);
    }

    /**
     * The same with another number of scripts.
     *
     * @param value how many of the page's scripts are loaded, 0 to 100
     * @return the changed options
     */
    public FrontendOptions withMaxScripts(int value) {
        return new FrontendOptions(endpoint, maxLatency, value, ownScriptsOnly, text, title, answeredBy);
    }

    /** {@return the same, leaving scripts of other sites than the page's alone} */
    public FrontendOptions withOwnScriptsOnly() {
        return new FrontendOptions(endpoint, maxLatency, maxScripts, true, text, title, answeredBy);
    }

    /**
     * The same with a text that has to be in the page, so that another page in its place is noticed.
     *
     * @param value the text, or null for nothing in particular
     * @return the changed options
     */
    public FrontendOptions withText(@Nullable String value) {
        return new FrontendOptions(endpoint, maxLatency, maxScripts, ownScriptsOnly, value, title, answeredBy);
    }

    /**
     * The same with words that have to be in the page's title, so that another page in its place is noticed.
     *
     * @param value the words, or null for nothing in particular
     * @return the changed options
     */
    public FrontendOptions withTitle(@Nullable String value) {
        return new FrontendOptions(endpoint, maxLatency, maxScripts, ownScriptsOnly, text, value, answeredBy);
    }

    /**
     * The same with a header that tells who answers.
     *
     * @param value the header of the page that names the version or the set of instances that answers, or null if none does
     * @return the changed options
     */
    public FrontendOptions withAnsweredBy(@Nullable String value) {
        return new FrontendOptions(endpoint, maxLatency, maxScripts, ownScriptsOnly, text, title, value);
    }
}
