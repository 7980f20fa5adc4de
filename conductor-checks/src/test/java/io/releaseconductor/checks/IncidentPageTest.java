package io.releaseconductor.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.releaseconductor.config.Secret;
import io.releaseconductor.deployment.AdmissionOutcome;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spi.Admission;
import java.net.URI;
import java.time.Duration;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("An incident page")
class IncidentPageTest {

    private static final AdmissionOutcome NONE_OPEN = new AdmissionOutcome.Yes("none open");

    private final Site site = Site.http();
    private final String path = "/open.json";

    @AfterEach
    void close() {
        site.close();
    }

    private IncidentOptions options() {
        return IncidentOptions.at(URI.create(site.base() + path));
    }

    private static AdmissionOutcome ask(IncidentOptions options) {
        return IncidentPage.of(options).ask(new Admission.Question(Environment.PROD, "main", "v2"));
    }

    private AdmissionOutcome ask(MockResponse answer) {
        site.on(path, answer);
        return ask(options());
    }

    private AdmissionOutcome ask(String json) {
        return ask(Site.json(200, json));
    }

    private AdmissionOutcome.No no(String detail) {
        return new AdmissionOutcome.No(detail);
    }

    private AdmissionOutcome.Unknown unknown(String detail) {
        return new AdmissionOutcome.Unknown("GET " + site.base() + path + ": " + detail);
    }

    @Test
    @DisplayName("is the rule called incident")
    void name() {
        assertThat(IncidentPage.of(options()).name()).isEqualTo("incident");
    }

    @Nested
    @DisplayName("of Statuspage")
    class OfStatuspage {

        private static final String PAGE = """
                "page":{"id":"y2j98763l56x","name":"Acme","url":"https://status.example.com","time_zone":"Etc/UTC",
                "updated_at":"2026-03-01T11:55:00.123Z"}
                """;

        @Test
        @DisplayName("tells the unresolved incidents")
        void unresolved() {
            assertThat(ask("{" + PAGE + ",\"incidents\":[]}")).isEqualTo(NONE_OPEN);
            assertThat(ask("{" + PAGE + """
                    ,"incidents":[{"id":"cp306tmzcl0y","name":"Database is down","status":"investigating",
                    "created_at":"2026-03-01T11:20:50.450Z","updated_at":"2026-03-01T11:24:00.000Z","monitoring_at":null,
                    "resolved_at":null,"impact":"critical","shortlink":"https://stspg.example/cp306",
                    "started_at":"2026-03-01T11:20:00.450-05:00","page_id":"y2j98763l56x",
                    "incident_updates":[{"id":"jdy3tw5mt5r5","status":"resolved","body":"We are looking into it."}]}]}
                    """)).isEqualTo(no("1 open: Database is down (since 2026-03-01 16:20:00 UTC)"));
        }

        @ParameterizedTest
        @DisplayName("does not count what is over, or not yet begun")
        @ValueSource(strings = {"resolved", "postmortem", "completed", "scheduled", "Resolved", "post_mortem"})
        void over(String status) {
            assertThat(ask("{" + PAGE + ",\"incidents\":[{\"name\":\"Database is down\",\"status\":\"" + status
                            + "\"}]}"))
                    .isEqualTo(NONE_OPEN);
        }

        @ParameterizedTest
        @DisplayName("counts all that is not over")
        @ValueSource(
                strings = {"investigating", "identified", "monitoring", "in_progress", "verifying", "never heard of"})
        void open(String status) {
            assertThat(ask("{" + PAGE + ",\"incidents\":[{\"name\":\"Database is down\",\"status\":\"" + status
                            + "\"}]}"))
                    .isEqualTo(no("1 open: Database is down"));
        }

        @Test
        @DisplayName("is understood by its indicator as well")
        void indicator() {
            assertThat(ask("{" + PAGE
                            + ",\"status\":{\"indicator\":\"none\",\"description\":\"All Systems Operational\"}}"))
                    .isEqualTo(NONE_OPEN);
            for (String word : new String[] {"minor", "major", "critical"}) {
                assertThat(ask("{" + PAGE + ",\"status\":{\"indicator\":\"" + word
                                + "\",\"description\":\"Partial System Outage\"}}"))
                        .isEqualTo(no("Partial System Outage (" + word + ")"));
            }
            assertThat(ask("{" + PAGE + ",\"status\":{\"indicator\":\"major\"}}"))
                    .isEqualTo(no("major"));
            assertThat(ask("{" + PAGE + ",\"status\":{\"indicator\":\"maintenance\",\"description\":\"Soon\"}}"))
                    .isEqualTo(unknown("status.indicator is none of none, minor, major and critical"));
        }

        @Test
        @DisplayName("with a summary says no if either its incidents or its indicator do")
        void summary() {
            assertThat(ask("{" + PAGE + ",\"components\":[],\"incidents\":[],\"status\":{\"indicator\":\"minor\","
                            + "\"description\":\"Degraded\"}}"))
                    .isEqualTo(no("Degraded (minor)"));
            assertThat(ask("{" + PAGE + ",\"incidents\":[{\"name\":\"Slow\",\"status\":\"identified\"}],"
                            + "\"status\":{\"indicator\":\"none\"}}"))
                    .isEqualTo(no("1 open: Slow"));
            assertThat(ask("{" + PAGE + ",\"incidents\":[],\"status\":{\"indicator\":\"none\"}}"))
                    .isEqualTo(NONE_OPEN);
        }
    }

    @Nested
    @DisplayName("of PagerDuty")
    class OfPagerDuty {

        private static final String PAGES = "\"limit\":25,\"offset\":0,\"total\":null,\"more\":false";

        @Test
        @DisplayName("is asked as it stands, with the token in its own form")
        void asked() {
            site.onJson("/incidents", "{\"incidents\":[]," + PAGES + "}");
            URI url = URI.create(site.base() + "/incidents?statuses[]=triggered&statuses[]=acknowledged");

            assertThat(ask(IncidentOptions.at(url).withAuthorization(new Secret("Token token=y_NbAkKc66ryYTWUXYEu"))))
                    .isEqualTo(NONE_OPEN);
            RecordedRequest request = site.requests().get(0);
            assertThat(request.getUrl().queryParameterValues("statuses[]"))
                    .containsExactly("triggered", "acknowledged");
            assertThat(request.getHeaders().get("Authorization")).isEqualTo("Token token=y_NbAkKc66ryYTWUXYEu");
            assertThat(request.getHeaders().get("Accept")).isEqualTo("application/json");
        }

        @Test
        @DisplayName("tells what was triggered and acknowledged")
        void open() {
            assertThat(ask("""
                    {"incidents":[
                    {"id":"PT4KHLK","type":"incident","summary":"[#1234] The server is on fire.","incident_number":1234,
                    "title":"The server is on fire.","created_at":"2026-03-01T10:06:07Z","status":"triggered","urgency":"high",
                    "service":{"id":"PIJ90N7","summary":"API"},"assignments":[]},
                    {"id":"PT4KHLL","title":"Queue is long","created_at":"2026-03-01T11:00:00Z","status":"acknowledged"},
                    {"id":"PT4KHLM","title":"Disk is full","created_at":"2026-03-01T11:00:00Z","status":"acknowledged"},
                    {"id":"PT4KHLN","title":"Was nothing","created_at":"2026-03-01T11:00:00Z","status":"resolved"}],
                    """ + PAGES + "}"))
                    .isEqualTo(no("3 open: The server is on fire. (since 2026-03-01 10:06:07 UTC),"
                            + " Queue is long (since 2026-03-01 11:00:00 UTC) and 1 more"));
        }

        @Test
        @DisplayName("leaves open what is on the next page, if none is open on the first one")
        void more() {
            String over = "{\"incidents\":[{\"title\":\"Was nothing\",\"status\":\"resolved\"}],\"more\":true}";
            assertThat(ask(over))
                    .isEqualTo(unknown("there are more pages of incidents than the first; ask for open ones only"));
            assertThat(ask(over.replace("resolved", "triggered"))).isEqualTo(no("1 open: Was nothing"));
        }

        @Test
        @DisplayName("says that it was refused")
        void refused() {
            assertThat(ask(Site.json(401, "{\"error\":{\"message\":\"Account Not Found\",\"code\":2001}}")))
                    .isEqualTo(unknown("401 Unauthorized"));
        }
    }

    @Nested
    @DisplayName("of other services")
    class OfOthers {

        @ParameterizedTest
        @DisplayName("such as incident.io is read by the category of its status")
        @CsvSource({"live,true", "triage,true", "learning,false", "closed,false", "declined,false", "merged,false"})
        void incident_io(String category, boolean open) {
            for (String field : new String[] {"incident_status", "status"}) {
                AdmissionOutcome answer = ask("""
                        {"incidents":[{"id":"01FDAG4SAP5TYPT98WGR2N7W91","name":"Our database is sad","reference":"INC-123",
                        "created_at":"2026-03-01T10:00:00Z","%s":{"category":"%s","name":"Looking into it","rank":4}}],
                        "pagination_meta":{"page_size":25,"total_record_count":1}}
                        """.formatted(field, category));
                assertThat(answer)
                        .isEqualTo(
                                open ? no("1 open: Our database is sad (since 2026-03-01 10:00:00 UTC)") : NONE_OPEN);
            }
        }

        @Test
        @DisplayName("such as incident.io names the page after this one")
        void incident_io_pages() {
            assertThat(ask("{\"incidents\":[],\"pagination_meta\":{\"after\":\"01FDAG\",\"page_size\":25}}"))
                    .isInstanceOf(AdmissionOutcome.Unknown.class);
        }

        @Test
        @DisplayName("such as Opsgenie has them under data")
        void opsgenie() {
            assertThat(ask("{\"data\":[],\"took\":0.3,\"requestId\":\"9ae63dd7\"}"))
                    .isEqualTo(NONE_OPEN);
            assertThat(ask("""
                    {"data":[{"id":"70413a06","tinyId":"1791","message":"Checkout is slow","status":"open",
                    "createdAt":"2026-03-01T10:00:00.5Z"},{"message":"Was nothing","status":"closed"}],"took":0.3}
                    """)).isEqualTo(no("1 open: Checkout is slow (since 2026-03-01 10:00:00 UTC)"));
        }

        @Test
        @DisplayName("such as Datadog, Better Stack and Rootly have them in attributes")
        void json_api() {
            assertThat(ask("""
                    {"data":[{"id":"1","type":"incidents","attributes":{"title":"Login fails","state":"active",
                    "created":"2026-03-01T10:00:00+00:00"}}],"meta":{"pagination":{"offset":0,"next_offset":1,"size":1}}}
                    """)).isEqualTo(no("1 open: Login fails (since 2026-03-01 10:00:00 UTC)"));
            assertThat(ask("""
                    {"data":[{"id":"25","type":"incident","attributes":{"name":"app.example.com","cause":"Status 502",
                    "started_at":"2026-03-01T10:00:00.133Z","resolved_at":"2026-03-01T10:10:00.133Z","status":"Resolved"}}],
                    "pagination":{"first":"https://x.example/?page=1","last":"https://x.example/?page=1","prev":null,"next":null}}
                    """)).isEqualTo(NONE_OPEN);
        }

        @Test
        @DisplayName("is over where it has an end, and nothing else says how it is")
        void ends() {
            assertThat(ask("[{\"name\":\"A\",\"resolved_at\":\"2026-03-01T10:10:00Z\"}]"))
                    .isEqualTo(NONE_OPEN);
            assertThat(ask("[{\"name\":\"A\",\"resolved_at\":null}]")).isEqualTo(no("1 open: A"));
            assertThat(ask("[{\"name\":\"A\",\"resolved_at\":\"soon\"}]")).isEqualTo(no("1 open: A"));
            assertThat(ask("[{\"name\":\"A\",\"resolved_at\":\"2026-03-01T10:10:00Z\",\"status\":\"open\"}]"))
                    .isEqualTo(no("1 open: A"));
        }
    }

    @Nested
    @DisplayName("of your own")
    class OfYourOwn {

        @Test
        @DisplayName("says that none is open by 204, an empty list or open that is false")
        void none() {
            assertThat(ask(Site.status(204))).isEqualTo(NONE_OPEN);
            assertThat(ask("[]")).isEqualTo(NONE_OPEN);
            assertThat(ask("{\"open\":false}")).isEqualTo(NONE_OPEN);
        }

        @Test
        @DisplayName("says that one is open by a list of names, or open that is true")
        void open() {
            assertThat(ask("{\"open\":true}")).isEqualTo(no("an incident is open"));
            assertThat(ask("{\"open\":true,\"title\":\"Database is down\"}")).isEqualTo(no("Database is down"));
            assertThat(ask("[{\"name\":\"Database is down\"}]")).isEqualTo(no("1 open: Database is down"));
            assertThat(ask("[{\"status\":\"open\"}]")).isEqualTo(no("1 open: one without a name"));
        }

        @ParameterizedTest
        @DisplayName("says nothing by anything else that is JSON")
        @ValueSource(
                strings = {
                    "{}",
                    "null",
                    "true",
                    "0",
                    "\"none open\"",
                    "{\"status\":\"ok\"}",
                    "{\"open\":null}",
                    "{\"open\":0}",
                    "{\"open\":\"false\"}",
                    "{\"incidents\":null}",
                    "{\"incidents\":{}}",
                    "{\"incidents\":0}",
                    "{\"data\":{\"incidents\":[]}}",
                    "{\"incidents\":[],\"data\":null}",
                    "{\"incidents\":[],\"open\":null}",
                    "{\"incidents\":[],\"errors\":[{\"message\":\"timed out\"}]}",
                    "{\"data\":[],\"error\":\"timed out\"}",
                    "{\"data\":[],\"success\":false}",
                    "{\"data\":[],\"ok\":false}",
                    "{\"data\":[],\"next\":\"https://x.example/?page=2\"}",
                    "{\"status\":{\"indicator\":\"\"}}",
                    "{\"status\":{\"indicator\":null}}",
                    "{\"status\":{\"indicator\":[\"none\"]}}",
                    "[null]",
                    "[1]",
                    "[[]]",
                    "[{}]",
                    "[\"Database is down\"]",
                    "[{\"status\":4,\"name\":\"A\"}]",
                    "[{\"status\":{},\"name\":\"A\"}]",
                    "[{\"status\":\"\",\"name\":\"A\"}]",
                    "[{\"status\":\"resolved\"},{}]",
                    "{\"message\":\"rate limit exceeded\"}"
                })
        void unclear(String json) {
            assertThat(ask(json)).isInstanceOf(AdmissionOutcome.Unknown.class);
        }

        @Test
        @DisplayName("tells what is open in one short line, whatever it is called")
        void one_line() {
            AdmissionOutcome answer = ask("[{\"name\":\"**Down**\\n@everyone \\u202e<b>\\u0000\"},{\"name\":\""
                    + "x".repeat(5000) + "\"},{\"name\":\"\\u200b\",\"title\":\"C\"}]");

            assertThat(answer.detail()).isEqualTo("3 open: **Down** @everyone <b>, " + "x".repeat(79) + "… and 1 more");
        }
    }

    @Nested
    @DisplayName("that cannot be read")
    class Unreadable {

        @ParameterizedTest
        @DisplayName("says nothing by another status")
        @CsvSource({
            "201,201 Created",
            "206,206 Partial Content",
            "304,304 Not Modified",
            "401,401 Unauthorized",
            "403,403 Forbidden",
            "404,404 Not Found",
            "429,429 Too Many Requests",
            "500,500 Internal Server Error",
            "503,503 Service Unavailable"
        })
        void statuses(int status, String shown) {
            assertThat(ask(Site.json(status, "[]"))).isEqualTo(unknown(shown));
        }

        @Test
        @DisplayName("says nothing by a page, by nothing, by half an answer and by several values")
        void bodies() {
            assertThat(ask(Site.html("<!doctype html><title>Log in</title>")))
                    .isEqualTo(unknown("an HTML page where JSON was expected"));
            assertThat(ask(Site.json(200, ""))).isEqualTo(unknown("no body where JSON was expected"));
            assertThat(ask("{\"incidents\":[")).isEqualTo(unknown("not JSON at line 1, column 15"));
            assertThat(ask(Site.answer(200, "text/plain", "none open")))
                    .isEqualTo(unknown("text/plain where JSON was expected"));
            assertThat(ask("{\"message\":\"one\"}\n{\"message\":\"two\"}"))
                    .isEqualTo(unknown("several lines of JSON where one value was expected"));
            assertThat(ask("[[".repeat(50_000))).isInstanceOf(AdmissionOutcome.Unknown.class);
        }

        @Test
        @DisplayName("says nothing by a login page that it leads to, here or elsewhere, which the token does not reach")
        void login() {
            site.on("/login", Site.html("<html><form action=/login><input type=password>"));
            assertThat(ask(Site.redirect(302, "/login")))
                    .isEqualTo(new AdmissionOutcome.Unknown(
                            "GET " + site.base() + "/login: an HTML page where JSON was expected"));
            try (Site other = Site.http()) {
                String elsewhere = "http://localhost:" + other.base().getPort() + "/";
                other.onJson("/", "[]");
                site.on(path, Site.redirect(302, elsewhere));

                assertThat(ask(options().withAuthorization(new Secret("Bearer sesame-street")))
                                .detail())
                        .contains("redirected to http://localhost");
                assertThat(other.requests()).isEmpty();
            }
        }

        @Test
        @DisplayName("says nothing by more than it may send, and by what comes too late")
        void limits() {
            site.onJson(path, "[" + " ".repeat(2000) + "]");
            assertThat(ask(options().withLimits(HttpLimits.defaults().withMaxBodyBytes(1000)))
                            .detail())
                    .startsWith("GET " + site.base() + path + ": more than 1")
                    .endsWith(" of JSON");
            site.on(
                    path,
                    new MockResponse.Builder()
                            .onResponseStart(SocketEffect.Stall.INSTANCE)
                            .build());
            assertThat(ask(options().withLimits(HttpLimits.defaults().withTimeLimit(Duration.ofMillis(300)))))
                    .isEqualTo(unknown("no answer in time"));
        }

        @Test
        @DisplayName("says nothing where nobody is")
        void nobody() {
            IncidentOptions options = options();
            site.close();

            assertThat(ask(options)).isEqualTo(unknown("connection refused"));
        }
    }

    @Test
    @DisplayName("that gives back what it was asked with does not get it onto the card, not even a part of it")
    void secrets() {
        String token = "sesame-street-number-0123456789";
        site.on(
                path,
                request -> Site.json(
                        200,
                        "[{\"name\":\"" + "x".repeat(70) + request.getHeaders().get("Authorization")
                                + "\"},{\"name\":\"A " + request.getUrl().queryParameter("key") + "\"}]"));
        IncidentOptions options = IncidentOptions.at(
                        URI.create(site.base() + path + "?key=0123abcd4567&status=triggered"))
                .withAuthorization(new Secret("Bearer " + token));

        assertThat(ask(options)).isEqualTo(no("2 open: " + "x".repeat(70) + "***, A ***"));
        assertThat(options.toString()).contains(path).doesNotContain("sesame").doesNotContain("0123abcd4567");
    }

    @Test
    @DisplayName("has to be one that can be asked, with what a header can hold")
    void refuses() {
        for (String url :
                new String[] {"ftp://status.example.com/", "status", "https://ops:sesame@status.example.com/"}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> IncidentOptions.at(URI.create(url)))
                    .withMessageContaining("allowed: an absolute http or https URL without user")
                    .withMessageNotContaining("sesame");
        }
        for (String value : new String[] {"", " ", "Bearer sesame\n", "Bearer sesamé"}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> options().withAuthorization(new Secret(value)))
                    .withMessageContaining("allowed: the whole value of the Authorization header")
                    .withMessageNotContaining("sesam");
        }
    }
}
