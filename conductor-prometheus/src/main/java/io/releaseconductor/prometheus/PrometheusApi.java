package io.releaseconductor.prometheus;

import io.releaseconductor.config.Secret;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.math.BigDecimal;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import okhttp3.ConnectionPool;
import okhttp3.Credentials;
import okhttp3.FormBody;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okio.Buffer;
import okio.BufferedSource;
import okio.ForwardingSource;
import okio.Okio;
import okio.Source;
import org.jspecify.annotations.Nullable;

/** Sends one query and says honestly what came of it. What it says quotes neither what was sent nor what came back. */
final class PrometheusApi {

    /** An hour of 500 series that are scraped every 15 seconds is about 4 MB. */
    static final long MAX_BODY_BYTES = 32L * 1024 * 1024;

    private static final String WHO_ASKS = ": it does not know who asks, or does not allow it; check PROMETHEUS_TOKEN,"
            + " PROMETHEUS_USER or PROMETHEUS_CLIENT_CERTIFICATE";

    private static final String QUERY =
            ": it does not take the query; is PROMETHEUS_SELECTOR right, and does it allow for that many samples?";

    private static final Map<Integer, String> ADVICE = Map.of(
            400,
            QUERY,
            401,
            WHO_ASKS,
            403,
            WHO_ASKS,
            404,
            ": is PROMETHEUS_URL right? It ends before /api/v1/query",
            422,
            QUERY,
            429,
            ": it is asked too often");

    private final URI query;
    private final PrometheusOptions.Access access;
    private final OkHttpClient client;

    PrometheusApi(PrometheusOptions options) {
        this.query = URI.create(options.url() + "/api/v1/query");
        this.access = options.access();
        OkHttpClient.Builder builder = SharedClient.get()
                .newBuilder()
                .callTimeout(options.callTimeout())
                .connectTimeout(options.callTimeout())
                .readTimeout(options.callTimeout())
                .writeTimeout(options.callTimeout())
                // longer than the time from one look to the next as a rule, so that most need no new connection
                .connectionPool(new ConnectionPool(2, 1, TimeUnit.MINUTES));
        ClientTls.of(access).ifPresent(tls -> builder.sslSocketFactory(tls.sockets(), tls.trusted()));
        this.client = builder.build();
    }

    List<Series> ask(String text, Instant at) throws NoAnswerException {
        FormBody body = new FormBody.Builder()
                .add("query", text)
                .add("time", BigDecimal.valueOf(at.toEpochMilli(), 3).toPlainString())
                .add("timeout", client.callTimeoutMillis() + "ms")
                .build();
        Request.Builder request =
                new Request.Builder().url(query.toString()).post(body).header("Accept", "application/json");
        String authorization = authorization();
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        try (Response response = client.newCall(request.build()).execute()) {
            return answer(response);
        } catch (IOException e) {
            throw new NoAnswerException(describe(e));
        }
    }

    private @Nullable String authorization() {
        Secret token = access.token();
        Secret password = access.password();
        if (token != null) {
            return "Bearer " + token.reveal();
        }
        return access.user() == null || password == null
                ? null
                : Credentials.basic(access.user(), password.reveal(), StandardCharsets.UTF_8);
    }

    private static List<Series> answer(Response response) throws NoAnswerException, IOException {
        int status = response.code();
        if (status != 200) {
            throw new NoAnswerException("Prometheus answers " + status + advice(status));
        }
        MediaType type = response.body().contentType();
        if (type == null || !type.subtype().toLowerCase(Locale.ROOT).endsWith("json")) {
            throw new NoAnswerException(
                    "what answers at PROMETHEUS_URL does not speak JSON: is it Prometheus, or a page to"
                            + " log in before it?");
        }
        try (BufferedSource bounded = Okio.buffer(new Bounded(response.body().source()))) {
            return AnswerReader.read(bounded.inputStream());
        }
    }

    private static String advice(int status) {
        if (status >= 300 && status < 400) {
            return " and sends elsewhere: PROMETHEUS_URL has to be where it answers itself";
        }
        return ADVICE.getOrDefault(status, "");
    }

    /** Messages of exceptions are not passed on: some quote what was sent or received. */
    private String describe(IOException failure) {
        String host = query.getHost();
        if (failure instanceof TooLongException) {
            return "Prometheus's answer is longer than " + MAX_BODY_BYTES / 1024 / 1024
                    + " MB: narrow PROMETHEUS_SELECTOR to the application";
        }
        if (failure instanceof UnknownHostException) {
            return "the host " + host + " is not known: check PROMETHEUS_URL";
        }
        if (failure instanceof InterruptedIOException) {
            return "no whole answer from Prometheus within " + client.callTimeoutMillis() + " ms";
        }
        if (failure instanceof SSLException) {
            return "no secure connection to " + host + ": check its certificate and PROMETHEUS_CA, and ours";
        }
        if (failure instanceof ConnectException) {
            return "no connection to " + host + ": refused, or no way there";
        }
        return "the connection to " + host + " broke before the answer was whole";
    }

    private static final class TooLongException extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /** Ends an answer that is too long, whatever its length is said to be. */
    private static final class Bounded extends ForwardingSource {

        private long left = MAX_BODY_BYTES;

        Bounded(Source source) {
            super(source);
        }

        @Override
        public long read(Buffer sink, long most) throws IOException {
            long read = super.read(sink, most);
            left -= Math.max(0, read);
            if (left < 0) {
                throw new TooLongException();
            }
            return read;
        }
    }
}
