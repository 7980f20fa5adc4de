package io.releaseconductor.discord;

import static io.releaseconductor.discord.Node.acknowledged;
import static io.releaseconductor.discord.Node.answered;
import static io.releaseconductor.examples.fakediscord.FakeDiscord.ADA;
import static io.releaseconductor.examples.fakediscord.FakeDiscord.CHANNEL;
import static io.releaseconductor.examples.fakediscord.FakeDiscord.GRACE;
import static io.releaseconductor.examples.fakediscord.FakeDiscord.MALLORY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.releaseconductor.deployment.Action;
import io.releaseconductor.deployment.AdmissionOutcome;
import io.releaseconductor.deployment.AdmissionOverride;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.examples.fakediscord.FakeDiscord;
import io.releaseconductor.examples.fakediscord.FakeInteraction;
import io.releaseconductor.examples.fakediscord.FakeMessage;
import io.releaseconductor.examples.fakediscord.Mishap;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spi.Admission;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("On Discord, a pre-flight")
@Timeout(60)
class OverridingTest {

    private static final String BUTTON = "Override the Pre-flight";
    private static final String TAKEN = "🔓 Taken: the pre-flight does not keep ";

    private final Node.World world = new Node.World();
    private final FakeDiscord discord = world.discord;
    private volatile AdmissionOutcome answer = new AdmissionOutcome.NotYet("3 of 14 still running");

    @AfterEach
    void close() {
        world.close();
        assertThat(discord.refusals()).as("refused by Discord").isEmpty();
        assertThat(discord.pings()).as("mentions that rang").isZero();
    }

    /** A rule that says what the test has it say. */
    private final class Ci implements Admission {

        @Override
        public String name() {
            return "ci";
        }

        @Override
        public AdmissionOutcome ask(Question question) {
            return answer;
        }
    }

    private Node start() {
        world.variables = Map.of("SHIP_ADMISSION_STAGING", "ci");
        world.permissions = world.permissions.permit(Environment.STAGING, Action.OVERRIDE, Permit.users(GRACE.id()));
        world.with = builder -> builder.admission(new Ci());
        return world.start();
    }

    private DeployId waiting(Node node) {
        assertThat(answered(discord.command(ADA, CHANNEL, "ship", Map.of("env", "staging"), 0))
                        .answer())
                .contains("Shipping Staging");
        node.conductor.runDue();
        return node.conductor.holder(Environment.STAGING).orElseThrow().id();
    }

    private List<AdmissionOverride> overrides(DeployId id) {
        return Objects.requireNonNull(world.now(id).admission()).overrides();
    }

    private FakeMessage alert() {
        return discord.messages().stream()
                .filter(message -> message.title().startsWith("🔔"))
                .reduce((one, other) -> {
                    throw new AssertionError("two alerts: " + one.title() + ", " + other.title());
                })
                .orElseThrow();
    }

    private JsonNode command(String name) {
        return discord.commands().stream()
                .filter(each -> each.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> options(JsonNode command) {
        return command.path("options").findValuesAsText("name");
    }

    @Test
    @DisplayName("is overridden by a form that wants a reason, which is on the card and in the alert, and rings nobody")
    void button() {
        Node node = start();
        DeployId id = waiting(node);
        FakeMessage card = world.card(id);
        assertThat(card.buttons().keySet()).containsExactly(BUTTON, "Cancel");
        assertThat(card.text()).contains("⏳ Waiting: ci\n", "⏳ ci: 3 of 14 still running");
        FakeInteraction click = acknowledged(discord.click(GRACE, card, BUTTON));

        assertThat(click.callbackType()).isEqualTo(9);
        JsonNode form = Objects.requireNonNull(click.form());
        assertThat(form.path("title").asText()).isEqualTo("Begin in Staging all the same?");
        JsonNode input = form.at("/components/0/component");
        assertThat(input.path("required").asBoolean(true)).isTrue();
        assertThat(input.path("max_length").asInt()).isEqualTo(AdmissionOverride.MAX_REASON);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> discord.submit(GRACE, card, click, "reason", "", -1))
                .withMessageContaining("reason: 0 characters");
        FakeInteraction sent =
                answered(discord.submit(GRACE, card, click, "reason", "hotfix for <@1> **now** @everyone", -1));
        node.conductor.runDue();

        assertThat(sent.answer()).contains(TAKEN + id);
        assertThat(world.ci.requests(id + "/deploy/1")).isEqualTo(1);
        assertThat(world.card(id).text())
                .contains("🔓 ci: 3 of 14 still running (overridden)", "Pre-flight overridden by Grace at")
                .contains("against ci: hotfix for \\<@1> \\*\\*now\\*\\* @\u200Beveryone");
        assertThat(alert().title())
                .contains("Pre-flight overridden by Grace (hotfix for ", "\\*\\*now\\*\\*", "3 of 14 still running");
    }

    @Test
    @DisplayName("is overridden once, however often the form is sent, on whichever node")
    void sent_twice() {
        Node first = start();
        world.start();
        DeployId id = waiting(first);
        FakeMessage card = world.card(id);
        FakeInteraction click = acknowledged(discord.click(GRACE, card, BUTTON, 1));
        FakeInteraction sent = answered(discord.submit(GRACE, card, click, "reason", "hotfix", 1));
        FakeInteraction again = answered(discord.submit(GRACE, card, click, "reason", "a hotfix", 0));

        assertThat(sent.answer()).contains(TAKEN);
        assertThat(again.answer()).contains("Nothing of the pre-flight keeps it");
        assertThat(overrides(id)).extracting(AdmissionOverride::reason).containsExactly("hotfix");
    }

    @Test
    @DisplayName("is overridden by nobody who may not, by button, by command or while it is shipped")
    void permission() {
        Node node = start();
        DeployId id = waiting(node);
        String denial = "You may not override the pre-flight in Staging. Permitted: <@" + GRACE.id() + ">";

        assertThat(answered(discord.click(MALLORY, world.card(id), BUTTON)).answer())
                .contains(denial);
        assertThat(answered(discord.command(
                                ADA, CHANNEL, "ship-override", Map.of("deployment", id.value(), "reason", "hotfix")))
                        .answer())
                .contains(denial);
        answered(discord.command(ADA, CHANNEL, "ship-cancel", Map.of("deployment", id.value())));
        node.until(id, DeploymentStatus.CANCELLED);
        answer = new AdmissionOutcome.No("2 of 14 failed");
        assertThat(answered(discord.command(ADA, CHANNEL, "ship", Map.of("env", "staging", "override", "hotfix")))
                        .answer())
                .contains(denial);
        assertThat(node.conductor.holder(Environment.STAGING)).isEmpty();
        assertThat(overrides(id)).isEmpty();
    }

    @Test
    @DisplayName("refuses at once, and is overridden in the same command")
    void shipped_all_the_same() {
        Node node = start();
        answer = new AdmissionOutcome.No("2 of 14 failed: lint, e2e");
        assertThat(answered(discord.command(GRACE, CHANNEL, "ship", Map.of("env", "staging")))
                        .answer())
                .contains("The pre-flight says no: ci: 2 of 14 failed: lint, e2e. Nothing was shipped.");
        assertThat(node.conductor.holder(Environment.STAGING)).isEmpty();
        assertThat(answered(discord.command(GRACE, CHANNEL, "ship", Map.of("env", "staging", "override", "mends e2e")))
                        .answer())
                .contains("Shipping Staging");
        node.conductor.runDue();
        DeployId id = node.conductor.holder(Environment.STAGING).orElseThrow().id();

        assertThat(world.card(id).text()).contains("against ci: mends e2e");
        assertThat(alert().title()).contains("Pre-flight overridden by Grace (mends e2e)");
    }

    @Test
    @DisplayName("is overridden by a command as well")
    void typed() {
        Node node = start();
        DeployId id = waiting(node);
        FakeInteraction typing = acknowledged(discord.type(GRACE, CHANNEL, "ship-override", "deployment", ""));
        assertThat(typing.choices()).contains(id.value());
        FakeInteraction told = answered(discord.command(
                GRACE, CHANNEL, "ship-override", Map.of("deployment", id.value(), "reason", "CI hangs")));
        node.conductor.runDue();

        assertThat(told.answer()).contains(TAKEN + id);
        assertThat(world.card(id).text()).contains("against ci: CI hangs");
    }

    @Test
    @DisplayName("is not overridden where no form could be opened, since nobody said why")
    void no_form() {
        Node node = start();
        DeployId id = waiting(node);
        Deployment before = world.now(id);
        discord.mishaps(call -> call.contains("/callback") ? Mishap.FAILS : null, Duration.ZERO);
        FakeInteraction click = discord.click(GRACE, world.card(id), BUTTON);
        await().until(() ->
                discord.requests().stream().anyMatch(request -> request.contains("/interactions/" + click.id() + "/")));
        node.commands.close();

        assertThat(world.now(id)).isEqualTo(before);
    }

    @Test
    @DisplayName("brings its command and its option, which are not there without one")
    void offered() {
        start();
        assertThat(options(command("ship"))).contains("override");
        assertThat(options(command("ship-override"))).containsExactly("deployment", "reason");
        assertThat(command("ship-override").path("options").findValuesAsText("required"))
                .containsOnly("true");
        assertThat(answered(discord.command(GRACE, CHANNEL, "ship-status", Map.of()))
                        .answer())
                .contains("free");
    }

    @Test
    @DisplayName("that holds nowhere brings neither command nor option")
    void not_offered() {
        world.start();
        assertThat(options(command("ship"))).doesNotContain("override");
        assertThat(discord.commands())
                .noneMatch(each -> each.path("name").asText().equals("ship-override"));
    }
}
