package io.releaseconductor.github;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.releaseconductor.config.ConfigurationException;
import io.releaseconductor.config.Secret;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.RunConclusion;
import io.releaseconductor.memory.InMemoryStateStore;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spi.StateStore;
import io.releaseconductor.spi.StoreUnavailableException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URLEncoder;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A webhook delivery")
class GitHubWebhookTest {

    private final WebhookWorld world = new WebhookWorld();
    private final Deployment staging = world.ship(Environment.STAGING);
    private final Deployment prod = world.ship(Environment.PROD);

    GitHubWebhookTest() {
        world.tick();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    @Nested
    @DisplayName("wakes")
    class Wakes {

        @Test
        void the_deployment_whose_key_the_title_of_the_run_shows_and_no_other() {
            byte[] body = WebhookWorld.run("99", "Deploy staging (" + staging.id() + "/deploy/1)", "workflow_dispatch");
            assertThat(world.deliver("workflow_run", body))
                    .isEqualTo(new GitHubWebhook.Answer(200, "looking at " + staging.id()));
            assertThat(world.isWoken(staging.id())).isTrue();
            assertThat(world.isWoken(prod.id())).isFalse();
        }

        @Test
        void the_deployment_that_watches_the_run_where_the_title_shows_no_key_of_ours() {
            for (String title : List.of("Client Deploy", "ship-staging-1/deploy/1", staging.id() + "/deploy")) {
                assertThat(world.deliver(
                                        "workflow_run", WebhookWorld.run(world.runId(prod), title, "workflow_dispatch"))
                                .reason())
                        .isEqualTo("looking at " + prod.id());
            }
            assertThat(world.isWoken(prod.id())).isTrue();
            assertThat(world.isWoken(staging.id())).isFalse();
        }

        @ParameterizedTest
        @CsvSource({
            "workflow_run, in_progress",
            "workflow_run, completed",
            "workflow_job, queued",
            "workflow_job, waiting",
            "workflow_job, in_progress",
            "workflow_job, completed",
            "deployment_review, requested",
            "deployment_review, approved",
            "deployment_review, rejected",
            "deployment_status, created",
            "an_event_of_tomorrow, whatever"
        })
        void whatever_it_says_of_a_run_of_ours(String event, String action) {
            String runId = world.runId(staging);
            byte[] body = event.equals("workflow_job")
                    ? WebhookWorld.job(runId, action)
                    : WebhookWorld.run(runId, action, staging.id() + "/deploy/1", "workflow_dispatch");
            assertThat(world.deliver(event, body).reason()).isEqualTo("looking at " + staging.id());
            assertThat(world.isWoken(staging.id())).isTrue();
            assertThat(world.isWoken(prod.id())).isFalse();
        }

        @Test
        void whoever_looks_for_the_run_when_it_is_there_but_not_who_knows_it() {
            byte[] known = WebhookWorld.run(world.runId(staging), "requested", "x", "workflow_dispatch");
            assertThat(world.deliver("workflow_run", known).reason()).startsWith("ignored");
            assertThat(world.isWoken(staging.id())).isFalse();
            byte[] another = WebhookWorld.run("99", "requested", staging.id() + "/deploy/1", "workflow_dispatch");
            assertThat(world.deliver("workflow_run", another).reason()).isEqualTo("looking at " + staging.id());
        }

        @Test
        void sent_as_a_form_as_well() {
            byte[] json = WebhookWorld.run("9", "+ & = " + staging.id() + "/deploy/1", "workflow_dispatch");
            byte[] form = bytes("payload=" + URLEncoder.encode(new String(json, UTF_8), UTF_8));
            Map<String, String> headers = WebhookWorld.headers("workflow_run", form);
            headers.put("content-type", "application/x-www-form-urlencoded; charset=utf-8");
            assertThat(world.deliver(headers, form).reason()).isEqualTo("looking at " + staging.id());
        }

        @Test
        void so_that_the_end_of_a_run_is_seen_at_once_and_as_it_is_and_not_as_the_delivery_says() {
            world.workflows.complete(world.runId(staging), RunConclusion.SUCCESS);
            world.conductor.runDue();
            assertThat(world.now(staging.id()).status()).isEqualTo(DeploymentStatus.DEPLOYING);

            // says "failure"
            world.deliver("workflow_run", WebhookWorld.run(world.runId(staging), "x", "workflow_dispatch"));
            world.conductor.runDue();
            assertThat(world.now(staging.id()).status()).isEqualTo(DeploymentStatus.VERIFIED);
        }

        @Test
        void nobody_when_the_run_was_not_dispatched_or_is_nobodys_or_its_deployment_is_settled() {
            assertThat(world.deliver("workflow_run", WebhookWorld.run(world.runId(staging), "x", "push"))
                            .reason())
                    .isEqualTo("ignored: it is about no run that was dispatched");
            assertThat(world.deliver("workflow_run", WebhookWorld.run("99", "x", "workflow_dispatch"))
                            .reason())
                    .isEqualTo("ignored: no unsettled deployment has this run");

            world.workflows.complete(world.runId(staging), RunConclusion.FAILURE);
            world.deliver("workflow_run", WebhookWorld.run(world.runId(staging), "x", "workflow_dispatch"));
            world.conductor.runDue();
            assertThat(world.now(staging.id()).settled()).isTrue();
            Deployment before = world.now(staging.id());
            assertThat(world.deliver(
                                    "workflow_run",
                                    WebhookWorld.run("1", staging.id() + "/deploy/1", "workflow_dispatch"))
                            .reason())
                    .isEqualTo("ignored: no unsettled deployment has this run");
            assertThat(world.now(staging.id())).isEqualTo(before);
        }

        @Test
        void once_though_it_is_delivered_again() {
            byte[] body = WebhookWorld.run("9", staging.id() + "/deploy/1", "workflow_dispatch");
            Map<String, String> headers = WebhookWorld.headers("workflow_run", body);
            world.deliver(headers, body);
            long revision = world.now(staging.id()).revision();
            world.tick();
            assertThat(world.deliver(headers, body))
                    .isEqualTo(new GitHubWebhook.Answer(200, "a repeat, carried out before"));
            assertThat(world.now(staging.id()).revision()).isEqualTo(revision);

            headers.put("x-github-delivery", "not an id; kept out of memory");
            world.deliver(headers, body);
            assertThat(world.deliver(headers, body).reason()).isEqualTo("looking at " + staging.id());
        }
    }

    @Nested
    @DisplayName("is not believed")
    class IsNotBelieved {

        private final byte[] body = WebhookWorld.run("9", staging.id() + "/deploy/1", "workflow_dispatch");
        private final Map<String, String> headers = WebhookWorld.headers("workflow_run", body);

        private void assertRefused() {
            assertThat(world.deliver(headers, body))
                    .isEqualTo(new GitHubWebhook.Answer(401, "not signed with the secret of this webhook"));
            assertThat(world.isWoken(staging.id())).isFalse();
        }

        @Test
        void without_a_signature() {
            headers.remove("x-hub-signature-256");
            assertRefused();
        }

        @Test
        void with_the_signature_of_another_secret_or_another_body() {
            headers.put("x-hub-signature-256", WebhookWorld.sign("other", body));
            assertRefused();
            headers.put("x-hub-signature-256", WebhookWorld.sign(WebhookWorld.SECRET, bytes("other")));
            assertRefused();
        }

        @Test
        void with_what_only_looks_like_a_signature() {
            String good = WebhookWorld.sign(WebhookWorld.SECRET, body);
            for (String bad : List.of(
                    "",
                    "sha256=",
                    good.substring(0, 70),
                    good + "0",
                    good.substring(7),
                    "sha1=" + good.substring(7),
                    " " + good,
                    good.replace("sha256", "SHA256"),
                    "sha256=" + "g".repeat(64))) {
                headers.put("x-hub-signature-256", bad);
                assertRefused();
            }
        }

        @Test
        void and_a_refused_one_does_not_stand_in_the_way_of_the_true_one_with_the_same_id() {
            String good = headers.get("x-hub-signature-256");
            headers.put("x-hub-signature-256", WebhookWorld.sign("other", body));
            assertRefused();
            headers.put("x-hub-signature-256", good);
            assertThat(world.deliver(headers, body).reason()).isEqualTo("looking at " + staging.id());
        }
    }

    @Test
    void is_signed_as_githubs_documentation_shows() {
        // The example of "Validating webhook deliveries" in GitHub's documentation.
        WebhookSignature signature = new WebhookSignature(List.of(new Secret("It's a Secret to Everybody")));
        assertThat(signature.matches(
                        bytes("Hello, World!"),
                        "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"))
                .isTrue();
    }

    @Test
    void counts_with_either_secret_while_one_is_exchanged() {
        GitHubWebhook both = GitHubWebhook.of(world.conductor, new Secret("new"), new Secret("old"));
        byte[] body = bytes("{}");
        for (String secret : List.of("new", "old")) {
            Map<String, String> headers = WebhookWorld.headers("ping", body);
            headers.put("x-hub-signature-256", WebhookWorld.sign(secret, body));
            assertThat(both.receive(name -> WebhookWorld.lookUp(headers, name), body))
                    .isEqualTo(new GitHubWebhook.Answer(200, "pong"));
        }
        assertThatThrownBy(() -> GitHubWebhook.of(world.conductor, new Secret("new"), new Secret(" ")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("GitHub webhook: the secret is blank");
    }

    @Test
    void is_answered_by_what_is_wrong_with_it() {
        for (String event : List.of("ping", "workflow_run", "push")) {
            for (String broken :
                    List.of("", " ", "null", "[]", "\"{}\"", "1", "{\"workflow_run\":", "payload=%7B%7D")) {
                assertThat(world.deliver(event, bytes(broken)))
                        .as("%s with \"%s\"", event, broken)
                        .isEqualTo(new GitHubWebhook.Answer(400, "the body holds no JSON object"));
            }
            for (String broken :
                    List.of("", "payload=", "payload=null", "payload=%5B%5D", "payload=%zz", "other=%7B%7D")) {
                Map<String, String> headers = WebhookWorld.headers(event, bytes(broken));
                headers.put("content-type", "application/x-www-form-urlencoded");
                assertThat(world.deliver(headers, bytes(broken)).status())
                        .as("%s with the form \"%s\"", event, broken)
                        .isEqualTo(400);
            }
        }
        byte[] form = bytes("payload=%7B%7D");
        Map<String, String> headers = WebhookWorld.headers("ping", form);
        headers.put("content-type", "application/x-www-form-urlencoded");
        assertThat(world.deliver(headers, form)).isEqualTo(new GitHubWebhook.Answer(200, "pong"));

        assertThat(world.deliver("push", bytes("{}")).reason()).startsWith("ignored");
        assertThat(world.deliver("workflow_run", new byte[GitHubWebhook.MAX_BODY_BYTES + 1])
                        .status())
                .isEqualTo(413);
        byte[] largest = bytes(" ".repeat(GitHubWebhook.MAX_BODY_BYTES - 2) + "{}");
        assertThat(world.deliver("workflow_run", largest).status()).isEqualTo(200);
        byte[] deep = bytes("[".repeat(100_000));
        assertThat(world.deliver("workflow_run", deep).status()).isEqualTo(400);
    }

    @Test
    void can_be_sent_again_after_the_store_was_unavailable() {
        AtomicReference<RuntimeException> trouble = new AtomicReference<>();
        WebhookWorld own = new WebhookWorld(troubled(trouble));
        Deployment d = own.ship(Environment.STAGING);
        own.tick();
        byte[] body = WebhookWorld.run("9", d.id() + "/deploy/1", "workflow_dispatch");
        Map<String, String> headers = WebhookWorld.headers("workflow_run", body);

        trouble.set(new StoreUnavailableException("gone", null));
        assertThat(own.deliver(headers, body))
                .isEqualTo(new GitHubWebhook.Answer(503, "the state store cannot be reached"));
        trouble.set(new IllegalStateException("a defect"));
        assertThat(own.deliver(headers, body).status()).isEqualTo(500);
        trouble.set(null);
        assertThat(own.deliver(headers, body).reason()).isEqualTo("looking at " + d.id());
    }

    private static StateStore troubled(AtomicReference<RuntimeException> trouble) {
        StateStore store = new InMemoryStateStore();
        return (StateStore) Proxy.newProxyInstance(
                GitHubWebhookTest.class.getClassLoader(), new Class<?>[] {StateStore.class}, (proxy, method, args) -> {
                    RuntimeException now = trouble.get();
                    if (now != null) {
                        throw now;
                    }
                    try {
                        return method.invoke(store, args);
                    } catch (InvocationTargetException e) {
                        throw e.getTargetException();
                    }
                });
    }

    @Test
    void is_remembered_only_as_long_as_there_is_room() {
        RecentDeliveries recent = new RecentDeliveries(2);
        recent.add("a");
        recent.add("b");
        recent.add("a");
        recent.add("c");
        assertThat(recent.contains("a")).isFalse();
        assertThat(recent.contains("b")).isTrue();
        assertThat(recent.contains("c")).isTrue();
    }

    @Test
    void prints_no_secret() {
        assertThat(world.webhook).hasToString("GitHubWebhook");
    }
}
