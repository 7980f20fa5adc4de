package io.releaseconductor.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.check.CheckResult;
import io.releaseconductor.check.CheckStatus;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The API check")
class ApiCheckTest {

    private final Site site = Site.http();

    @AfterEach
    void close() {
        site.close();
    }

    private CheckResult check() {
        return Checks.run(Checks.api(site.base()));
    }

    static Stream<Arguments> shapes() {
        return Stream.of(
                shape("{'status':'ok'}", CheckStatus.PASS, "200 OK"),
                shape("{'status':'ok','database':'connected','redis':'connected'}", CheckStatus.PASS, "200 OK"),
                shape("{'status':'ok','db':true,'redis':{'status':'up'}}", CheckStatus.PASS, "200 OK"),
                shape("{'status':'ok','db':false}", CheckStatus.FAIL, "Database is down"),
                shape("{'status':'ok','redis':{'status':'down'}}", CheckStatus.FAIL, "Redis is down"),
                shape("{'status':'ok','redis':{'connected':false}}", CheckStatus.FAIL, "Redis is down"),
                shape("{'status':'ok','database':'degraded'}", CheckStatus.WARNING, "Database is degraded"),
                shape(
                        "{'status':'ok','database':'error: ECONNREFUSED 10.0.0.1'}",
                        CheckStatus.FAIL,
                        "Database is down"),
                shape("{'status':'ok','database':'not connected'}", CheckStatus.FAIL, "Database is down"),
                shape("{'status':'ok','dbConnected':false}", CheckStatus.FAIL, "Database is down"),
                shape("{'status':'ok','redis_status':'down'}", CheckStatus.FAIL, "Redis is down"),
                shape("{'status':'ok','db':'down','redis':'down'}", CheckStatus.FAIL, "Database, Redis are down"),
                shape(
                        "{'status':'ok','timestamp':1,'prismaDegraded':true,'secretsStatus':'ok'}",
                        CheckStatus.WARNING,
                        "Database (prisma) is degraded"),
                shape(
                        "{'status':'ok','prismaDegraded':false,'secretsStatus':{'jwt':true}}",
                        CheckStatus.PASS,
                        "200 OK"),
                shape(
                        "{'status':'ok','warnings':['JWT_SECRET is short']}",
                        CheckStatus.WARNING,
                        "Health check has warnings"),
                shape("{'status':'ok','warnings':[]}", CheckStatus.PASS, "200 OK"),
                shape(
                        "{'status':'UP','components':{'db':{'status':'UP','details':{'database':'H2'}},"
                                + "'redis':{'status':'DOWN'},'diskSpace':{'status':'UP'}}}",
                        CheckStatus.FAIL,
                        "Redis is down"),
                shape(
                        "{'status':'UP','components':{'db':{'components':{'a':{'status':'UP'},'b':{'status':'DOWN'}}}}}",
                        CheckStatus.FAIL,
                        "Database (b) is down"),
                shape(
                        "{'status':'UP','components':{'db':{'status':'OUT_OF_SERVICE'}}}",
                        CheckStatus.FAIL,
                        "Database is down"),
                shape(
                        "{'status':'UP','checks':[{'name':'postgres','status':'UP'},{'name':'cache','status':'DOWN'}]}",
                        CheckStatus.FAIL,
                        "cache is down"),
                shape(
                        "{'status':'Healthy','entries':{'redis':{'status':'Degraded','duration':'00:00:00.1'}}}",
                        CheckStatus.WARNING,
                        "Redis is degraded"),
                shape(
                        "{'status':'ok','info':{'database':{'status':'up'}},'error':{},'details':{'database':{'status':'up'}}}",
                        CheckStatus.PASS,
                        "200 OK"),
                shape(
                        "{'status':'pass','checks':{'postgres:responseTime':[{'status':'fail'},{'status':'pass'}]}}",
                        CheckStatus.FAIL,
                        "Database (postgres) is down"),
                shape("{'status':'ok','services':{'email':false}}", CheckStatus.FAIL, "email is down"),
                shape("{'status':'ok','info':{'debug':false,'maintenance':false}}", CheckStatus.PASS, "200 OK"),
                shape(
                        "{'status':'ok','set_up':false,'result':'v1.2','state':'production'}",
                        CheckStatus.PASS,
                        "200 OK"),
                shape(
                        "{'success':true,'data':{'status':'ok','database':'down'}}",
                        CheckStatus.FAIL,
                        "Database is down"),
                shape("{'ok':true}", CheckStatus.PASS, "200 OK"),
                shape("{'ok':false}", CheckStatus.FAIL, "Health says not ok"),
                shape("{'status':'error'}", CheckStatus.FAIL, "Health says error"),
                shape("{'status':'degraded'}", CheckStatus.WARNING, "Health says degraded"),
                shape("{'status':'ok','degraded':true}", CheckStatus.WARNING, "Health says degraded"),
                shape("{'status':'degraded','db':'down'}", CheckStatus.FAIL, "Database is down"),
                shape("{'status':'down','db':'degraded'}", CheckStatus.FAIL, "Health says down"),
                shape("{'status':'degraded','warnings':[1]}", CheckStatus.WARNING, "Health says degraded"),
                shape("{'status':'starting'}", CheckStatus.WARNING, "Health says starting"),
                shape("{'status':'wibble'}", CheckStatus.NO_DATA, "Health status not understood"),
                shape("{'status':'unknown'}", CheckStatus.NO_DATA, "Health says unknown"),
                shape("{'status':'wibble','db':'up'}", CheckStatus.WARNING, "Health status not understood"),
                shape("{'version':'1.2'}", CheckStatus.PASS, "200 OK"),
                shape("'ok'", CheckStatus.PASS, "200 OK"),
                shape("{}", CheckStatus.PASS, "200 OK"),
                shape("['ok']", CheckStatus.NO_DATA, "Health answer not understood"),
                shape("{'nodes':{'a':{'zone':7}}}", CheckStatus.NO_DATA, "Health answer not understood"));
    }

    private static Arguments shape(String json, CheckStatus status, String message) {
        return Arguments.of(json.replace('\'', '"'), status, message);
    }

    @ParameterizedTest(name = "{0} is {1}: {2}")
    @MethodSource("shapes")
    void reads_the_parts_and_not_the_headline_only(String json, CheckStatus status, String message) {
        site.onJson("/health", json);

        CheckResult result = check();

        assertThat(result.message()).isEqualTo(message);
        assertThat(result.status()).isEqualTo(status);
        assertThat(result.latency()).isNotNull();
        if (status == CheckStatus.PASS) {
            assertThat(result.hint()).isNull();
        } else {
            assertThat(result.hint()).isNotBlank();
        }
    }

    @Test
    void understands_a_health_route_that_says_OK_and_no_more() {
        site.on("/health", Site.answer(200, "text/plain", "OK\n"));
        assertThat(check().message()).isEqualTo("200 OK");

        site.on("/health", Site.answer(200, "text/plain", "hello"));
        assertThat(check().status()).isEqualTo(CheckStatus.NO_DATA);
        assertThat(check().message()).isEqualTo("Health answer not understood");
        assertThat(check().hint()).contains("SHIP_API_EXPECT=status").doesNotContain("hello");
    }

    @Test
    void warns_when_the_answer_takes_longer_than_its_budget() {
        site.on(
                "/health",
                new MockResponse.Builder(Site.json(200, "{\"status\":\"ok\"}"))
                        .headersDelay(60, TimeUnit.MILLISECONDS)
                        .build());

        CheckResult result = Checks.run(ApiOptions.at(site.base()).withMaxLatency(Duration.ofMillis(40)));

        assertThat(result.status()).isEqualTo(CheckStatus.WARNING);
        assertThat(result.message()).isEqualTo("Slow response");
    }

    @Test
    void links_to_the_health_route_without_its_query() {
        site.onJson("/health", "{}");
        Endpoint endpoint = Endpoint.get(URI.create(site.base() + "/health?key=s3cret"));

        CheckResult result = Checks.run(Checks.api(site.base()).withEndpoint(endpoint));

        assertThat(result.link()).isEqualTo(URI.create(site.base() + "/health"));
        assertThat(site.requests().get(0).getUrl().query()).isEqualTo("key=s3cret");
    }

    @Nested
    @DisplayName("parts that are required")
    class RequiredParts {

        private CheckResult check(String... parts) {
            return Checks.run(Checks.api(site.base()).withRequiredParts(List.of(parts)));
        }

        @Test
        void and_reported_pass_under_whatever_name_they_go() {
            site.onJson(
                    "/health",
                    "{\"status\":\"ok\",\"prisma\":\"up\",\"redis\":\"up\",\"diskSpace\":{\"status\":\"UP\"}}");

            assertThat(check("database", "redis", "diskSpace").status()).isEqualTo(CheckStatus.PASS);
        }

        @Test
        void and_not_reported_fail() {
            site.onJson("/health", "{\"status\":\"ok\",\"database\":\"up\"}");

            CheckResult result = check("database", "redis");

            assertThat(result.status()).isEqualTo(CheckStatus.FAIL);
            assertThat(result.message()).isEqualTo("Redis is not reported");
            assertThat(Checks.statusOf(result, "Redis")).isEqualTo(CheckStatus.FAIL);
        }

        @Test
        void and_reported_in_words_that_say_nothing_are_no_data() {
            site.onJson("/health", "{\"status\":\"ok\",\"redis\":\"not configured\"}");

            assertThat(check("redis").status()).isEqualTo(CheckStatus.NO_DATA);
            assertThat(check("redis").message()).isEqualTo("Redis is not clear");
        }

        @Test
        void of_an_answer_without_any_are_no_data() {
            site.on("/health", Site.status(204));

            assertThat(check("redis").status()).isEqualTo(CheckStatus.NO_DATA);
            assertThat(check("redis").message()).isEqualTo("No parts in the health answer");
        }

        @Test
        void make_another_one_that_is_down_a_warning_while_the_application_says_that_it_is_well() {
            String parts = "\"db\":{\"status\":\"up\"},\"mail\":{\"status\":\"down\"}}";
            site.onJson("/health", "{\"status\":\"ok\"," + parts);
            assertThat(check("database").status()).isEqualTo(CheckStatus.WARNING);
            assertThat(check("database").message()).isEqualTo("mail is down");
            assertThat(check("database", "mail").status()).isEqualTo(CheckStatus.FAIL);
            assertThat(check().status()).isEqualTo(CheckStatus.FAIL);

            site.onJson("/health", "{\"status\":\"down\"," + parts);
            assertThat(check("database").status()).isEqualTo(CheckStatus.FAIL);

            site.onJson("/health", "{" + parts);
            assertThat(check("database").status()).isEqualTo(CheckStatus.FAIL);
        }

        @Test
        void are_found_inside_groups_and_under_longer_names_the_very_name_first() {
            site.onJson(
                    "/health",
                    "{\"status\":\"UP\",\"components\":{\"stores\":{\"status\":\"UP\",\"components\":{"
                            + "\"ordersDataSource\":{\"status\":\"UP\"}}}}}");
            assertThat(check("database").status()).isEqualTo(CheckStatus.PASS);

            site.onJson("/health", "{\"status\":\"ok\",\"redis\":\"up\",\"redis-exporter\":\"down\"}");
            assertThat(check("redis").status()).isEqualTo(CheckStatus.WARNING);
        }
    }

    @Nested
    @DisplayName("an answer that is not 200")
    class OtherStatus {

        @Test
        void still_names_the_part_that_is_down() {
            site.on(
                    "/health",
                    Site.json(
                            503,
                            "{\"status\":\"DOWN\",\"components\":{\"db\":{\"status\":\"DOWN\"},"
                                    + "\"redis\":{\"status\":\"UP\"}}}"));

            CheckResult result = check();

            assertThat(result.status()).isEqualTo(CheckStatus.FAIL);
            assertThat(result.message()).isEqualTo("503 Service Unavailable: Database is down");
            assertThat(result.hint()).contains("Database");
            assertThat(result.critical()).isTrue();
            assertThat(Checks.statusOf(result, "Database")).isEqualTo(CheckStatus.FAIL);
            assertThat(Checks.statusOf(result, "Redis")).isEqualTo(CheckStatus.PASS);
        }

        @Test
        void and_says_nothing_more_is_told_by_its_status() {
            site.on("/health", Site.answer(503, "text/html", "<h1>Maintenance</h1>"));
            assertThat(check().message()).isEqualTo("503 Service Unavailable");

            site.on("/health", Site.json(401, "{\"error\":\"who are you\"}"));
            assertThat(check().message()).isEqualTo("401 Unauthorized");
            assertThat(check().status()).isEqualTo(CheckStatus.NO_DATA);
            assertThat(check().hint()).contains("SHIP_API_PATH", "SHIP_API_EXPECT");

            site.on("/health", Site.status(404));
            assertThat(check().status()).isEqualTo(CheckStatus.FAIL);
        }

        @Test
        void and_refuses_the_question_is_a_failure_only_if_it_names_a_part() {
            site.on("/health", Site.json(429, "{\"status\":\"error\"}"));
            assertThat(check().status()).isEqualTo(CheckStatus.NO_DATA);

            site.on("/health", Site.json(400, "{\"healthy\":false}"));
            assertThat(check().status()).isEqualTo(CheckStatus.FAIL);

            site.on("/health", Site.json(429, "{\"redis\":\"down\"}"));
            assertThat(check().message()).isEqualTo("429 Too Many Requests: Redis is down");
        }

        @Test
        void but_another_success_warns() {
            site.on("/health", Site.json(202, "{\"status\":\"ok\"}"));

            assertThat(check().status()).isEqualTo(CheckStatus.WARNING);
            assertThat(check().message()).isEqualTo("202 Accepted");
            assertThat(check().hint()).contains("SHIP_API_STATUS");
        }

        @Test
        void can_be_the_one_expected() {
            site.on("/health", Site.json(207, "{\"status\":\"ok\"}"));
            Endpoint endpoint = new Endpoint("GET", URI.create(site.base() + "/health"), 207);

            CheckResult result = Checks.run(Checks.api(site.base()).withEndpoint(endpoint));

            assertThat(result.status()).isEqualTo(CheckStatus.PASS);
            assertThat(result.message()).isEqualTo("HTTP 207");
        }
    }

    @Nested
    @DisplayName("of which the status alone decides")
    class StatusAlone {

        private CheckResult check() {
            return Checks.run(Checks.api(site.base()).withExpectation(HealthExpectation.STATUS));
        }

        @Test
        void passes_whatever_the_body_says() {
            site.onJson("/health", "{\"status\":\"down\"}");
            assertThat(check().message()).isEqualTo("200 OK");
            assertThat(check().status()).isEqualTo(CheckStatus.PASS);
        }

        @Test
        void fails_with_any_other_status() {
            site.on("/health", Site.json(401, "{\"status\":\"ok\"}"));
            assertThat(check().status()).isEqualTo(CheckStatus.FAIL);
            assertThat(check().message()).isEqualTo("401 Unauthorized");
        }
    }
}
