package io.releaseconductor.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.deployment.Deployment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Writes {@code target/card-page/index.html}: the cards as a chat lays them out, to be looked at in a browser. */
@DisplayName("The page of the cards")
class CardPageTest {

    private static final Path PAGE = Path.of("target/card-page/index.html");

    /** What people meet most, in the order in which they meet it. */
    private static final List<String> MAIN = List.of(
            "initiated",
            "deploying",
            "verified",
            "production-verified",
            "production-ill",
            "production-canary",
            "gradual-waits-for-one",
            "promoted-linked-wanted",
            "rolled-back",
            "needs-attention");

    private static final String STYLE = """
            body { background: #313338; color: #dbdee1; font: 15px/1.35 "gg sans", "Noto Sans", Arial, sans-serif; margin: 24px }
            h2 { color: #949ba4; font-size: 12px; font-weight: normal; margin: 28px 0 4px }
            .card { background: #2b2d31; border-left: 4px solid; border-radius: 4px; padding: 10px 14px; max-width: 560px; margin-top: 4px }
            .NEUTRAL { border-color: #5865f2 } .GOOD { border-color: #2ecc71 }
            .WARNING { border-color: #f1c40f } .BAD { border-color: #ed4245 }
            .title, .first, .summary { font-weight: bold } p { margin: 8px 0 } a { color: #00a8fc }
            button { border: 0; border-radius: 4px; color: white; font: inherit; margin: 6px 8px 0 0; padding: 6px 14px }
            .PRIMARY { background: #248046 } .DANGER { background: #da373c } .PLAIN { background: #4e5058 }
            """;

    @Test
    @DisplayName("shows the main ten first, and then all others")
    void is_written() throws IOException {
        Map<String, Deployment> all = ApprovedCards.deployments();
        String page = "<!doctype html><meta charset=\"utf-8\"><title>Cards</title><style>" + STYLE + "</style>\n"
                + MAIN.stream().map(name -> section(name, all)).collect(Collectors.joining())
                + all.keySet().stream()
                        .filter(name -> !MAIN.contains(name))
                        .map(name -> section(name, all))
                        .collect(Collectors.joining());
        Files.createDirectories(PAGE.getParent());
        Files.writeString(PAGE, page);

        assertThat(all.keySet()).containsAll(MAIN);
        assertThat(page.split("class=\"card ", -1)).hasSize(all.size() + 1);
    }

    private static String section(String name, Map<String, Deployment> all) {
        Card card = CardRenderer.render(all.get(name));
        String fields = card.fields().stream()
                .map(field -> "<b>" + html(field.name()) + ":</b> " + html(field.value()))
                .collect(Collectors.joining("<br>"));
        String lines = card.lines().stream().map(CardPageTest::html).collect(Collectors.joining("<br>"));
        String summary = card.summary() == null ? "" : "<p class=\"summary\">" + html(card.summary()) + "</p>";
        String results = "<p>" + lines + "</p>" + summary;
        return "<h2>" + name + "</h2>\n<div class=\"first\">" + html(String.valueOf(card.headline())) + "</div>"
                + "<div class=\"card " + card.tone() + "\"><div class=\"title\">" + html(card.title()) + "</div>"
                + (card.showsResultsFirst() ? results + "<p>" + fields + "</p>" : "<p>" + fields + "</p>" + results)
                + card.links().stream()
                        .map(link ->
                                "<a href=\"" + html(link.target().toString()) + "\">" + html(link.label()) + "</a>")
                        .collect(Collectors.joining(" · "))
                + "</div>"
                + card.buttons().stream()
                        .map(button -> "<button class=\"" + button.style() + "\">" + html(button.label()) + "</button>")
                        .collect(Collectors.joining())
                + "\n";
    }

    private static String html(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
