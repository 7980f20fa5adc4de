package io.releaseconductor.checks;

import io.releaseconductor.http.OneShotBody;
import java.io.IOException;
import java.net.ProtocolException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.ConnectionPool;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.Buffer;
import okio.BufferedSource;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/** Sends the requests of checks, within limits, and stops at once when its thread is interrupted. */
final class WebClient {

    static final int MAX_REDIRECTS = 5;

    private static final MediaType JSON = MediaType.get("application/json");

    /** Sixteen bytes of zero in base64: well-formed, so that no storage stops there, and the digest of nothing that is known. */
    private static final String DIGEST_OF_SOMETHING_ELSE = "AAAAAAAAAAAAAAAAAAAAAA==";

    private final OkHttpClient reading;
    private final OkHttpClient writing;
    private final GuardedClients readingGuarded;
    private final GuardedClients writingGuarded;
    private final int maxBodyBytes;
    private final Consumer<WebAnswer> listener;
    private final @Nullable CanaryRoute route;

    WebClient(OkHttpClient base, HttpLimits limits) {
        this(base, limits, answer -> {});
    }

    /** With somebody who is told what came back from where the settings lead, behind redirects. */
    WebClient(OkHttpClient base, HttpLimits limits, Consumer<WebAnswer> listener) {
        this.listener = listener;
        this.route = null;
        // What only reads may be sent again when a kept connection turns out to be closed; a login or a POST may not,
        // so
        // it gets a connection of its own.
        this.reading = base.newBuilder()
                .connectTimeout(limits.connectTimeout())
                .readTimeout(limits.readTimeout())
                .writeTimeout(limits.readTimeout())
                .connectionPool(keeping())
                .retryOnConnectionFailure(true)
                .build();
        this.writing = reading.newBuilder()
                .connectionPool(closing())
                .retryOnConnectionFailure(false)
                .build();
        this.readingGuarded = new GuardedClients(reading, WebClient::keeping);
        this.writingGuarded = new GuardedClients(writing, WebClient::closing);
        this.maxBodyBytes = limits.maxBodyBytes();
    }

    private WebClient(WebClient other, CanaryRoute route) {
        this.reading = other.reading;
        this.writing = other.writing;
        this.readingGuarded = other.readingGuarded;
        this.writingGuarded = other.writingGuarded;
        this.maxBodyBytes = other.maxBodyBytes;
        this.listener = other.listener;
        this.route = route;
    }

    /** The same on the way to a canary. */
    WebClient on(CanaryRoute canary) {
        return new WebClient(this, canary);
    }

    private static ConnectionPool keeping() {
        return new ConnectionPool(20, 2, TimeUnit.SECONDS);
    }

    private static ConnectionPool closing() {
        return new ConnectionPool(0, 1, TimeUnit.MILLISECONDS);
    }

    /**
     * Sends, follows redirects and reads the answer. Its latency is that of all hops together.
     *
     * @throws TroubleException if there is no whole answer
     * @throws InterruptedException if interrupted; the request is cancelled
     */
    WebAnswer send(WebRequest request, Deadline deadline) throws TroubleException, InterruptedException {
        Set<WebRequest> seen = new HashSet<>();
        seen.add(request);
        RedirectCookies cookies = new RedirectCookies();
        Duration spent = Duration.ZERO;
        WebRequest current = request;
        while (true) {
            WebAnswer answer = exchange(current, deadline);
            spent = spent.plus(answer.latency());
            WebRequest next = RedirectRules.next(current, answer);
            if (next == null) {
                if (request.namedBy() == null) {
                    listener.accept(answer);
                }
                return answer.withLatency(spent);
            }
            requireCanary(current, next);
            next = cookies.carried(current, answer, next);
            if (!seen.add(next)) {
                throw RedirectRules.loop(request).asException();
            }
            if (seen.size() > MAX_REDIRECTS + 1) {
                throw RedirectRules.tooMany(request, MAX_REDIRECTS).asException();
            }
            current = next;
        }
    }

    /**
     * The request that goes on to a target that an answer names.
     *
     * @throws TroubleException if it may not lead there
     */
    WebRequest led(WebRequest request, HttpUrl target) throws TroubleException {
        WebRequest next = RedirectRules.to(request, target);
        requireCanary(request, next);
        return next;
    }

    private void requireCanary(WebRequest request, WebRequest next) throws TroubleException {
        if (route != null) {
            route.requireKept(request, next);
        }
    }

    /**
     * Sends, and where the answer is slower than the budget sends once more and takes the faster answer: what is judged is
     * the application, not the first use of classes and connections on either side.
     */
    WebAnswer sendTwiceIfSlow(WebRequest request, Duration budget, Deadline deadline)
            throws TroubleException, InterruptedException {
        WebAnswer first = send(request, deadline);
        if (first.latency().compareTo(budget) <= 0 || !request.isRepeatable()) {
            return first;
        }
        WebAnswer second = sendAgain(request, deadline.atMost(first.latency()));
        return second != null
                        && second.status() == first.status()
                        && second.latency().compareTo(first.latency()) < 0
                ? second
                : first;
    }

    /** An answer that comes later than the first one took is of no use, and neither is a failure: the first one counts. */
    private @Nullable WebAnswer sendAgain(WebRequest request, Deadline deadline) throws InterruptedException {
        try {
            return send(request, deadline);
        } catch (TroubleException e) {
            return null;
        }
    }

    private WebAnswer exchange(WebRequest request, Deadline deadline) throws TroubleException, InterruptedException {
        Duration left = deadline.left();
        if (left.isZero()) {
            throw NetworkTroubles.outOfTime(request).asException();
        }
        ExchangeWatch watch = new ExchangeWatch(ReadBudget.forBody(maxBodyBytes));
        Call call = clientFor(request).newCall(httpRequest(request));
        call.timeout().timeout(left.toNanos(), TimeUnit.NANOSECONDS);
        call.addEventListener(watch);
        CompletableFuture<WebAnswer> outcome = new CompletableFuture<>();
        call.enqueue(new Callback() {
            @Override
            public void onFailure(Call failed, IOException e) {
                ReadBudget.clear();
                Response head = watch.head();
                if (e instanceof ProtocolException && head != null) {
                    outcome.complete(refusedForItsHead(request, head, watch));
                } else {
                    outcome.completeExceptionally(e);
                }
            }

            @Override
            public void onResponse(Call answered, Response response) {
                try (response) {
                    outcome.complete(read(answered, request, response, watch));
                } catch (IOException | RuntimeException e) {
                    outcome.completeExceptionally(e);
                } finally {
                    ReadBudget.clear();
                }
            }
        });
        return await(outcome, call, request, watch, left);
    }

    /** A 407 without a proxy, or a 204 that announces a body: the client hands out neither, and both say what they are. */
    private static WebAnswer refusedForItsHead(WebRequest request, Response head, ExchangeWatch watch) {
        return new WebAnswer(
                request.url(),
                request.label(),
                head.code(),
                head.headers(),
                ByteString.EMPTY,
                false,
                Duration.ofNanos(System.nanoTime() - watch.sentNanos()));
    }

    private OkHttpClient clientFor(WebRequest request) {
        String home = request.namedBy();
        if (home == null) {
            return request.isRepeatable() ? reading : writing;
        }
        return (request.isRepeatable() ? readingGuarded : writingGuarded).forUrl(request.url(), home);
    }

    private static WebAnswer await(
            CompletableFuture<WebAnswer> outcome, Call call, WebRequest request, ExchangeWatch watch, Duration left)
            throws TroubleException, InterruptedException {
        try {
            // A little longer than the call itself, which cannot end a name lookup that hangs.
            return outcome.get(left.toNanos() + TimeUnit.MILLISECONDS.toNanos(50), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            call.cancel();
            throw e;
        } catch (TimeoutException e) {
            call.cancel();
            throw NetworkTroubles.timedOut(watch.stage(), request, false).asException();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw NetworkTroubles.of(watch.stage(), failure, request).asException();
            }
            throw NetworkTroubles.unreadable(request).asException();
        }
    }

    private WebAnswer read(Call call, WebRequest request, Response response, ExchangeWatch watch) throws IOException {
        BufferedSource source =
                isEmpty(response) ? new Buffer() : response.body().source();
        boolean cut = source.request(maxBodyBytes + 1L);
        ByteString body = cut ? source.readByteString(maxBodyBytes) : source.readByteString();
        Duration latency = Duration.ofNanos(System.nanoTime() - watch.sentNanos());
        if (cut) {
            // Closing alone would go on reading what is of no use.
            call.cancel();
        }
        return new WebAnswer(request.url(), request.label(), response.code(), response.headers(), body, cut, latency);
    }

    /** Nothing is nothing, even if it is said to be compressed. */
    private static boolean isEmpty(Response response) {
        Response asSent = response.networkResponse();
        return asSent != null && "0".equals(asSent.header("Content-Length"));
    }

    private Request httpRequest(WebRequest request) {
        Headers.Builder headers = request.more()
                .newBuilder()
                .set("User-Agent", "release-conductor")
                .set("Accept", request.accept());
        if (request.cookies() != null) {
            // Some applications put into cookies what a header may not hold; it goes back as it came.
            headers.addUnsafeNonAscii("Cookie", request.cookies());
        }
        if (request.origin() != null) {
            headers.set("Origin", request.origin());
        }
        if (request.isTrial()) {
            headers.set("Content-MD5", DIGEST_OF_SOMETHING_ELSE);
        }
        if (route != null) {
            route.prepare(request.url(), headers);
        }
        return new Request.Builder()
                .url(request.url())
                .headers(headers.build())
                .method(request.method(), bodyOf(request))
                .build();
    }

    private static @Nullable RequestBody bodyOf(WebRequest request) {
        if (request.method().equals("GET")) {
            return null;
        }
        ByteString bytes = ByteString.encodeUtf8(request.body() == null ? "" : request.body());
        String type = request.more().get("Content-Type");
        MediaType told = type == null ? JSON : MediaType.get(type);
        return new OneShotBody(bytes, request.body() == null ? null : told);
    }
}
