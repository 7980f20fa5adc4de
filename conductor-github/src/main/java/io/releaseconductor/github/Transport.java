package io.releaseconductor.github;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * Sends one request and says honestly what came of it; stops at once when its thread is interrupted. What is written goes out
 * on a connection of its own and is never repeated: OkHttp sends a POST again by itself when a kept connection breaks.
 */
final class Transport {

    /** A page of a hundred runs has some two megabytes. */
    private static final Pattern CONNECT = Pattern.compile("response code for CONNECT: ([0-9]{3})");

    private static final long MAX_BODY_BYTES = 16L * 1024 * 1024;

    private static final Duration MARGIN = Duration.ofMillis(500);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final OkHttpClient reading;
    private final OkHttpClient writing;
    private final Duration timeout;

    Transport(OkHttpClient base, Duration timeout) {
        this.timeout = timeout;
        this.reading = base.newBuilder()
                .callTimeout(timeout)
                .connectTimeout(timeout)
                .readTimeout(timeout)
                .writeTimeout(timeout)
                .connectionPool(new ConnectionPool(5, 30, TimeUnit.SECONDS))
                .retryOnConnectionFailure(true)
                .build();
        this.writing = reading.newBuilder()
                .connectionPool(new ConnectionPool(0, 1, TimeUnit.MILLISECONDS))
                .retryOnConnectionFailure(false)
                .build();
    }

    OkHttpClient client() {
        return reading;
    }

    /** How a request failed to bring a whole answer. */
    static final class FailedException extends Exception {

        private static final long serialVersionUID = 1L;

        private final boolean sent;

        private FailedException(String message, boolean sent) {
            super(message);
            this.sent = sent;
        }

        /** {@return whether it may have arrived} */
        boolean sent() {
            return sent;
        }

        @Override
        public String getMessage() {
            String message = super.getMessage();
            return message == null ? "" : message;
        }
    }

    /** Reads only what can be sent again, writes all else. */
    Reply.Answered send(Request request) throws FailedException {
        SentWatch watch = new SentWatch();
        boolean read = request.method().equals("GET");
        Call call = (read ? reading : writing).newCall(request);
        call.addEventListener(watch);
        CompletableFuture<Reply.Answered> outcome = new CompletableFuture<>();
        call.enqueue(new Callback() {
            @Override
            public void onFailure(Call failed, IOException e) {
                outcome.completeExceptionally(e);
            }

            @Override
            public void onResponse(Call answered, Response response) {
                try (response) {
                    outcome.complete(new Reply.Answered(response.code(), response.headers(), body(response)));
                } catch (IOException | RuntimeException e) {
                    outcome.completeExceptionally(e);
                }
            }
        });
        return await(outcome, call, watch);
    }

    private Reply.Answered await(CompletableFuture<Reply.Answered> outcome, Call call, SentWatch watch)
            throws FailedException {
        String host = call.request().url().host();
        try {
            // A little longer than the call itself, which cannot end a name lookup that hangs.
            return outcome.get(timeout.plus(MARGIN).toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            boolean over = cancelled(call, outcome);
            Thread.currentThread().interrupt();
            throw new FailedException("interrupted while waiting for " + host, !over || watch.sent());
        } catch (TimeoutException e) {
            boolean over = cancelled(call, outcome);
            throw new FailedException(noAnswer(host), !over || watch.sent());
        } catch (ExecutionException e) {
            throw new FailedException(describe(e.getCause(), host, watch.sent()), watch.sent());
        }
    }

    /** Waits for a cancelled call to come to its end, so that it is sure that nothing more of it leaves. */
    private static boolean cancelled(Call call, CompletableFuture<?> outcome) {
        call.cancel();
        try {
            outcome.get(MARGIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            return true;
        } catch (InterruptedException | TimeoutException e) {
            return outcome.isDone();
        }
        return true;
    }

    private String noAnswer(String host) {
        return "no answer from " + host + " within " + timeout.toMillis() + " ms";
    }

    /** What a proxy did, by the HTTP client's own words. */
    private static @Nullable String byProxy(@Nullable Throwable failure) {
        String message = failure instanceof IOException ? Objects.requireNonNullElse(failure.getMessage(), "") : "";
        if (message.contains("authenticate with proxy") || message.contains("HTTP_PROXY_AUTH (407)")) {
            return "wants to know who asks (407); give it the credentials, or let this machine past it";
        }
        Matcher refused = CONNECT.matcher(message);
        return refused.find() ? "refused the connection (" + refused.group(1) + "); let this machine through" : null;
    }

    /** Messages of exceptions are not passed on: some quote what was sent or received. */
    private String describe(@Nullable Throwable failure, String host, boolean sent) {
        if (failure instanceof UnknownHostException) {
            return "the host " + host + " is not known; check GITHUB_API_URL and the DNS of this machine";
        }
        String proxy = byProxy(failure);
        if (proxy != null) {
            return "the proxy on the way to " + host + " " + proxy;
        }
        if (failure instanceof InterruptedIOException) {
            return sent ? noAnswer(host) : "no connection to " + host + " within " + timeout.toMillis() + " ms";
        }
        if (failure instanceof SSLException && !sent) {
            return "no secure connection to " + host + "; check its certificate and the proxies on the way";
        }
        if (!sent) {
            return "no connection to " + host + ": refused, or no way there";
        }
        return failure instanceof IOException
                ? "the connection to " + host + " broke before the answer was whole"
                : "the answer from " + host + " could not be read";
    }

    private static JsonNode body(Response response) throws IOException {
        BufferedSource source = response.body().source();
        if (source.request(MAX_BODY_BYTES + 1)) {
            throw new IOException("too long");
        }
        try {
            JsonNode node = JSON.readTree(source.readByteArray());
            return node == null ? MissingNode.getInstance() : node;
        } catch (JsonProcessingException e) {
            // Its message quotes the body.
            return MissingNode.getInstance();
        }
    }
}
