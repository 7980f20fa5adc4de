package io.releaseconductor.http.alerts;

import io.releaseconductor.deployment.Alert;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.health.HealthContributor;
import io.releaseconductor.health.PartHealth;
import io.releaseconductor.http.HttpClients;
import io.releaseconductor.http.OneShotBody;
import io.releaseconductor.lock.LockNotice;
import io.releaseconductor.spi.AlertSink;
import io.releaseconductor.spi.NodeAlert;
import io.releaseconductor.spi.NotDeliveredException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Posts each alert as JSON to a URL, signed as <a href="https://www.standardwebhooks.com">Standard Webhooks</a> has it, so that any of its
 * libraries verifies it. The header {@code webhook-id} is that of the alert, and the same in each try: a receiver that keeps the ids that it
 * has had does nothing twice.
 *
 * <p>An answer of 2xx is delivered; anything else is not, and is tried again by whoever sends alerts, at growing intervals. No redirect is
 * followed. {@code Retry-After} is heeded up to 30 minutes, for all alerts. After 410 nothing is posted there any more before the process is started
 * anew, and {@link #health()} says so.
 *
 * <p>Thread-safe. Shares one HTTP client, which needs no closing. Stops when it is interrupted.
 */
public final class WebhookAlerts implements AlertSink, HealthContributor {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookAlerts.class);

    private static final String NAME = "Alert webhook";

    private static final MediaType JSON = MediaType.get("application/json");

    /** Without the full stop that sets it apart in what is signed. */
    private static final Pattern SAFE_ID = Pattern.compile("[A-Za-z0-9:_-]{1,200}");

    private static final Duration LONGEST_REST = Duration.ofMinutes(30);

    private static final int MOST_AT_ONCE = 4;

    private static final class Shared {
        static final OkHttpClient CLIENT = HttpClients.create("conductor-webhook", MOST_AT_ONCE);
    }

    private final WebhookOptions options;
    private final List<SigningKey> keys;
    private final OkHttpClient client;
    private final Clock clock;
    private final AtomicReference<Instant> restsUntil = new AtomicReference<>(Instant.MIN);
    private volatile boolean gone;
    private volatile @Nullable String trouble;

    private WebhookAlerts(WebhookOptions options, Clock clock) {
        this.options = options;
        this.keys = options.keys();
        this.clock = clock;
        this.client = Shared.CLIENT
                .newBuilder()
                .callTimeout(options.timeLimit())
                .retryOnConnectionFailure(false)
                .build();
    }

    /**
     * The sink.
     *
     * @param options where alerts go
     * @return the sink; has posted nothing yet
     */
    public static WebhookAlerts of(WebhookOptions options) {
        return of(options, Clock.systemUTC());
    }

    /**
     * The same by another clock.
     *
     * @param options where alerts go
     * @param clock the time, which is signed
     * @return the sink; has posted nothing yet
     */
    public static WebhookAlerts of(WebhookOptions options, Clock clock) {
        return new WebhookAlerts(Objects.requireNonNull(options, "options"), Objects.requireNonNull(clock, "clock"));
    }

    @Override
    public void send(Alert alert, Deployment deployment) throws NotDeliveredException {
        post(alert.id(), WebhookBody.of(alert, deployment));
    }

    @Override
    public void send(NodeAlert alert) throws NotDeliveredException {
        post(alert.id(), WebhookBody.of(alert));
    }

    @Override
    public void send(LockNotice notice) throws NotDeliveredException {
        post(notice.id(), WebhookBody.of(notice, clock.instant()));
    }

    private void post(String id, WebhookBody body) throws NotDeliveredException {
        if (gone) {
            throw refused(goneSince());
        }
        Instant now = clock.instant();
        Instant rest = restsUntil.get();
        if (now.isBefore(rest)) {
            throw refused("it asked to be left alone until " + rest);
        }
        answered(answer(request(id, now, body.bytes())), now);
    }

    /** What there is to know of an answer; its body says nothing. */
    private record Answer(int status, @Nullable String retryAfter) {}

    private Answer answer(Request request) throws NotDeliveredException {
        try (Response response = client.newCall(request).execute()) {
            return new Answer(response.code(), response.header("Retry-After"));
        } catch (IOException e) {
            throw refused("cannot be reached: " + e.getClass().getSimpleName() + reason(e));
        }
    }

    /** What a client says of a name or an address is no secret; of a URL it says nothing. */
    private static String reason(IOException e) {
        return e.getMessage() == null ? "" : " (" + e.getMessage() + ")";
    }

    private Request request(String alertId, Instant now, byte[] body) {
        String id = id(alertId);
        String signatures = keys.stream()
                .map(key -> key.sign(id, now.getEpochSecond(), body))
                .collect(Collectors.joining(" "));
        return new Request.Builder()
                .url(options.url().toString())
                .header("User-Agent", "release-conductor")
                .header("webhook-id", id)
                .header("webhook-timestamp", Long.toString(now.getEpochSecond()))
                .header("webhook-signature", signatures)
                .post(new OneShotBody(ByteString.of(body), JSON))
                .build();
    }

    static String id(String alertId) {
        return SAFE_ID.matcher(alertId).matches()
                ? alertId
                : "alert_" + ByteString.encodeUtf8(alertId).sha256().hex();
    }

    private void answered(Answer answer, Instant now) throws NotDeliveredException {
        int status = answer.status();
        if (status / 100 == 2) {
            trouble = null;
            return;
        }
        rest(answer.retryAfter(), now);
        if (status == 410) {
            if (!gone) {
                gone = true;
                LOG.error("{}: {}", NAME, goneSince());
            }
            throw refused(goneSince());
        }
        if (status / 100 == 3) {
            throw refused("answers " + status + ", and redirects are not followed: set the URL that it leads to");
        }
        throw refused("answers " + status + (status == 401 || status == 403 ? ": does it have the key?" : ""));
    }

    private String goneSince() {
        return options.host() + " answered 410: nothing is posted there any more before this process is started anew;"
                + " set another URL, or none";
    }

    private NotDeliveredException refused(String why) {
        String reason = why.startsWith(options.host()) ? why : options.host() + " " + why;
        trouble = reason;
        return new NotDeliveredException(reason);
    }

    /** What asks for more than alerts can wait is left alone for as long as they can. */
    private void rest(@Nullable String retryAfter, Instant now) {
        Instant until = retryAfter == null ? null : until(retryAfter.strip(), now);
        if (until != null) {
            Instant latest = now.plus(LONGEST_REST);
            restsUntil.set(until.isAfter(latest) ? latest : until);
        }
    }

    private static @Nullable Instant until(String retryAfter, Instant now) {
        if (retryAfter.matches("[0-9]{1,9}")) {
            return now.plusSeconds(Long.parseLong(retryAfter));
        }
        try {
            return ZonedDateTime.parse(retryAfter, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    /** {@return well, unless the last try failed; down for good once the receiver is gone} */
    @Override
    public PartHealth health() {
        if (gone) {
            return PartHealth.down(NAME, goneSince());
        }
        String last = trouble;
        return last == null ? PartHealth.well(NAME) : PartHealth.impaired(NAME, "not delivered: " + last);
    }

    /** {@return where alerts go, without what may be a secret} */
    @Override
    public String toString() {
        return "WebhookAlerts[" + options.host() + "]";
    }
}
