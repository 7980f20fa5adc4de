package io.releaseconductor.http.alerts;

import static io.releaseconductor.testkit.Deployments.aDeployment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.releaseconductor.config.Secret;
import io.releaseconductor.deployment.Alert;
import io.releaseconductor.deployment.AlertKind;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.health.PartHealth;
import io.releaseconductor.lock.Lock;
import io.releaseconductor.lock.LockNews;
import io.releaseconductor.lock.LockNotice;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spi.NodeAlert;
import io.releaseconductor.spi.NotDeliveredException;
import io.releaseconductor.testkit.ManualClock;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import mockwebserver3.RecordedRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A webhook for alerts")
class WebhookAlertsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ManualClock clock = new ManualClock();
    private @Nullable WebhookHarness opened;

    @BeforeEach
    void open() throws IOException {
        opened = new WebhookHarness(clock);
    }

    @AfterEach
    void close() {
        receiver().close();
    }

    private WebhookHarness receiver() {
        return Objects.requireNonNull(opened, "receiver");
    }

    private Alert alert(String id) {
        return new Alert(id, AlertKind.DEPLOYMENT_FAILED, "Deploy failed: run 123", ManualClock.START, null, 0, null);
    }

    private @Nullable NotDeliveredException sent(WebhookAlerts webhook) {
        return catchThrowableOfType(
                NotDeliveredException.class,
                () -> webhook.send(
                        alert("ship-staging-1699747200:deployment_failed:1"),
                        aDeployment().failed()));
    }

    private String refusal(int status, Map<String, String> headers) {
        receiver().status = status;
        receiver().headers = headers;
        NotDeliveredException refused = sent(receiver().webhook());
        return refused == null ? "" : refused.getMessage();
    }

    @Test
    void is_posted_with_the_headers_of_the_standard_and_says_what_happened_and_what_to_do() throws Exception {
        Deployment d = aDeployment().failed();
        receiver().webhook().send(alert("ship-staging-1699747200:deployment_failed:1"), d);
        RecordedRequest request = receiver().requests.get(0);

        assertThat(request.getMethod()).isEqualTo("POST");
        assertThat(request.getHeaders().get("Content-Type")).isEqualTo("application/json");
        assertThat(request.getHeaders().get("webhook-id")).isEqualTo("ship-staging-1699747200:deployment_failed:1");
        assertThat(request.getHeaders().get("webhook-timestamp"))
                .isEqualTo(Long.toString(clock.instant().getEpochSecond()));
        assertThat(WebhookHarness.isSigned(request, WebhookHarness.KEY)).isTrue();
        JsonNode body = JSON.readTree(request.getBody().utf8());
        assertThat(body.get("type").asText()).isEqualTo("alert.deployment_failed");
        assertThat(body.get("timestamp").asText()).isEqualTo("2023-11-12T00:00:00Z");
        JsonNode data = body.get("data");
        assertThat(data.get("id").asText()).isEqualTo("ship-staging-1699747200:deployment_failed:1");
        assertThat(data.get("kind").asText()).isEqualTo("deployment_failed");
        assertThat(data.get("message").asText()).isEqualTo("Deploy failed: run 123");
        assertThat(data.get("what_to_do").asText())
                .isEqualTo("look at the run; then roll back on the card, or ship again");
        assertThat(data.get("environment").asText()).isEqualTo(d.environment().name());
        assertThat(data.get("deploy_id").asText()).isEqualTo(d.id().value());
        assertThat(data.get("status").asText()).isEqualTo("failed");
    }

    @Test
    void is_signed_anew_in_each_try_and_keeps_its_id() throws Exception {
        receiver().status = 503;
        WebhookAlerts webhook = receiver().webhook();
        sent(webhook);
        clock.advance(Duration.ofMinutes(1));
        receiver().status = 200;
        assertThat(sent(webhook)).isNull();

        RecordedRequest first = receiver().requests.get(0);
        RecordedRequest second = receiver().requests.get(1);
        assertThat(second.getHeaders().get("webhook-id"))
                .isEqualTo(first.getHeaders().get("webhook-id"));
        assertThat(second.getHeaders().get("webhook-timestamp"))
                .isNotEqualTo(first.getHeaders().get("webhook-timestamp"));
        assertThat(second.getBody()).isEqualTo(first.getBody());
    }

    @Test
    void is_signed_by_both_keys_while_one_takes_the_others_place() throws Exception {
        WebhookAlerts webhook =
                WebhookAlerts.of(receiver().options().withOlderKey(new Secret(WebhookHarness.OLDER_KEY)), clock);
        assertThat(sent(webhook)).isNull();
        RecordedRequest request = receiver().requests.get(0);

        assertThat(WebhookHarness.isSigned(request, WebhookHarness.KEY)).isTrue();
        assertThat(WebhookHarness.isSigned(request, WebhookHarness.OLDER_KEY)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204, 299})
    void is_delivered_by_any_answer_of_2xx(int status) {
        assertThat(refusal(status, Map.of())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"400", "404", "429", "500", "502", "503", "504"})
    void is_not_delivered_by_any_other_answer_and_is_asked_again(int status) {
        receiver().status = status;
        WebhookAlerts webhook = receiver().webhook();
        assertThat(sent(webhook)).hasMessageEndingWith(" answers " + status);
        assertThat(webhook.health().state()).isEqualTo(PartHealth.State.IMPAIRED);
        receiver().status = 200;
        assertThat(sent(webhook)).isNull();
        assertThat(webhook.health().state()).isEqualTo(PartHealth.State.WELL);
    }

    @Test
    void follows_no_redirect() {
        String refusal = refusal(307, Map.of("Location", receiver().elsewhere().toString()));

        assertThat(refusal).endsWith("answers 307, and redirects are not followed: set the URL that it leads to");
        assertThat(receiver().requests).hasSize(1);
    }

    @Test
    void asks_for_the_key_where_it_is_refused() {
        assertThat(refusal(401, Map.of())).endsWith("answers 401: does it have the key?");
    }

    @Test
    void leaves_the_receiver_alone_for_as_long_as_it_asks() {
        receiver().status = 429;
        receiver().headers = Map.of("Retry-After", "120");
        WebhookAlerts webhook = receiver().webhook();
        sent(webhook);
        receiver().status = 200;
        clock.advance(Duration.ofSeconds(119));
        assertThat(sent(webhook)).hasMessageContaining("it asked to be left alone until ");
        assertThat(receiver().requests).hasSize(1);

        clock.advance(Duration.ofSeconds(1));
        assertThat(sent(webhook)).isNull();
    }

    @Test
    void understands_a_date_as_well_and_waits_for_half_an_hour_at_most() {
        receiver().status = 503;
        receiver().headers = Map.of("Retry-After", "Tue, 14 Nov 2073 00:00:00 GMT");
        WebhookAlerts webhook = receiver().webhook();
        sent(webhook);
        receiver().status = 200;
        assertThat(sent(webhook)).isNotNull();

        clock.advance(Duration.ofMinutes(30));
        assertThat(sent(webhook)).isNull();
    }

    @Test
    void posts_nothing_any_more_once_the_receiver_is_gone() {
        receiver().status = 410;
        WebhookAlerts webhook = receiver().webhook();
        assertThat(sent(webhook)).hasMessageContaining("answered 410: nothing is posted there any more");
        receiver().status = 200;

        assertThat(sent(webhook)).hasMessageContaining("answered 410");
        assertThat(receiver().requests).hasSize(1);
        assertThat(webhook.health().state()).isEqualTo(PartHealth.State.DOWN);
    }

    @Test
    void tells_no_secret_in_what_it_says_of_itself() {
        receiver().goDown();
        WebhookAlerts webhook = receiver().webhook();
        String said = sent(webhook) + " " + webhook.health() + " " + webhook + " "
                + receiver().options();

        receiver().secrets().forEach(secret -> assertThat(said).doesNotContain(secret));
    }

    @Test
    void has_no_full_stop_in_the_id_that_is_signed() throws Exception {
        NodeAlert stalled = new NodeAlert(
                "host.example.com:stalled:1699747200-1",
                NodeAlert.Kind.STALLED,
                "host.example.com",
                "It stands still",
                clock.instant(),
                null);
        receiver().webhook().send(stalled);
        receiver().webhook().send(stalled);

        String id = receiver().requests.get(0).getHeaders().get("webhook-id");
        assertThat(id).matches("alert_[0-9a-f]{64}");
        assertThat(receiver().requests.get(1).getHeaders().get("webhook-id")).isEqualTo(id);
        JsonNode body = JSON.readTree(receiver().arrived().get(0));
        assertThat(body.get("type").asText()).isEqualTo("node.stalled");
        assertThat(body.get("data").get("id").asText()).isEqualTo("host.example.com:stalled:1699747200-1");
    }

    @Test
    void tells_of_locks_as_well() throws Exception {
        Lock lock = new Lock(
                Environment.PROD,
                Actor.person("1", "Ada"),
                "",
                clock.instant(),
                clock.instant().plusSeconds(60),
                null,
                null);
        receiver().webhook().send(new LockNotice(lock, LockNews.ENDS_SOON));

        JsonNode body = JSON.readTree(receiver().arrived().get(0));
        assertThat(body.get("type").asText()).isEqualTo("lock.ends_soon");
        assertThat(body.get("data").get("environment").asText()).isEqualTo("prod");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://example.com", "https://ada:secret@example.com/", "nowhere"})
    void goes_to_an_http_url_without_user(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WebhookOptions.of(URI.create(url), new Secret(WebhookHarness.KEY)))
                .withMessageStartingWith("webhook: url is not one that can be posted to; allowed: ")
                .withMessageNotContaining("secret");
    }

    @Test
    void has_a_limit_that_leaves_time_for_other_sinks() {
        WebhookOptions options = receiver().options();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> options.withTimeLimit(Duration.ofSeconds(26)))
                .withMessage("webhook: timeLimit is PT26S; allowed: PT1S to PT25S");
        assertThatCode(() -> options.withTimeLimit(Duration.ofSeconds(25))).doesNotThrowAnyException();
    }
}
