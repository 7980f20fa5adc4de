package io.releaseconductor.examples.bot;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.releaseconductor.config.Secret;
import io.releaseconductor.http.Proxies;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** Reads from an HTTP API with a token. Follows no redirect, so that the token goes nowhere else. */
final class Api {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(LIMIT)
            .proxy(Proxies.ofProcess())
            .build();
    private final URI base;
    private final String scheme;
    private final Secret token;

    /**
     * One answer.
     *
     * @param status its HTTP status
     * @param headers its headers
     * @param text its body
     */
    record Answer(int status, HttpHeaders headers, String text) {

        /** The body; missing if it is not JSON. */
        JsonNode json() {
            try {
                return JSON.readTree(text);
            } catch (JsonProcessingException e) {
                return MissingNode.getInstance();
            }
        }

        boolean ok() {
            return status == 200;
        }

        /** What the API says about it, for messages. */
        String told() {
            String message = json().path("message").asText("");
            return message.isEmpty() ? Integer.toString(status) : status + ", " + message;
        }

        Optional<String> header(String name) {
            return headers.firstValue(name);
        }
    }

    /**
     * An API.
     *
     * @param base its address
     * @param scheme what stands before the token
     * @param token the token
     */
    Api(URI base, String scheme, Secret token) {
        String text = base.toString();
        this.base = URI.create(text.endsWith("/") ? text : text + "/");
        this.scheme = scheme;
        this.token = token;
    }

    /**
     * Reads.
     *
     * @param path the path below the base, without a slash at its beginning, encoded
     * @param headers more headers
     * @return what was answered
     * @throws IOException if nothing was
     * @throws InterruptedException if this thread is interrupted
     */
    Answer get(String path, Map<String, String> headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(LIMIT)
                .header("User-Agent", "DiscordBot (https://github.com/releaseconductor/release-conductor, 0.1)")
                .header("Authorization", scheme + " " + token.reveal());
        headers.forEach(request::header);
        HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        return new Answer(response.statusCode(), response.headers(), response.body());
    }

    /** Where it is, for messages. */
    String host() {
        return base.getHost() + (base.getPort() < 0 ? "" : ":" + base.getPort());
    }

    /** Why nothing was answered, in words. */
    String trouble(IOException e) {
        if (e instanceof HttpTimeoutException) {
            return host() + " does not answer within " + LIMIT.toSeconds() + " s";
        }
        if (e instanceof SSLException) {
            return host() + " cannot be spoken to over TLS: " + e.getMessage();
        }
        if (e instanceof ConnectException) {
            return host() + " cannot be reached: unknown or refused";
        }
        return host() + " broke the connection off: " + e.getClass().getSimpleName();
    }
}
