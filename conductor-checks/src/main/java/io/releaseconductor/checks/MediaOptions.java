package io.releaseconductor.checks;

import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How presigning media is checked.
 *
 * @param endpoint the presign route
 * @param body JSON to send with another method than GET, or null
 * @param urlField where the answer holds the presigned URL, such as {@code data.uploadUrl} or {@code items[0].upload.url}; null
 *     to take the one that is signed, wherever it is
 * @param login logs in first, and presigns with the cookies of that; null to presign without
 * @param probesPut whether a URL that is refused for reading is shown to hold by an upload that no storage takes
 */
public record MediaOptions(
        Endpoint endpoint,
        @Nullable String body,
        @Nullable String urlField,
        @Nullable AuthOptions login,
        boolean probesPut) {

    static final String PATH = "/api/media/presign";
    static final String BODY = "{\"filename\":\"release-check.png\",\"contentType\":\"image/png\"}";

    /**
     * Validates.
     *
     * @throws IllegalArgumentException if the body is not JSON or goes with GET, the field is not one that can be, or the
     *     status is one without a body
     */
    public MediaOptions {
        Objects.requireNonNull(endpoint, "endpoint");
        Require.statusWithBody("media: status", endpoint);
        Require.json("media: body", endpoint.method(), body);
        Require.path("media: url field", urlField);
    }

    /**
     * The defaults: {@code POST /api/media/presign} for a small image, without a login.
     *
     * @param base the base URL
     * @return the options
     */
    public static MediaOptions at(URI base) {
        return new MediaOptions(Endpoint.post(Endpoint.under(base, PATH)), BODY, null, null, true);
    }

    /**
     * The same with another presign route and body.
     *
     * @param newEndpoint the presign route
     * @param newBody JSON to send, or null; has to be null with GET
     * @return the changed options
     */
    public MediaOptions withRequest(Endpoint newEndpoint, @Nullable String newBody) {
        return new MediaOptions(newEndpoint, newBody, urlField, login, probesPut);
    }

    /**
     * The same with the place of the URL.
     *
     * @param value such as {@code data.uploadUrl} or {@code items[0].upload.url}, or null to take the one that is signed
     * @return the changed options
     */
    public MediaOptions withUrlField(@Nullable String value) {
        return new MediaOptions(endpoint, body, value, login, probesPut);
    }

    /**
     * The same with a login.
     *
     * @param value how to log in first, or null for no login
     * @return the changed options
     */
    public MediaOptions withLogin(@Nullable AuthOptions value) {
        return new MediaOptions(endpoint, body, urlField, value, probesPut);
    }

    /** {@return the same without the upload that no storage takes: of some URLs it stays unknown then whether the signature holds} */
    public MediaOptions withoutPutProbe() {
        return new MediaOptions(endpoint, body, urlField, login, false);
    }
}
