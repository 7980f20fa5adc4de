package io.releaseconductor.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.check.CheckResult;
import io.releaseconductor.check.CheckStatus;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The search check")
class SearchCheckTest {

    private final Site site = Site.http();

    @AfterEach
    void close() {
        site.close();
    }

    private CheckResult check() {
        return Checks.run(Checks.search(site.base()));
    }

    @Test
    void asks_for_test_and_passes_with_results() {
        site.onJson("/api/search", "{\"results\":[{\"id\":1},{\"id\":2}]}");

        CheckResult result = check();

        assertThat(result.status()).isEqualTo(CheckStatus.PASS);
        assertThat(result.message()).isEqualTo("200 OK");
        assertThat(Checks.finding(result, "Results returned").measured()).isEqualTo("2");
        assertThat(site.requests().get(0).getUrl().queryParameter("q")).isEqualTo("test");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[1]",
                "{\"results\":[1]}",
                "{\"items\":[1]}",
                "{\"data\":[1]}",
                "{\"hits\":[1]}",
                "{\"hits\":{\"hits\":[1]}}",
                "{\"data\":{\"results\":[1]}}"
            })
    void finds_results_in_the_usual_places(String json) {
        site.onJson("/api/search", json);

        assertThat(check().status()).isEqualTo(CheckStatus.PASS);
    }

    @Test
    void fails_when_nothing_is_found() {
        site.onJson("/api/search", "{\"results\":[]}");

        assertThat(check().status()).isEqualTo(CheckStatus.FAIL);
        assertThat(check().message()).isEqualTo("No results found");
    }

    @Test
    void has_no_data_when_there_is_no_list_and_tells_what_it_saw() {
        site.onJson("/api/search", "{\"results\":\"many\",\"page\":{\"7c2\":1}}");

        CheckResult result = check();

        assertThat(result.status()).isEqualTo(CheckStatus.NO_DATA);
        assertThat(result.message()).isEqualTo("No result list");
        assertThat(result.error()).endsWith("seen was {results: text, page: {…: number}}");
        assertThat(result.hint()).contains("SHIP_SEARCH_RESULTS_FIELD");
    }

    @Test
    void fails_when_there_is_no_list_at_all_where_one_is_set() {
        site.onJson("/api/search", "{\"ok\":true}");

        CheckResult result = Checks.run(Checks.search(site.base()).withResultsField("found.people"));

        assertThat(result.status()).isEqualTo(CheckStatus.FAIL);
        assertThat(result.message()).isEqualTo("No result list");
    }

    @ParameterizedTest
    @ValueSource(strings = {")]}',\n[1]", ")]}'{\"items\":[1]}"})
    void reads_JSON_that_is_guarded_against_running_as_a_script(String text) {
        site.onJson("/api/search", text);

        assertThat(check().status()).isEqualTo(CheckStatus.PASS);
    }

    @Test
    void looks_for_results_where_it_is_told_to_and_nowhere_else() {
        site.onJson("/api/search", "{\"results\":[1],\"found\":{\"people\":[1]}}");

        assertThat(Checks.run(Checks.search(site.base()).withResultsField("found.people"))
                        .status())
                .isEqualTo(CheckStatus.PASS);
        assertThat(Checks.run(Checks.search(site.base()).withResultsField("found.places"))
                        .message())
                .isEqualTo("No result list");
    }

    @Test
    void warns_over_the_first_budget_and_fails_over_the_second() {
        site.on(
                "/api/search",
                new MockResponse.Builder(Site.json(200, "[1]"))
                        .headersDelay(60, TimeUnit.MILLISECONDS)
                        .build());
        SearchOptions options = SearchOptions.at(site.base());

        CheckResult slow = Checks.run(options.withBudgets(Duration.ofMillis(40), Checks.AMPLE));
        assertThat(slow.status()).isEqualTo(CheckStatus.WARNING);
        assertThat(slow.message()).isEqualTo("Slow response");

        CheckResult tooSlow = Checks.run(options.withBudgets(Duration.ofMillis(20), Duration.ofMillis(40)));
        assertThat(tooSlow.status()).isEqualTo(CheckStatus.FAIL);
        assertThat(tooSlow.message()).isEqualTo("Too slow");
        assertThat(tooSlow.latency()).isGreaterThanOrEqualTo(Duration.ofMillis(60));
    }

    @Test
    void counts_the_body_into_the_latency() {
        site.on(
                "/api/search",
                new MockResponse.Builder(Site.json(200, "[1]"))
                        .bodyDelay(60, TimeUnit.MILLISECONDS)
                        .build());

        assertThat(check().latency()).isGreaterThanOrEqualTo(Duration.ofMillis(60));
    }

    @Test
    void may_be_asked_by_POST() {
        site.onJson("/find", "[1]");
        SearchOptions options = Checks.search(site.base())
                .withEndpoint(Endpoint.post(URI.create(site.base() + "/find")))
                .withBody("{\"q\":\"test\"}");

        assertThat(Checks.run(options).status()).isEqualTo(CheckStatus.PASS);
        assertThat(site.requests().get(0).getBody().utf8()).isEqualTo("{\"q\":\"test\"}");
        assertThat(site.requests().get(0).getHeaders().get("Content-Type")).isEqualTo("application/json");
    }

    @Test
    void reads_what_a_browser_would_read_too() {
        site.onJson("/api/search", "\uFEFF[1]");
        assertThat(check().status()).isEqualTo(CheckStatus.PASS);

        site.on("/api/search", new MockResponse.Builder().body("[1]").build());
        assertThat(check().status()).isEqualTo(CheckStatus.PASS);

        site.on("/api/search", Site.answer(200, "application/vnd.api+json", "[1]"));
        assertThat(check().status()).isEqualTo(CheckStatus.PASS);
    }

    @Test
    void that_fails_is_no_emergency_by_itself() {
        site.on("/api/search", Site.status(500));

        assertThat(check().status()).isEqualTo(CheckStatus.FAIL);
        assertThat(check().critical()).isFalse();
    }
}
