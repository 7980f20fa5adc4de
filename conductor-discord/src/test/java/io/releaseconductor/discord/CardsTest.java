package io.releaseconductor.discord;

import static io.releaseconductor.testkit.Deployments.aDeployment;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.releaseconductor.chat.Card;
import io.releaseconductor.chat.CardRenderer;
import io.releaseconductor.chat.Tone;
import io.releaseconductor.deployment.AdmissionAnswer;
import io.releaseconductor.deployment.AdmissionOutcome;
import io.releaseconductor.deployment.AdmissionRules;
import io.releaseconductor.deployment.AdmissionState;
import io.releaseconductor.deployment.DeployRequest;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentEvent;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.EnvironmentProfile;
import io.releaseconductor.deployment.Lifecycle;
import io.releaseconductor.deployment.LifecycleResult;
import io.releaseconductor.deployment.LinkedShip;
import io.releaseconductor.deployment.TeamLink;
import io.releaseconductor.examples.fakediscord.FakeDiscord;
import io.releaseconductor.examples.fakediscord.FakeMessage;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.Environment;
import io.releaseconductor.testkit.DeploymentFixture;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.dv8tion.jda.api.utils.data.DataObject;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What was read and found good. What differs is written to {@code target/cards}, to be read and moved here. */
@DisplayName("The cards on Discord")
class CardsTest {

    private static final Path APPROVED = Path.of("src/test/resources/cards");
    private static final Path ACTUAL = Path.of("target/cards");
    private static final Path DOCS = Path.of("../docs/discord-cards.md");
    private static final Pattern SHOWN = Pattern.compile("<!-- card: (\\S+) -->\n```text\n(.*?)```", Pattern.DOTALL);
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private static Map<String, Card> cards() {
        Map<String, Card> all = new LinkedHashMap<>();
        for (DeploymentStatus status : DeploymentStatus.values()) {
            all.put(
                    status.wireName().replace('_', '-'),
                    CardRenderer.render(fixture().at(status)));
        }
        all.put("production", CardRenderer.render(production()));
        all.put("production-not-shipped", CardRenderer.render(notShipped()));
        all.put("preflight", CardRenderer.render(kept()));
        all.put("preflight-overridden", CardRenderer.render(overridden()));
        all.put(
                "preflight-overridden-alert",
                CardRenderer.alert(overridden().alerts().get(0), overridden(), null));
        all.put("details", CardRenderer.details(fixture().rolledBack()));
        all.put("alert", alert());
        all.put("hostile", hostile());
        all.put("endless", endless());
        return all;
    }

    private static DeploymentFixture fixture() {
        return aDeployment().ref("main").version("1.4.2").destination(FakeDiscord.CHANNEL);
    }

    private static Deployment production() {
        return fixture()
                .to(Environment.PROD)
                .by(Actor.person("4712", "Grace"))
                .profile(new EnvironmentProfile(
                        true,
                        Duration.ofHours(1),
                        Duration.ofHours(1),
                        "role " + FakeDiscord.RELEASERS + ", but not whoever shipped it",
                        "role " + FakeDiscord.RELEASERS + " or role " + FakeDiscord.ADMINS,
                        List.of(new TeamLink("Logs", "https://logs.shop.example/?version={version}"))))
                .verified();
    }

    private static Deployment notShipped() {
        Deployment promoted = fixture().promoted();
        return promoted.toBuilder()
                .linked(new LinkedShip(
                        Environment.PROD,
                        Objects.requireNonNull(promoted.promotion()),
                        LinkedShip.State.BLOCKED,
                        null,
                        "You may not ship in Prod. Permitted: role " + FakeDiscord.ADMINS + ".",
                        promoted.statusSince()))
                .build();
    }

    private static Deployment kept() {
        Deployment d = fixture().at(DeploymentStatus.INITIATED);
        DeployRequest request = d.request().toBuilder()
                .admission(new AdmissionRules(List.of("ci", "incident"), null))
                .build();
        AdmissionState asked = Objects.requireNonNull(AdmissionState.of(request));
        List<AdmissionAnswer> answers = List.of(
                new AdmissionAnswer("ci", new AdmissionOutcome.No("2 of 14 failed at 1a2b3c4: lint, e2e_login")),
                new AdmissionAnswer("incident", new AdmissionOutcome.Yes("none open")));
        return d.toBuilder()
                .request(request)
                .admission(asked.answered(answers, request.initiatedAt()))
                .build();
    }

    private static Deployment overridden() {
        Deployment d = kept();
        DeploymentEvent override = new DeploymentEvent.OverrideAdmission(
                Actor.person("4712", "Grace"), d.request().initiatedAt(), "mends *the* login");
        return ((LifecycleResult.Moved) Lifecycle.apply(d, override)).next();
    }

    private static Card alert() {
        return new Card(
                Tone.BAD,
                "🔔 ship-staging-1699747200 failed: "
                        + "the workflow run failed in job deploy, step Upload; ".repeat(8),
                List.of(new Card.Field("Deploy ID", "ship-staging-1699747200", Instant.ofEpochSecond(1699747290))),
                List.of(),
                null,
                List.of(),
                List.of());
    }

    private static Card hostile() {
        return new Card(
                Tone.WARNING,
                "@everyone **Title** <@123>",
                List.of(new Card.Field("Ref", "feature/[x](https://evil.example)||_a_b_||", null)),
                List.of("# heading", "1. list", "> quote", "```code```", "ok :tada: https://evil.example"),
                "@here ~~all~~ good",
                List.of(new Card.Link("[View](Run)", URI.create("https://ci.example/runs/(1)"))),
                List.of());
    }

    private static Card endless() {
        String text = "0123456789 ".repeat(20).strip();
        return new Card(
                Tone.NEUTRAL,
                "A long card",
                IntStream.range(0, 30)
                        .mapToObj(i -> new Card.Field("Field " + i, text, null))
                        .toList(),
                IntStream.range(0, 60).mapToObj(i -> "Line " + i + ": " + text).toList(),
                "Overall: 1/60 checks passed",
                IntStream.range(0, 40)
                        .mapToObj(i -> new Card.Link("Run #" + i, URI.create("https://ci.example/runs/" + i)))
                        .toList(),
                List.of());
    }

    private static String json(Card card) throws JsonProcessingException {
        DataObject body = CardMessage.of(card);
        assertThat(FakeDiscord.refusalsOf(body.toString())).isEmpty();
        return JSON.writeValueAsString(JSON.treeToValue(JSON.readTree(body.toString()), Object.class)) + "\n";
    }

    /** As it is in front of a person, but for the marks. */
    private static String text(Card card) throws JsonProcessingException {
        JsonNode body = JSON.readTree(CardMessage.of(card).toString());
        String buttons = new FakeMessage("", "", body, 0)
                .buttons().keySet().stream().map(b -> "[" + b + "]").collect(Collectors.joining(" "));
        JsonNode embed = body.path("embeds").path(0);
        String content = body.path("content").asText();
        return (content.isEmpty() ? "" : content + "\n\n") + embed.path("title").asText() + "\n\n"
                + embed.path("description").asText() + "\n" + (buttons.isEmpty() ? "" : "\n" + buttons + "\n");
    }

    @TestFactory
    @DisplayName("are sent as approved")
    Stream<DynamicTest> are_sent_as_approved() {
        return cards().entrySet().stream()
                .map(card ->
                        DynamicTest.dynamicTest(card.getKey(), () -> compare(card.getKey(), json(card.getValue()))));
    }

    private static void compare(String name, String actual) throws IOException {
        Path approved = APPROVED.resolve(name + ".json");
        String expected = Files.exists(approved) ? Files.readString(approved) : "";
        if (!actual.equals(expected)) {
            Files.createDirectories(ACTUAL);
            Files.writeString(ACTUAL.resolve(name + ".json"), actual);
        }
        assertThat(actual).as("card %s", name).isEqualTo(expected);
    }

    @Test
    @DisplayName("are approved for nothing that is not shown any more")
    void nothing_is_left_over() throws IOException {
        try (Stream<Path> files = Files.list(APPROVED)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(cards().keySet().stream()
                            .map(name -> name + ".json")
                            .toList());
        }
    }

    @Test
    @DisplayName("are in the documentation as they are, each of them")
    void are_documented() throws IOException {
        Map<String, String> texts = new LinkedHashMap<>();
        for (Map.Entry<String, Card> card : cards().entrySet()) {
            if (!card.getKey().equals("endless")) {
                texts.put(card.getKey(), text(card.getValue()));
            }
        }
        Files.createDirectories(ACTUAL);
        Files.writeString(
                ACTUAL.resolve("discord-cards.md"),
                texts.entrySet().stream()
                        .map(e -> "<!-- card: " + e.getKey() + " -->\n```text\n" + e.getValue() + "```\n")
                        .collect(Collectors.joining("\n")));
        List<MatchResult> shown = new ArrayList<>();
        SHOWN.matcher(Files.readString(DOCS)).results().forEach(shown::add);

        assertThat(shown.stream().collect(Collectors.toMap(r -> r.group(1), r -> r.group(2))))
                .isEqualTo(texts);
    }
}
