package io.releaseconductor.http.alerts;

import io.releaseconductor.config.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Where alerts are posted, and what they are signed with. Immutable; prints neither keys nor more of the URL than its host, since the rest may
 * be a secret.
 *
 * @param url an http or https URL without user info
 * @param key what they are signed with, as <a href="https://www.standardwebhooks.com">Standard Webhooks</a> writes it: {@code whsec_} and 24 to 64
 *     bytes in Base64
 * @param olderKey what they are signed with as well while the receiver changes from one key to another; null otherwise
 * @param timeLimit how long one try may take, 1 s to {@link #LONGEST}
 */
public record WebhookOptions(URI url, Secret key, @Nullable Secret olderKey, Duration timeLimit) {

    /** Less than a call to a sink may take by default, so that other sinks have time as well. */
    public static final Duration LONGEST = Duration.ofSeconds(25);

    private static final Duration DEFAULT_LIMIT = Duration.ofSeconds(15);

    private static final Duration SHORTEST = Duration.ofSeconds(1);

    /**
     * Validates.
     *
     * @throws IllegalArgumentException if a value is not allowed; never tells a key, or more of the URL than that
     */
    public WebhookOptions {
        Objects.requireNonNull(url, "url");
        HttpUrl parsed = HttpUrl.parse(url.toString());
        if (parsed == null
                || !parsed.encodedUsername().isEmpty()
                || !parsed.encodedPassword().isEmpty()) {
            throw new IllegalArgumentException(
                    "webhook: url is not one that can be posted to; allowed: an absolute http or https URL without user, such"
                            + " as https://alerts.example.com/conductor");
        }
        SigningKey.of(key);
        if (olderKey != null) {
            SigningKey.of(olderKey);
        }
        if (timeLimit.compareTo(SHORTEST) < 0 || timeLimit.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "webhook: timeLimit is " + timeLimit + "; allowed: " + SHORTEST + " to " + LONGEST);
        }
    }

    /**
     * A place, within the usual limit of 15 seconds.
     *
     * @param url an http or https URL
     * @param key what alerts are signed with, {@code whsec_} and 24 to 64 bytes in Base64
     * @return the options
     * @throws IllegalArgumentException if one of them is not allowed; never tells the key
     */
    public static WebhookOptions of(URI url, Secret key) {
        return new WebhookOptions(url, key, null, DEFAULT_LIMIT);
    }

    /**
     * The same, signed with an older key as well.
     *
     * @param value the older key
     * @return the changed options
     * @throws IllegalArgumentException if it is not allowed; never tells it
     */
    public WebhookOptions withOlderKey(Secret value) {
        return new WebhookOptions(url, key, value, timeLimit);
    }

    /**
     * The same within another limit.
     *
     * @param value how long one try may take, 1 s to {@link #LONGEST}
     * @return the changed options
     * @throws IllegalArgumentException if it is out of its range
     */
    public WebhookOptions withTimeLimit(Duration value) {
        return new WebhookOptions(url, key, olderKey, value);
    }

    List<SigningKey> keys() {
        return olderKey == null ? List.of(SigningKey.of(key)) : List.of(SigningKey.of(key), SigningKey.of(olderKey));
    }

    /** {@return where, in as much as is no secret} */
    String host() {
        HttpUrl parsed = HttpUrl.get(url);
        boolean usual = parsed.port() == HttpUrl.defaultPort(parsed.scheme());
        return parsed.scheme() + "://" + parsed.host() + (usual ? "" : ":" + parsed.port());
    }

    @Override
    public String toString() {
        return "WebhookOptions[" + host() + ", " + timeLimit + "]";
    }
}
