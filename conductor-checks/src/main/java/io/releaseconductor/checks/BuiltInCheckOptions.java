package io.releaseconductor.checks;

import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which of the built-in checks run, and how. A check whose options are null does not run.
 *
 * @param frontend how the frontend is checked
 * @param api how the API's health is checked
 * @param auth how the login is checked
 * @param search how the search is checked
 * @param media how presigning media is checked
 * @param limits how long and how much each of them may ask
 */
public record BuiltInCheckOptions(
        @Nullable FrontendOptions frontend,
        @Nullable ApiOptions api,
        @Nullable AuthOptions auth,
        @Nullable SearchOptions search,
        @Nullable MediaOptions media,
        HttpLimits limits) {

    /** Requires the limits. */
    public BuiltInCheckOptions {
        Objects.requireNonNull(limits, "limits");
    }

    /**
     * All five checks with their defaults.
     *
     * @param frontendBase the base URL of the frontend, such as {@code https://valine.app}
     * @param apiBase the base URL of the API, such as {@code https://api.valine.app}
     * @return the options
     */
    public static BuiltInCheckOptions of(URI frontendBase, URI apiBase) {
        return new BuiltInCheckOptions(
                FrontendOptions.at(frontendBase),
                ApiOptions.at(apiBase),
                AuthOptions.at(apiBase),
                SearchOptions.at(apiBase),
                MediaOptions.at(apiBase),
                HttpLimits.defaults());
    }

    /** {@return no check at all, with the default limits, to add some to} */
    public static BuiltInCheckOptions none() {
        return new BuiltInCheckOptions(null, null, null, null, null, HttpLimits.defaults());
    }

    /**
     * The same with another check of the frontend.
     *
     * @param value how the frontend is checked, or null for not at all
     * @return the changed options
     */
    public BuiltInCheckOptions withFrontend(@Nullable FrontendOptions value) {
        return new BuiltInCheckOptions(value, api, auth, search, media, limits);
    }

    /**
     * The same with another check of the API.
     *
     * @param value how the API's health is checked, or null for not at all
     * @return the changed options
     */
    public BuiltInCheckOptions withApi(@Nullable ApiOptions value) {
        return new BuiltInCheckOptions(frontend, value, auth, search, media, limits);
    }

    /**
     * The same with another check of the login.
     *
     * @param value how the login is checked, or null for not at all
     * @return the changed options
     */
    public BuiltInCheckOptions withAuth(@Nullable AuthOptions value) {
        return new BuiltInCheckOptions(frontend, api, value, search, media, limits);
    }

    /**
     * The same with another check of the search.
     *
     * @param value how the search is checked, or null for not at all
     * @return the changed options
     */
    public BuiltInCheckOptions withSearch(@Nullable SearchOptions value) {
        return new BuiltInCheckOptions(frontend, api, auth, value, media, limits);
    }

    /**
     * The same with another check of media.
     *
     * @param value how presigning media is checked, or null for not at all
     * @return the changed options
     */
    public BuiltInCheckOptions withMedia(@Nullable MediaOptions value) {
        return new BuiltInCheckOptions(frontend, api, auth, search, value, limits);
    }

    /**
     * The same with other limits.
     *
     * @param value how long and how much each check may ask
     * @return the changed options
     */
    public BuiltInCheckOptions withLimits(HttpLimits value) {
        return new BuiltInCheckOptions(frontend, api, auth, search, media, value);
    }
}
