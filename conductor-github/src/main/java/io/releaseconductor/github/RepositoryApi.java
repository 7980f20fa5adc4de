package io.releaseconductor.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.releaseconductor.http.OneShotBody;
import io.releaseconductor.model.Times;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks GitHub about one repository. Reads are conditional and tried again; what is written is sent once and never again. Safe for
 * use by several threads.
 */
final class RepositoryApi {

    private static final Logger LOG = LoggerFactory.getLogger(RepositoryApi.class);

    private static final MediaType JSON = MediaType.get("application/json");

    private static final int MAX_TRIES = 3;
    private static final int MAX_HOPS = 3;

    /** Later than this no read is tried again, since the conductor waits 30 s for a call. */
    private static final Duration LAST_RETRY = Duration.ofSeconds(8);

    private static final Duration SOON = Duration.ofSeconds(5);

    private final GitHubOptions options;
    private final Clock clock;
    private final Pause pause;
    private final Transport transport;
    private final Credentials credentials;
    private final HttpUrl site;
    private final Limits limits;
    private final WriteQueue writes;
    private final WriteQueue aside;
    private final Etags etags = new Etags();
    // Another place once GitHub says that the repository has moved.
    private volatile HttpUrl base;

    RepositoryApi(GitHubOptions options, GitHubAuth auth, OkHttpClient client, Clock clock, Pause pause) {
        this.options = options;
        this.clock = clock;
        this.pause = pause;
        this.transport = new Transport(client, options.callTimeout());
        this.site = Objects.requireNonNull(HttpUrl.get(options.apiUrl()), "apiUrl");
        this.limits = new Limits(clock);
        this.writes = new WriteQueue(clock);
        this.aside = new WriteQueue(clock);
        this.base = site.newBuilder()
                .addPathSegment("repos")
                .addPathSegment(options.owner())
                .addPathSegment(options.repository())
                .build();
        this.credentials = auth.open(new AuthSite(
                transport.client(),
                site,
                options.owner(),
                options.repository(),
                options.apiVersion(),
                options.deployments(),
                clock));
    }

    Limits limits() {
        return limits;
    }

    /**
     * Reads below the repository.
     *
     * @param shape what the body of a good answer looks like; any other is not believed, nor remembered
     */
    Reply get(List<String> path, Predicate<JsonNode> shape, String... query) {
        return get(path, shape, body -> body, query);
    }

    /**
     * Reads below the repository, and keeps only a part of what is answered.
     *
     * @param shape what the body of a good answer looks like; any other is not believed, nor remembered
     * @param cut makes of the body of a good answer what is remembered and told
     */
    Reply get(List<String> path, Predicate<JsonNode> shape, UnaryOperator<JsonNode> cut, String... query) {
        HttpUrl.Builder url = below(base, path);
        for (int i = 0; i + 1 < query.length; i += 2) {
            url.addQueryParameter(query[i], query[i + 1]);
        }
        return read(url.build(), new Reading(shape, cut, true));
    }

    /** Reads below the repository with one request, and keeps nothing of the answer, which may be large. */
    Reply getOnce(List<String> path, Predicate<JsonNode> shape) {
        return readOnce(below(base, path).build(), new Reading(shape, body -> body, false));
    }

    /** Reads beside the repository. */
    Reply getSite(String... path) {
        return read(below(site, List.of(path)).build(), new Reading(JsonNode::isObject, body -> body, true));
    }

    /** Sends once, unless the moment for it is over before its turn comes. */
    Reply post(List<String> path, String json, Instant validUntil) {
        return post(path, json, validUntil, writes);
    }

    /** Sends once what nothing depends on: no other write waits for its turn. */
    Reply postAside(List<String> path, String json, Instant validUntil) {
        return post(path, json, validUntil, aside);
    }

    private Reply post(List<String> path, String json, Instant validUntil, WriteQueue queue) {
        HttpUrl url = below(base, path).build();
        Reply.Limited limited = limits.now();
        if (limited != null) {
            return limited;
        }
        String authorization;
        try {
            authorization = credentials.authorization();
        } catch (NoCredentialsException e) {
            return notSent(e);
        }
        Reply late = waitForTurn(validUntil, queue);
        if (late != null) {
            return late;
        }
        Request request = request(url, authorization)
                .post(new OneShotBody(ByteString.encodeUtf8(json), JSON))
                .build();
        Reply reply = exchange(request);
        if (reply instanceof Reply.Answered answer) {
            if (answer.status() == 401 && credentials.refused(authorization)) {
                return new Reply.NotSent("GitHub refused the token; trying with a new one", clock.instant(), false);
            }
            if (isRedirect(answer.status()) && moved(url, path, answer)) {
                return new Reply.NotSent("the repository has moved; trying at its new place", clock.instant(), false);
            }
        }
        return reply;
    }

    private @Nullable Reply waitForTurn(Instant validUntil, WriteQueue queue) {
        Duration wait = queue.take();
        if (wait == null) {
            return new Reply.NotSent(
                    "too many requests at once; the next may be sent at " + Times.format(queue.free()),
                    queue.free(),
                    false);
        }
        if (!wait.isZero()) {
            try {
                pause.sleep(wait);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return new Reply.NotSent("interrupted before anything was sent", clock.instant(), false);
            }
        }
        Reply.Limited limited = limits.now();
        if (limited != null) {
            return limited;
        }
        return clock.instant().isAfter(validUntil)
                ? new Reply.NotSent("its time was over before its turn came", clock.instant(), false)
                : null;
    }

    /** What is done with the body of a good answer. */
    private record Reading(Predicate<JsonNode> shape, UnaryOperator<JsonNode> cut, boolean kept) {}

    private Reply read(HttpUrl url, Reading reading) {
        long start = System.nanoTime();
        Reply reply = readOnce(url, reading);
        for (int tries = 1; tries < MAX_TRIES && worthAnotherTry(reply); tries++) {
            if (System.nanoTime() - start > LAST_RETRY.toNanos() || !rest(tries)) {
                break;
            }
            reply = readOnce(url, reading);
        }
        return reply;
    }

    private static boolean worthAnotherTry(Reply reply) {
        if (reply instanceof Reply.Answered answer) {
            return answer.status() >= 500
                    || (answer.status() == 200 && answer.body().isMissingNode());
        }
        return reply instanceof Reply.Lost || (reply instanceof Reply.NotSent notSent && !notSent.lasting());
    }

    /** With jitter, so that several nodes do not come back in step. */
    private boolean rest(int tries) {
        long millis = ThreadLocalRandom.current().nextLong(200L << tries, 400L << tries);
        try {
            pause.sleep(Duration.ofMillis(millis));
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Reply readOnce(HttpUrl url, Reading reading) {
        HttpUrl current = url;
        boolean renewed = false;
        for (int hops = 0; hops <= MAX_HOPS; hops++) {
            Reply.Limited limited = limits.now();
            if (limited != null) {
                return limited;
            }
            String authorization;
            try {
                authorization = credentials.authorization();
            } catch (NoCredentialsException e) {
                return notSent(e);
            }
            Reply reply = conditional(current, authorization, reading);
            if (!(reply instanceof Reply.Answered answer)) {
                return reply;
            }
            if (answer.status() == 401 && !renewed && credentials.refused(authorization)) {
                renewed = true;
                continue;
            }
            HttpUrl next = isRedirect(answer.status()) ? target(current, answer) : null;
            if (next == null) {
                return answer;
            }
            remember(url, next);
            current = next;
        }
        return new Reply.Lost("GitHub redirected more than " + MAX_HOPS + " times");
    }

    /** Always asks; only the body is spared if nothing has changed, and then GitHub does not count the request. */
    private Reply conditional(HttpUrl url, String authorization, Reading reading) {
        Etags.Tagged known = etags.get(url.toString());
        Request.Builder request = request(url, authorization).header("Cache-Control", "max-age=0");
        if (known != null) {
            request.header("If-None-Match", known.etag());
        }
        Reply reply = exchange(request.build());
        if (!(reply instanceof Reply.Answered answer)) {
            return reply;
        }
        if (answer.status() == 304 && known != null) {
            return new Reply.Answered(200, answer.headers(), known.body());
        }
        if (answer.status() != 200) {
            return answer;
        }
        if (!reading.shape().test(answer.body())) {
            return new Reply.Answered(200, answer.headers(), MissingNode.getInstance());
        }
        JsonNode body = reading.cut().apply(answer.body());
        String etag = answer.headers().get("etag");
        if (etag != null && reading.kept()) {
            etags.put(url.toString(), etag, body);
        }
        return new Reply.Answered(200, answer.headers(), body);
    }

    private Reply exchange(Request request) {
        Reply.Answered answer;
        try {
            answer = transport.send(request);
        } catch (Transport.FailedException e) {
            return e.sent()
                    ? new Reply.Lost(e.getMessage())
                    : new Reply.NotSent(e.getMessage(), clock.instant().plus(SOON), false);
        }
        Reply.Limited limited = limits.note(answer);
        if (limited != null) {
            LOG.warn("{}: {}", options.fullName(), limited.reason());
            return limited;
        }
        return answer;
    }

    private static Reply.NotSent notSent(NoCredentialsException e) {
        String message = e.getMessage();
        return new Reply.NotSent(message == null ? "no token" : message, e.retryAt(), e.lasting());
    }

    private Request.Builder request(HttpUrl url, String authorization) {
        return new Request.Builder()
                .url(url)
                .header("Accept", "application/vnd.github+json")
                .header("User-Agent", "release-conductor")
                .header("X-GitHub-Api-Version", options.apiVersion())
                .header("Authorization", authorization);
    }

    private static HttpUrl.Builder below(HttpUrl base, List<String> path) {
        HttpUrl.Builder url = base.newBuilder();
        path.forEach(url::addPathSegment);
        return url;
    }

    private static boolean isRedirect(int status) {
        return status == 301 || status == 302 || status == 307 || status == 308;
    }

    /** Only within the same server: the token goes nowhere else. */
    private @Nullable HttpUrl target(HttpUrl from, Reply.Answered answer) {
        String location = answer.headers().get("location");
        HttpUrl to = location == null ? null : from.resolve(location);
        boolean same = to != null
                && to.scheme().equals(site.scheme())
                && to.host().equals(site.host())
                && to.port() == site.port();
        return same ? to : null;
    }

    private boolean moved(HttpUrl from, List<String> path, Reply.Answered answer) {
        HttpUrl to = target(from, answer);
        HttpUrl before = base;
        return to != null && (remember(below(before, path).build(), to) || !base.equals(before));
    }

    /** {@return whether the repository's new place was learnt from where one of its addresses leads to} */
    private boolean remember(HttpUrl from, HttpUrl to) {
        HttpUrl before = base;
        List<String> prefix = before.pathSegments();
        List<String> old = from.pathSegments();
        List<String> now = to.pathSegments();
        int rest = old.size() - prefix.size();
        boolean within = rest >= 0
                && old.subList(0, prefix.size()).equals(prefix)
                && now.size() > rest
                && now.subList(now.size() - rest, now.size()).equals(old.subList(prefix.size(), old.size()));
        if (!within) {
            return false;
        }
        HttpUrl.Builder place = site.newBuilder().encodedPath("/");
        now.subList(0, now.size() - rest).forEach(place::addPathSegment);
        HttpUrl found = place.build();
        if (found.equals(before)) {
            return false;
        }
        LOG.warn(
                "{} has moved; it is asked at {} from now on. Set GITHUB_REPOSITORY to its new name.",
                options.fullName(),
                found.encodedPath());
        base = found;
        return true;
    }

    /** {@return a field of the body as text, or empty} */
    static String text(JsonNode body, String field) {
        return body.path(field).isTextual() ? body.path(field).textValue() : "";
    }

    /** {@return an entry of an answer with nothing but these fields, as far as it has them} */
    static ObjectNode only(List<String> fields, JsonNode entry) {
        ObjectNode small = JsonNodeFactory.instance.objectNode();
        fields.stream().filter(entry::hasNonNull).forEach(field -> small.set(field, entry.path(field)));
        return small;
    }
}
