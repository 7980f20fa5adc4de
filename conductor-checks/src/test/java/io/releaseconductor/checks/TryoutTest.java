package io.releaseconductor.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.check.CheckStatus;
import io.releaseconductor.model.Environment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A tryout")
class TryoutTest {

    private static final String UP = "{\"status\":\"UP\",\"components\":{\"db\":{\"status\":\"UP\"},"
            + "\"redis\":{\"status\":\"UP\"},\"diskSpace\":{\"status\":\"UP\"}}}";
    private static final String TOKEN = Tokens.jwt("{\"sub\":\"1\",\"exp\":4102444800}");
    private static final String FOUND = "{\"results\":[{\"id\":1,\"title\":\"a secret title\"}]}";

    private final Site site = Site.http();
    private final Map<String, String> variables = new HashMap<>();

    @BeforeEach
    void nothingIsSlow() {
        variables.put("SHIP_FRONTEND_MAX_LATENCY_MS", "60000");
        variables.put("SHIP_API_MAX_LATENCY_MS", "60000");
        variables.put("SHIP_SEARCH_SLOW_MS", "60000");
        variables.put("SHIP_SEARCH_MAX_MS", "60000");
    }

    @AfterEach
    void close() {
        site.close();
    }

    private TryoutReport run() throws InterruptedException {
        return Tryout.of(variables).at(site.base().toString(), null).run();
    }

    /** What was suggested is taken over, and all is asked again. */
    private TryoutReport runWith(TryoutReport report) throws InterruptedException {
        variables.putAll(report.settings());
        return Tryout.of(variables).run();
    }

    private static TriedCheck check(TryoutReport report, String id) {
        return report.checks().stream()
                .filter(check -> check.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private Site page() {
        return site.on("/", Site.html("<!doctype html><html><head><title>Shop</title></head><body>Shop</body></html>"));
    }

    @Test
    @DisplayName("finds a health route and a search at other paths, and leaves out what is not there")
    void other_paths() throws Exception {
        page().onJson("/actuator/health", UP).onJson("/search", FOUND);

        TryoutReport report = run();

        assertThat(report.good()).isFalse();
        assertThat(report.settings())
                .containsEntry("FRONTEND_BASE_URL", site.base().toString())
                .containsEntry("VITE_API_BASE", site.base().toString())
                .containsEntry("SHIP_API_PATH", "/actuator/health")
                .containsEntry("SHIP_API_PARTS", "database,redis")
                .containsEntry("SHIP_SEARCH_PATH", "/search?q=test")
                .containsEntry("SHIP_CHECKS", "frontend,api,search");
        assertThat(String.join("\n", report.lines()))
                .contains("✗ API: 404 Not Found", "SHIP_API_PATH=/actuator/health", "1 of 5 checks pass")
                .doesNotContain("secret title");
        TryoutReport then = runWith(report);
        assertThat(then.good()).as(String.join("\n", then.lines())).isTrue();
        assertThat(then.settings()).isEmpty();
    }

    @Test
    @DisplayName("posts nothing anywhere but to the configured address, and asks a bounded number of times")
    void bounded() throws Exception {
        page();
        run();
        assertThat(site.requests())
                .filteredOn(request -> !request.getMethod().equals("GET"))
                .extracting(request -> request.getUrl().encodedPath())
                .containsExactly("/api/media/presign");
        assertThat(site.requests()).hasSizeLessThan(70);
    }

    @Test
    @DisplayName("says that all is well where it is, and what could be asked for besides")
    void well() throws Exception {
        page().onJson("/health", UP);
        variables.put("SHIP_CHECKS", "frontend,api");

        TryoutReport report = run();

        assertThat(report.good()).isTrue();
        assertThat(report.settings()).containsOnlyKeys("FRONTEND_BASE_URL", "VITE_API_BASE", "SHIP_API_PARTS");
        assertThat(report.lines()).contains("All checks pass as they are set.");
    }

    @Test
    @DisplayName("tells nothing by paths where each path is answered alike")
    void alike() throws Exception {
        variables.put("SHIP_CHECKS", "api,search");
        for (String path : WellKnownPaths.HEALTH) {
            site.on(path, Site.answer(200, "application/json", "{\"status\":\"ok\"}"));
        }
        site.on(WellKnownPaths.NOWHERE, Site.answer(200, "application/json", "{\"status\":\"ok\"}"));
        site.on("/health", Site.answer(404, "text/plain", "gone"));

        TryoutReport report = run();

        assertThat(report.settings()).doesNotContainKeys("SHIP_API_PATH", "SHIP_API_EXPECT");
        assertThat(check(report, "api").notes()).singleElement().asString().contains("answered alike");
    }

    @Test
    @DisplayName("looks at the root of the host for health, where the API has a path of its own")
    void root() throws Exception {
        variables.put("SHIP_CHECKS", "api");
        variables.put("VITE_API_BASE", site.base() + "/shop/v2");
        site.on(
                "/shop/v2/health",
                Site.html("<!doctype html><html><body>Shop<script src=/app.js></script></body></html>"));
        site.onJson("/health", "{\"status\":\"ok\"}");

        TryoutReport report = Tryout.of(variables).run();

        assertThat(report.settings()).containsExactly(Map.entry("SHIP_API_PATH", site.base() + "/health"));
        assertThat(runWith(report).good()).isTrue();
    }

    @Test
    @DisplayName("lets the status decide where the health answer is not understood and nothing else is there")
    void status() throws Exception {
        variables.put("SHIP_CHECKS", "api");
        site.onJson("/health", "{\"verdict\":\"splendid\",\"mood\":{\"today\":\"great\"}}");

        TryoutReport report = run();

        assertThat(check(report, "api").result().status()).isEqualTo(CheckStatus.NO_DATA);
        assertThat(check(report, "api").settings()).containsExactly(Map.entry("SHIP_API_EXPECT", "status"));
        assertThat(runWith(report).good()).isTrue();
    }

    @Test
    @DisplayName("takes a health route that says down for the health route")
    void ill() throws Exception {
        variables.put("SHIP_CHECKS", "api");
        site.on("/healthz", Site.json(503, "{\"status\":\"down\",\"db\":\"down\"}"));

        TryoutReport report = run();

        assertThat(report.settings()).containsEntry("SHIP_API_PATH", "/healthz");
        assertThat(report.good()).isFalse();
        assertThat(check(report, "api").notes())
                .containsExactly("With that the check fails: 503 Service Unavailable: Database is down.");
    }

    @Test
    @DisplayName("changes nothing where the application is ill")
    void no_excuse() throws Exception {
        page().on("/health", Site.status(500)).on("/api/search", Site.status(503));
        site.onJson("/healthz", "{\"status\":\"ok\"}").onJson("/search", FOUND);
        variables.put("SHIP_CHECKS", "frontend,api,search");

        TryoutReport report = run();

        assertThat(report.settings()).containsOnlyKeys("FRONTEND_BASE_URL", "VITE_API_BASE");
    }

    @Test
    @DisplayName("names what does not let it in")
    void closed() throws Exception {
        variables.put("SHIP_CHECKS", "api");
        site.on("/actuator/health", Site.status(401));
        assertThat(check(run(), "api").notes()).singleElement().asString().contains("/actuator/health (401");
    }

    @Test
    @DisplayName("asks for other words where nothing was found")
    void words() throws Exception {
        variables.put("SHIP_CHECKS", "search");
        site.on("/api/search", request -> Site.json(200, asks(request, "a") ? FOUND : "{\"results\":[]}"));

        TryoutReport report = run();

        assertThat(report.settings()).containsEntry("SHIP_SEARCH_PATH", "/api/search?q=a");
        assertThat(runWith(report).good()).isTrue();
    }

    @Test
    @DisplayName("names the parameter that the search takes")
    void parameter() throws Exception {
        variables.put("SHIP_CHECKS", "search");
        site.on(
                "/api/search",
                request -> request.getUrl().queryParameter("query") == null
                        ? Site.json(400, "{\"message\":\"query is missing\"}")
                        : Site.json(200, FOUND));
        assertThat(run().settings()).containsEntry("SHIP_SEARCH_PATH", "/api/search?query=test");
    }

    @Test
    @DisplayName("names the only list in the answer where none was taken for results")
    void list() throws Exception {
        variables.put("SHIP_CHECKS", "search");
        site.onJson("/api/search", "{\"page\":{\"included\":[{\"id\":1}]}}");

        TryoutReport report = run();

        assertThat(report.settings()).containsEntry("SHIP_SEARCH_RESULTS_FIELD", "page.included");
        assertThat(runWith(report).good()).isTrue();
    }

    @Test
    @DisplayName("tries what a login's own hints name, one after the other")
    void login() throws Exception {
        variables.put("SHIP_CHECKS", "auth");
        variables.put("SHIP_LOGIN_USER", "check@example.com");
        variables.put("SHIP_LOGIN_PASSWORD", "never shown");
        site.onJson("/auth/login", "{\"access_token\":\"" + TOKEN + "\",\"user\":{\"id\":1}}");

        TryoutReport report = run();

        assertThat(report.settings()).containsEntry("SHIP_LOGIN_TOKEN_FIELD", "access_token");
        assertThat(runWith(report).good()).isTrue();
        assertThat(String.join("\n", report.lines())).doesNotContain("never shown");
    }

    @Test
    @DisplayName("sees where a login may be, and sends no credentials there")
    void login_elsewhere() throws Exception {
        variables.put("SHIP_CHECKS", "auth");
        variables.put("SHIP_LOGIN_USER", "check@example.com");
        variables.put("SHIP_LOGIN_PASSWORD", "never shown");
        site.on("/api/login", Site.status(405));

        TryoutReport report = run();

        assertThat(check(report, "auth").notes()).singleElement().asString().contains("/api/login");
        assertThat(report.settings()).doesNotContainKey("SHIP_LOGIN_PATH");
        assertThat(site.requestsTo("/api/login"))
                .extracting(RecordedRequest::getMethod)
                .containsOnly("GET");
    }

    @Test
    @DisplayName("finds presigning by GET, and presigning behind a login")
    void media() throws Exception {
        variables.put("SHIP_CHECKS", "media");
        site.on("/bucket/a.png", Site.answer(200, "image/png", "stored"));
        String url = "{\"url\":\"" + site.base() + "/bucket/a.png?X-Amz-Signature=0123456789abcdef"
                + "&X-Amz-Credential=AKIA0000&X-Amz-Expires=900\"}";
        site.onJson("/api/presign", url);
        assertThat(run().settings())
                .containsEntry("SHIP_MEDIA_PATH", "/api/presign")
                .containsEntry("SHIP_MEDIA_METHOD", "GET");

        variables.put("SHIP_LOGIN_USER", "check@example.com");
        variables.put("SHIP_LOGIN_PASSWORD", "never shown");
        site.on(
                "/auth/login",
                Site.json(200, "{\"user\":{\"id\":1}}")
                        .newBuilder()
                        .addHeader("Set-Cookie", "jwt=" + TOKEN + "; Path=/")
                        .build());
        site.on(
                "/api/media/presign",
                request -> request.getHeaders().get("Cookie") == null ? Site.status(401) : Site.json(200, url));
        assertThat(run().settings()).containsEntry("SHIP_MEDIA_LOGIN", "true");
    }

    @Test
    @DisplayName("suggests for one environment what holds for it alone")
    void environment() throws Exception {
        variables.put("VITE_API_BASE_PROD", site.base().toString());
        variables.put("FRONTEND_BASE_URL_PROD", site.base().toString());
        site.onJson("/up", "{\"status\":\"ok\"}").onJson("/api/search", FOUND);
        page();

        TryoutReport report = Tryout.of(variables)
                .in(Environment.PROD)
                .only(List.of("api", "version"))
                .run();

        assertThat(report.checks()).extracting(TriedCheck::id).containsExactly("api");
        assertThat(report.settings()).containsExactly(Map.entry("SHIP_API_PATH_PROD", "/up"));
    }

    @Test
    @DisplayName("says what is wrong with the addresses, and that nothing answers")
    void addresses() throws Exception {
        TryoutReport wrong = Tryout.of(Map.of()).at("shop.example.com", null).run();
        assertThat(wrong.good()).isFalse();
        assertThat(wrong.lines())
                .first()
                .asString()
                .startsWith("✗ The address \"shop.example.com\"")
                .endsWith(". Perhaps https://shop.example.com is meant");
        assertThat(Tryout.of(Map.of()).at("localhost:3000", null).run().lines())
                .first()
                .asString()
                .endsWith(". Perhaps http://localhost:3000 is meant");
        assertThat(Tryout.of(Map.of())
                        .at("robot:a-password@shop.example.com", null)
                        .run()
                        .lines())
                .noneMatch(line -> line.contains("a-password") || line.contains("Perhaps"));

        String gone = site.base().toString();
        site.close();
        TryoutReport silent = Tryout.of(variables).at(gone, null).run();
        assertThat(check(silent, "frontend").result().message()).isEqualTo("Connection refused");
        assertThat(silent.settings()).isEmpty();
    }

    @Test
    @DisplayName("goes where the address leads, and suggests that")
    void led() throws Exception {
        page().onJson("/health", UP);
        variables.put("SHIP_CHECKS", "frontend,api");
        try (Site door = Site.http()) {
            door.on("/", Site.redirect(301, site.base() + "/"));

            TryoutReport report =
                    Tryout.of(variables).at(door.base().toString(), null).run();

            assertThat(report.settings())
                    .containsEntry("FRONTEND_BASE_URL", site.base().toString())
                    .containsEntry("VITE_API_BASE", site.base().toString());
            assertThat(report.good()).isTrue();
        }
    }

    @Test
    @DisplayName("reads a form to log in by, and what would have to be set for it")
    void login_form() throws Exception {
        variables.put("SHIP_CHECKS", "auth");
        site.on("/", Site.redirect(302, "/accounts/login/?next=/"));
        site.on(
                "/accounts/login/",
                Site.html("<!doctype html><form method=post><input type=hidden name=csrfmiddlewaretoken value=v1>"
                        + "<input name=username><input type=password name=password></form>"));

        TriedCheck auth = check(run(), "auth");

        assertThat(auth.notes())
                .singleElement()
                .asString()
                .contains("SHIP_LOGIN_PATH=/accounts/login/ SHIP_LOGIN_FORMAT=form SHIP_LOGIN_USER_FIELD=username"
                        + " SHIP_LOGIN_PASSWORD_FIELD=password SHIP_LOGIN_CSRF_PATH=/accounts/login/");
    }

    @Test
    @DisplayName("says that the API is elsewhere where each path is answered with the frontend's page")
    void pages_everywhere() throws Exception {
        String app = "<!doctype html><html><head><title>Shop</title></head><body><div id=root></div>"
                + "<script type=module src=/app.js></script></body></html>";
        site.on("/app.js", Site.script());
        Stream.of(
                        WellKnownPaths.HEALTH,
                        WellKnownPaths.SEARCH,
                        WellKnownPaths.LOGIN,
                        WellKnownPaths.LOGIN_PAGES,
                        WellKnownPaths.PRESIGN,
                        List.of("/", WellKnownPaths.NOWHERE))
                .flatMap(List::stream)
                .map(path -> path.replaceFirst("\\?.*", ""))
                .forEach(path -> site.on(
                        path, request -> request.getMethod().equals("GET") ? Site.html(app) : Site.status(405)));

        TryoutReport report = run();

        assertThat(check(report, "api").notes()).singleElement().asString().contains("VITE_API_BASE");
        assertThat(report.settings()).containsEntry("SHIP_CHECKS", "frontend");
    }

    private static boolean asks(RecordedRequest request, String word) {
        return word.equals(request.getUrl().queryParameter("q"));
    }
}
