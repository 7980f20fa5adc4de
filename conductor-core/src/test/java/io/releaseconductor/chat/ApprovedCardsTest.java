package io.releaseconductor.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What differs is written to {@code target/cards}, from where it can be approved by copying it. */
@DisplayName("The cards")
class ApprovedCardsTest {

    private static final Path APPROVED = Path.of("src/test/resources/cards");
    private static final Path ACTUAL = Path.of("target/cards");
    private static final Path DOCS = Path.of("../docs/cards.md");
    private static final Pattern SHOWN =
            Pattern.compile("<!-- card: ([a-z-]+) -->\n```text\n(.*?)```\n", Pattern.DOTALL);

    private static Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        ApprovedCards.deployments().forEach((name, d) -> texts.put(name, text(CardRenderer.render(d))));
        texts.put("details", text(CardRenderer.details(ApprovedCards.detailed())));
        MetricCards.others().forEach((name, card) -> texts.put(name, text(card)));
        WatchCards.others().forEach((name, card) -> texts.put(name, text(card)));
        PreflightCards.others().forEach((name, card) -> texts.put(name, text(card)));
        return texts;
    }

    private static String text(Card card) {
        return CardText.render(card) + "\n";
    }

    @TestFactory
    @DisplayName("read as approved")
    Stream<DynamicTest> readAsApproved() {
        return texts().entrySet().stream()
                .map(card -> DynamicTest.dynamicTest(card.getKey(), () -> compare(card.getKey(), card.getValue())));
    }

    private static void compare(String name, String actual) throws IOException {
        Path approved = APPROVED.resolve(name + ".txt");
        String expected = Files.exists(approved) ? Files.readString(approved) : "";
        if (!actual.equals(expected)) {
            Files.createDirectories(ACTUAL);
            Files.writeString(ACTUAL.resolve(name + ".txt"), actual);
        }
        assertThat(actual).as("card %s", name).isEqualTo(expected);
    }

    @Test
    @DisplayName("are approved for every status")
    void everyStatusHasAnApprovedCard() {
        assertThat(ApprovedCards.deployments().values())
                .extracting(Deployment::status)
                .contains(DeploymentStatus.values());
    }

    @Test
    @DisplayName("are approved for nothing that is not rendered any more")
    void noApprovedCardIsLeftOver() throws IOException {
        try (Stream<Path> files = Files.list(APPROVED)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            texts().keySet().stream().map(name -> name + ".txt").toList());
        }
    }

    @Test
    @DisplayName("are documented as they are, each of them")
    void theDocumentationShowsTheApprovedCards() throws IOException {
        List<MatchResult> shown = new ArrayList<>();
        SHOWN.matcher(Files.readString(DOCS)).results().forEach(shown::add);

        assertThat(shown.stream().collect(Collectors.toMap(r -> r.group(1), r -> r.group(2))))
                .isEqualTo(texts());
    }
}
