package io.releaseconductor.github;

import java.time.Clock;
import java.util.Objects;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;

/**
 * Where and by which means to authenticate.
 *
 * @param client sends the requests for tokens; its time limits hold
 * @param api the base URL of the API, such as {@code https://api.github.com/}
 * @param owner the owner of the repository
 * @param repository the repository's name
 * @param apiVersion what to send as {@code X-GitHub-Api-Version}
 * @param deployments whether tokens are to be good for GitHub's deployments
 * @param clock tells when a token ends
 */
record AuthSite(
        OkHttpClient client,
        HttpUrl api,
        String owner,
        String repository,
        String apiVersion,
        boolean deployments,
        Clock clock) {

    AuthSite {
        Objects.requireNonNull(client, "client");
        Objects.requireNonNull(api, "api");
        Objects.requireNonNull(owner, "owner");
        Objects.requireNonNull(repository, "repository");
        Objects.requireNonNull(apiVersion, "apiVersion");
        Objects.requireNonNull(clock, "clock");
    }
}
