package io.releaseconductor.checks;

import io.releaseconductor.config.Secret;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Where it is told whether an incident is open.
 *
 * @param url an http or https URL without user info; its query is sent, but never shown
 * @param authorization the whole value of the {@code Authorization} header, such as {@code Bearer …} or {@code Token token=…}; null
 *     where none is needed. Sent to the host of the URL only
 * @param limits how long and how much may be asked
 */
public record IncidentOptions(URI url, @Nullable Secret authorization, HttpLimits limits) {

    static final String AUTHORIZATION_ALLOWED =
            "the whole value of the Authorization header, such as Bearer, a space and a token, with printable ASCII characters, at most 4096";

    /** What is shorter is a word such as Bearer, or guessed anyhow. */
    private static final int SHORTEST_SECRET = 8;

    /**
     * Validates.
     *
     * @throws IllegalArgumentException if the URL or the header's value is not allowed; never tells the value
     */
    public IncidentOptions {
        Objects.requireNonNull(url, "url");
        Objects.requireNonNull(limits, "limits");
        HttpUrl parsed = HttpUrl.parse(url.toString());
        if (parsed == null
                || !parsed.encodedUsername().isEmpty()
                || !parsed.encodedPassword().isEmpty()) {
            throw new IllegalArgumentException(
                    "incidents: url is not one that can be asked; allowed: an absolute http or https URL without user,"
                            + " such as https://status.example.com/api/v2/incidents/unresolved.json");
        }
        if (authorization != null
                && !Require.HEADER_VALUE.matcher(authorization.reveal()).matches()) {
            throw new IllegalArgumentException(
                    "incidents: authorization is not a header's value; allowed: " + AUTHORIZATION_ALLOWED);
        }
    }

    /**
     * A place that needs no access, within the usual limits.
     *
     * @param url an http or https URL
     * @return the options
     * @throws IllegalArgumentException if the URL is not allowed
     */
    public static IncidentOptions at(URI url) {
        return new IncidentOptions(url, null, HttpLimits.defaults());
    }

    /**
     * The same with access.
     *
     * @param value the whole value of the {@code Authorization} header
     * @return the changed options
     * @throws IllegalArgumentException if it is not allowed; never tells the value
     */
    public IncidentOptions withAuthorization(Secret value) {
        return new IncidentOptions(url, value, limits);
    }

    /**
     * The same within other limits.
     *
     * @param value how long and how much may be asked
     * @return the changed options
     */
    public IncidentOptions withLimits(HttpLimits value) {
        return new IncidentOptions(url, authorization, value);
    }

    /** What an answer could give back: the header, each word of it that may be a token, and each value of the query that may be one. */
    List<Secret> secrets() {
        List<String> texts = new ArrayList<>();
        if (authorization != null) {
            texts.add(authorization.reveal());
            texts.addAll(List.of(authorization.reveal().split("[\\s=,:;\"]+")));
        }
        HttpUrl parsed = HttpUrl.get(url);
        for (int i = 0; i < parsed.querySize(); i++) {
            String value = parsed.queryParameterValue(i);
            if (value != null && !Seen.isName(value)) {
                texts.add(value);
            }
        }
        return texts.stream()
                .filter(text -> text.length() >= SHORTEST_SECRET)
                .map(Secret::new)
                .toList();
    }

    /** {@return the URL without its query, which may hold secrets, and the limits} */
    @Override
    public String toString() {
        return "IncidentOptions[" + WebRequest.shown(HttpUrl.get(url)) + ", " + limits + "]";
    }
}
