package io.releaseconductor.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.releaseconductor.examples.fakegithub.Call;
import io.releaseconductor.examples.fakegithub.Received;
import io.releaseconductor.examples.fakegithub.ServerKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.HttpUrl;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/** What GitHub has for Apps, as strict as GitHub: it checks each JWT by its own clock. */
final class AppServer implements AutoCloseable {

    static final String CLIENT_ID = "Iv23liTest";
    static final long INSTALLATION = 4711;
    static final String PLANTED = "ghs_planted";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern INSTALLATIONS = Pattern.compile("/app/installations/([0-9]+)(/access_tokens)?");

    final List<String> requests = new ArrayList<>();
    final List<String> authorizations = new ArrayList<>();
    final List<String> bodies = new ArrayList<>();

    private final MockWebServer server = new MockWebServer();
    private final GitHubsDescription.Watch watch = GitHubsDescription.watch(ServerKind.GITHUB_COM, "/api/v3");
    private final Clock clock;
    private final Deque<MockResponse> next = new ArrayDeque<>();
    private Duration ahead = Duration.ZERO;
    private Duration lifetime = Duration.ofHours(1);
    private boolean tellsTime = true;
    private long installation = INSTALLATION;
    private Map<String, String> granted =
            Map.of("actions", "write", "contents", "read", "checks", "read", "statuses", "read", "metadata", "read");
    private int tokens;
    private @Nullable CountDownLatch gate;

    AppServer(Clock clock) {
        this.clock = clock;
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
                CountDownLatch closed = gate();
                if (closed != null) {
                    closed.await();
                }
                return answer(request);
            }
        });
        try {
            server.start(InetAddress.getLoopbackAddress(), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    HttpUrl url() {
        return server.url("/api/v3");
    }

    /** How far its clock is ahead of ours. */
    synchronized AppServer ahead(Duration value) {
        ahead = value;
        return this;
    }

    synchronized AppServer lifetime(Duration value) {
        lifetime = value;
        return this;
    }

    synchronized AppServer withoutTime() {
        tellsTime = false;
        return this;
    }

    /** What the installation grants. */
    synchronized AppServer granting(Map<String, String> permissions) {
        granted = permissions;
        return this;
    }

    synchronized void reinstall(long id) {
        installation = id;
    }

    synchronized AppServer next(MockResponse response) {
        next.add(response);
        return this;
    }

    AppServer next(int status, String body) {
        return next(new MockResponse.Builder()
                .code(status)
                .addHeader("Content-Type", "application/json")
                .body(body)
                .build());
    }

    /** Lets no request through until the latch is down. */
    synchronized void hold(CountDownLatch latch) {
        gate = latch;
    }

    private synchronized @Nullable CountDownLatch gate() {
        return gate;
    }

    synchronized int count(String pathEnd) {
        return (int) requests.stream().filter(r -> r.endsWith(pathEnd)).count();
    }

    private synchronized MockResponse answer(RecordedRequest request) {
        String path = request.getUrl().encodedPath();
        requests.add(request.getMethod() + " " + path);
        String authorization = String.valueOf(request.getHeaders().get("Authorization"));
        authorizations.add(authorization);
        bodies.add(request.getBody() == null ? "" : request.getBody().utf8());
        MockResponse scripted = next.poll();
        if (scripted != null) {
            return scripted;
        }
        MockResponse usual = usual(request, path, authorization);
        Buffer text = new Buffer();
        try {
            Objects.requireNonNull(usual.getBody()).writeTo(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        watch.accept(new Received(
                Call.OTHER,
                request.getMethod(),
                path,
                bodies.get(bodies.size() - 1),
                now(),
                usual.getCode(),
                text.readUtf8(),
                true));
        return usual;
    }

    private MockResponse usual(RecordedRequest request, String path, String authorization) {
        if (!"application/vnd.github+json".equals(request.getHeaders().get("Accept"))
                || request.getHeaders().get("User-Agent") == null
                || !"2022-11-28".equals(request.getHeaders().get("X-GitHub-Api-Version"))) {
            return json(400, "{\"message\":\"headers\"}");
        }
        String refusal = refusal(authorization);
        if (refusal != null) {
            return json(401, "{\"message\":\"" + refusal + "\"}");
        }
        if (request.getMethod().equals("GET") && path.equals("/api/v3/repos/acme/app/installation")) {
            return json(200, installation().toString());
        }
        var matcher = INSTALLATIONS.matcher(path.substring("/api/v3".length()));
        if (matcher.matches() && Long.parseLong(matcher.group(1)) == installation) {
            boolean asksForToken = matcher.group(2) != null;
            if (!asksForToken && request.getMethod().equals("GET")) {
                return json(200, installation().toString());
            }
            if (asksForToken && request.getMethod().equals("POST")) {
                return token(bodies.get(bodies.size() - 1));
            }
        }
        return json(404, "{\"message\":\"Not Found\"}");
    }

    private ObjectNode installation() {
        ObjectNode body = JSON.createObjectNode();
        String api = "https://api.github.example/installations/" + installation;
        body.put("id", installation)
                .put("app_id", 7)
                .put("app_slug", "conductor")
                .put("client_id", CLIENT_ID);
        body.put("target_id", 1).put("target_type", "Organization");
        ObjectNode account =
                body.putObject("account").put("login", "acme").put("id", 1).put("node_id", "O_1");
        account.put("type", "Organization").put("site_admin", false).put("gravatar_id", "");
        account.put("url", "https://api.github.example/users/acme").put("html_url", "https://github.example/acme");
        for (String part : List.of(
                "avatar",
                "events",
                "followers",
                "following",
                "gists",
                "organizations",
                "received_events",
                "repos",
                "starred",
                "subscriptions")) {
            account.put(part + "_url", "https://api.github.example/users/acme/" + part);
        }
        body.put("repository_selection", "selected").putNull("single_file_name").putArray("events");
        body.put("access_tokens_url", api + "/access_tokens").put("repositories_url", api + "/repositories");
        body.put("html_url", "https://github.example/settings/installations/" + installation);
        body.put("created_at", "2023-11-01T08:00:00Z").put("updated_at", "2023-11-01T08:00:00Z");
        body.putNull("suspended_by").putNull("suspended_at");
        granted.forEach(body.putObject("permissions")::put);
        return body;
    }

    /** For no more than what the installation grants. */
    private MockResponse token(String asked) {
        ObjectNode body = JSON.createObjectNode();
        try {
            for (Map.Entry<String, JsonNode> each :
                    JSON.readTree(asked).path("permissions").properties()) {
                String level = granted.getOrDefault(each.getKey(), "");
                if (!level.equals("write") && !level.equals(each.getValue().textValue())) {
                    return json(
                            422,
                            "{\"message\":\"The permissions requested are not granted to this installation.\","
                                    + "\"documentation_url\":\"https://docs.github.com/rest/apps/apps\"}");
                }
            }
            body.set("permissions", JSON.readTree(asked).path("permissions"));
        } catch (IOException e) {
            return json(400, "{\"message\":\"Problems parsing JSON\"}");
        }
        tokens++;
        body.put("token", PLANTED + tokens).put("repository_selection", "selected");
        body.put(
                "expires_at",
                now().plus(lifetime).truncatedTo(ChronoUnit.SECONDS).toString());
        return json(201, body.toString());
    }

    private @Nullable String refusal(String authorization) {
        String[] parts = authorization.replaceFirst("^Bearer ", "").split("\\.", -1);
        if (parts.length != 3) {
            return "A JSON web token could not be decoded";
        }
        try {
            JsonNode header = JSON.readTree(Base64.getUrlDecoder().decode(parts[0]));
            JsonNode claims = JSON.readTree(Base64.getUrlDecoder().decode(parts[1]));
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initVerify(Keys.PAIR.getPublic());
            signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
            if (!signature.verify(Base64.getUrlDecoder().decode(parts[2]))
                    || !header.path("alg").asText().equals("RS256")
                    || !claims.path("iss").asText().equals(CLIENT_ID)) {
                return "A JSON web token could not be decoded";
            }
            long now = now().getEpochSecond();
            if (!claims.path("iat").isIntegralNumber() || claims.path("iat").longValue() > now) {
                return "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued";
            }
            if (claims.path("exp").longValue() > now + 600) {
                return "'Expiration time' claim ('exp') is too far in the future";
            }
            return claims.path("exp").longValue() <= now
                    ? "'Expiration time' claim ('exp') must be in the future"
                    : null;
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            return "A JSON web token could not be decoded";
        }
    }

    private Instant now() {
        return clock.instant().plus(ahead);
    }

    private MockResponse json(int status, String body) {
        MockResponse.Builder response = new MockResponse.Builder()
                .code(status)
                .addHeader("Content-Type", "application/json; charset=utf-8")
                .body(body);
        if (tellsTime) {
            response.addHeader("Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(now().atZone(ZoneOffset.UTC)));
        }
        return response.build();
    }

    @Override
    public void close() {
        server.close();
        watch.verify();
    }
}
