package io.releaseconductor.checks;

import java.net.URI;
import java.util.Objects;
import java.util.function.UnaryOperator;
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
 * @param canary how a canary is asked, while a wave is verified that does not reach everything; null for where the environment is
 */
public record BuiltInCheckOptions(
        @Nullable FrontendOptions frontend,
        @Nullable ApiOptions api,
        @Nullable AuthOptions auth,
        @Nullable SearchOptions search,
        @Nullable MediaOptions media,
        HttpLimits limits,
        @Nullable CanaryOptions canary) {

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
                HttpLimits.defaults(),
                null);
    }

    /** {@return no check at all, with the default limits, to add some to} */
    public static BuiltInCheckOptions none() {
        return new BuiltInCheckOptions(null, null, null, null, null, HttpLimits.defaults(), null);
    }

    /**
     * The same with another check of the frontend.
     *
     * @param value how the frontend is checked, or null for not at all
     * @return the changed options
     */
    public BuiltInCheckOptions withFrontend(@Nullable FrontendOptions value) {
        return new BuiltInCheckOptions(value, api, auth, search, media, limits, canary);
    }

    /**
     * The same with another check of the API.
     *
     * @param value how the API's health is checked, or null for not at all
     * @return the changed options
     */
    public BuiltInCheckOptions withApi(@Nullable ApiOptions value) {
        return new BuiltInCheckOptions(frontend, value, auth, search, media, limits, canary);
    }

    /**
     * The same with another check of the login.
     *
     * @param value how the login is checked, or null for not at all
     * @return the changed options
     */
    public BuiltInCheckOptions withAuth(@Nullable AuthOptions value) {
        return new BuiltInCheckOptions(frontend, api, value, search, media, limits, canary);
    }

    /**
     * The same with another check of the search.
     *
     * @param value how the search is checked, or null for not at all
     * @return the changed options
     */
    public BuiltInCheckOptions withSearch(@Nullable SearchOptions value) {
        return new BuiltInCheckOptions(frontend, api, auth, value, media, limits, canary);
    }

    /**
     * The same with another check of media.
     *
     * @param value how presigning media is checked, or null for not at all
     * @return the changed options
     */
    public BuiltInCheckOptions withMedia(@Nullable MediaOptions value) {
        return new BuiltInCheckOptions(frontend, api, auth, search, value, limits, canary);
    }

    /**
     * The same with other limits.
     *
     * @param value how long and how much each check may ask
     * @return the changed options
     */
    public BuiltInCheckOptions withLimits(HttpLimits value) {
        return new BuiltInCheckOptions(frontend, api, auth, search, media, value, canary);
    }

    /**
     * The same with canaries that are asked apart.
     *
     * @param value how a canary is asked, or null for where the environment is
     * @return the changed options
     */
    public BuiltInCheckOptions withCanary(@Nullable CanaryOptions value) {
        return new BuiltInCheckOptions(frontend, api, auth, search, media, limits, value);
    }

    /** The check alone, asking elsewhere, and the same whatever a wave reaches. */
    BuiltInCheckOptions only(String check, UnaryOperator<URI> moved) {
        return new BuiltInCheckOptions(
                frontend == null || !check.equals(FrontendCheck.ID)
                        ? null
                        : frontend.withEndpoint(moved(frontend.endpoint(), moved)),
                api == null || !check.equals(ApiCheck.ID) ? null : api.withEndpoint(moved(api.endpoint(), moved)),
                auth == null || !check.equals(AuthCheck.ID) ? null : moved(auth, moved),
                search == null || !check.equals(SearchCheck.ID)
                        ? null
                        : search.withEndpoint(moved(search.endpoint(), moved)),
                media == null || !check.equals(MediaCheck.ID) ? null : moved(media, moved),
                limits,
                null);
    }

    private static MediaOptions moved(MediaOptions media, UnaryOperator<URI> moved) {
        AuthOptions login = media.login();
        return media.withRequest(moved(media.endpoint(), moved), media.body())
                .withLogin(login == null ? null : moved(login, moved));
    }

    private static AuthOptions moved(AuthOptions auth, UnaryOperator<URI> moved) {
        CsrfOptions csrf = auth.csrf();
        return auth.withEndpoint(moved(auth.endpoint(), moved))
                .withCsrf(csrf == null ? null : csrf.withSource(moved.apply(csrf.source())));
    }

    private static Endpoint moved(Endpoint endpoint, UnaryOperator<URI> moved) {
        return endpoint.at(moved.apply(endpoint.url()));
    }
}
