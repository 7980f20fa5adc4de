package io.releaseconductor.examples.bot;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.releaseconductor.config.Secret;
import io.releaseconductor.http.HttpClients;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.SSLException;
import okhttp3.Headers;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Reads from an HTTP API with a token, by the proxies and with the trust store that the adapters use. Follows no redirect, so that the
 * token goes nowhere else.
 */
final class Api {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final OkHttpClient CLIENT =
            HttpClients.create("doctor", 4).newBuilder().callTimeout(LIMIT).build();

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
    record Answer(int status, Headers headers, String text) {

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
            return Optional.ofNullable(headers.get(name));
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
        Request.Builder request = new Request.Builder()
                .url(base.resolve(path).toString())
                .header("User-Agent", "DiscordBot (https://github.com/releaseconductor/release-conductor, 0.1)")
                .header("Authorization", scheme + " " + token.reveal());
        headers.forEach(request::header);
        try (Response response = CLIENT.newCall(request.build()).execute()) {
            return new Answer(
                    response.code(), response.headers(), response.body().string());
        } catch (InterruptedIOException e) {
            if (Thread.interrupted()) {
                throw (InterruptedException) new InterruptedException("while asking " + host()).initCause(e);
            }
            throw e;
        }
    }

    /** Where it is, for messages. */
    String host() {
        return base.getHost() + (base.getPort() < 0 ? "" : ":" + base.getPort());
    }

    /** Why nothing was answered, in words. */
    String trouble(IOException e) {
        String message = Objects.requireNonNullElse(e.getMessage(), "");
        if (message.contains("authenticate with proxy") || message.contains("(407)")) {
            return "the proxy on the way to " + host() + " wants to know who asks; name them in HTTPS_PROXY:"
                    + " http://USER:PASSWORD@HOST:PORT";
        }
        if (message.contains("response code for CONNECT")) {
            return "the proxy on the way to " + host() + " refuses the connection";
        }
        if (e instanceof InterruptedIOException) {
            return host() + " does not answer within " + LIMIT.toSeconds() + " s";
        }
        if (e instanceof SSLException) {
            return host() + " cannot be spoken to over TLS: " + message;
        }
        if (e instanceof ConnectException || e instanceof UnknownHostException) {
            return host() + " cannot be reached: unknown or refused";
        }
        return host() + " broke the connection off: " + e.getClass().getSimpleName();
    }
}
