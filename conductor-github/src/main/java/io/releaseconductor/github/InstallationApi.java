package io.releaseconductor.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.releaseconductor.config.Secret;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Finds the App's installation and asks for its tokens. Used by one thread at a time. See <a
 * href="https://docs.github.com/en/rest/apps/apps#create-an-installation-access-token-for-an-app">Create an installation access
 * token</a>.
 */
final class InstallationApi {

    private static final MediaType JSON = MediaType.get("application/json");
    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int UNAUTHORIZED = 401;
    private static final int NOT_FOUND = 404;

    private final AuthSite site;
    private final AppJwt jwt;
    private final Clock clock;
    private final boolean installationGiven;
    private final AppPermissions permissions;
    private @Nullable Long installationId;
    // What GitHub's clock says beyond ours; zero until GitHub refuses a token that we think good.
    private Duration skew = Duration.ZERO;

    InstallationApi(AuthSite site, AppJwt jwt, @Nullable Long installationId) {
        this.site = site;
        this.jwt = jwt;
        this.clock = site.clock();
        this.permissions = new AppPermissions(site.deployments());
        this.installationId = installationId;
        this.installationGiven = installationId != null;
    }

    InstallationToken newToken() throws AuthFailureException {
        boolean known = installationId != null;
        AppAnswer answer = askForToken(installation());
        if (answer.status() == NOT_FOUND && known && !installationGiven) {
            // Uninstalled and installed again since: the new installation has another number.
            installationId = null;
            answer = askForToken(installation());
        }
        if (AppPermissions.refused(answer)) {
            AppAnswer installed = ask(request(place(installation())));
            if (installed.status() == OK) {
                permissions.learn(installed.body());
                answer = askForToken(installation());
            }
        }
        if (answer.status() == CREATED) {
            return token(answer);
        }
        throw failure(answer, "GitHub gave the " + who() + " no token");
    }

    private long installation() throws AuthFailureException {
        Long known = installationId;
        if (known != null) {
            return known;
        }
        HttpUrl url = site.api()
                .newBuilder()
                .addPathSegments("repos")
                .addPathSegment(site.owner())
                .addPathSegment(site.repository())
                .addPathSegment("installation")
                .build();
        AppAnswer answer = ask(request(url));
        JsonNode id = answer.body().path("id");
        if (answer.status() == OK && id.canConvertToLong() && id.longValue() > 0) {
            installationId = id.longValue();
            permissions.learn(answer.body());
            return id.longValue();
        }
        if (answer.status() == NOT_FOUND) {
            throw AuthFailureException.lasting("the " + who() + " is not installed on " + repository()
                    + ", or there is no such repository: install the App there, or check the repository's name");
        }
        if (answer.status() == OK) {
            throw AuthFailureException.passing("GitHub's answer about the installation cannot be read", null);
        }
        throw failure(answer, "GitHub did not tell the installation of the " + who());
    }

    private AppAnswer askForToken(long id) throws AuthFailureException {
        HttpUrl url = place(id).newBuilder().addPathSegment("access_tokens").build();
        // No more than is needed: this repository, and what is done there.
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putArray("repositories").add(site.repository());
        body.set("permissions", permissions.wanted());
        return ask(request(url).post(RequestBody.create(body.toString(), JSON)));
    }

    private HttpUrl place(long id) {
        return site.api()
                .newBuilder()
                .addPathSegments("app/installations")
                .addPathSegment(Long.toString(id))
                .build();
    }

    private Request.Builder request(HttpUrl url) {
        return new Request.Builder()
                .url(url)
                .header("Accept", "application/vnd.github+json")
                .header("User-Agent", "release-conductor")
                .header("X-GitHub-Api-Version", site.apiVersion());
    }

    private AppAnswer ask(Request.Builder request) throws AuthFailureException {
        AppAnswer answer = askOnce(request);
        if (answer.status() != UNAUTHORIZED) {
            return answer;
        }
        // GitHub refuses what was issued in its future or ends too late, and so says that our clock is wrong. Its
        // answer tells
        // the time.
        Instant serverTime = answer.serverTime();
        if (serverTime == null) {
            return answer;
        }
        Duration seen = Duration.between(clock.instant(), serverTime);
        if (seen.minus(skew).abs().compareTo(Duration.ofSeconds(10)) < 0) {
            return answer;
        }
        skew = seen;
        return askOnce(request);
    }

    private AppAnswer askOnce(Request.Builder request) throws AuthFailureException {
        String token = jwt.sign(clock.instant().plus(skew));
        Request signed = request.header("Authorization", "Bearer " + token).build();
        try (Response response = site.client().newCall(signed).execute()) {
            return AppAnswer.read(response, clock.instant());
        } catch (IOException e) {
            throw AuthFailureException.passing(
                    "GitHub could not be asked for a token: " + e.getClass().getSimpleName() + " at "
                            + site.api().host(),
                    null);
        }
    }

    private InstallationToken token(AppAnswer answer) throws AuthFailureException {
        String token = answer.body().path("token").asText("").strip();
        Instant endsAt = Run.instant(answer.body().path("expires_at").asText(""));
        if (token.isEmpty() || !HeaderText.isPlain(token) || endsAt == null) {
            throw AuthFailureException.passing("GitHub's answer with the token cannot be read", null);
        }
        // Its end is told by GitHub's clock; what counts is how long it lasts from now.
        Instant now = clock.instant();
        Instant serverNow = answer.serverTime() == null ? now : answer.serverTime();
        return new InstallationToken(new Secret(token), now, now.plus(Duration.between(serverNow, endsAt)));
    }

    private AuthFailureException failure(AppAnswer answer, String what) {
        String seen = what + ": " + answer;
        if (answer.rateLimited() || answer.status() >= 500) {
            return AuthFailureException.passing(seen, answer.retryAt());
        }
        return switch (answer.status()) {
            case UNAUTHORIZED ->
                AuthFailureException.lasting(
                        seen + ". Check the client id, that the private key belongs to this App and was"
                                + " not deleted, and this machine's clock");
            case 403 -> AuthFailureException.lasting(seen + ". Check whether the installation is suspended");
            case NOT_FOUND ->
                AuthFailureException.lasting(
                        seen + ". Check the installation id" + " and whether the App is still installed");
            case 422 ->
                AuthFailureException.lasting(seen + ". Check that the installation covers " + repository()
                        + " under this very name and that it has the permission \"Actions: read and write\"");
            case 301, 302, 307, 308 ->
                AuthFailureException.lasting(seen + ". Check whether " + repository() + " was renamed or moved");
            default -> AuthFailureException.passing(seen, answer.retryAt());
        };
    }

    private String who() {
        return "GitHub App " + jwt.clientId();
    }

    private String repository() {
        return site.owner() + "/" + site.repository();
    }
}
