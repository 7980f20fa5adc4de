package io.releaseconductor.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A card as plain text, for consoles and logs, laid out as in the spec's examples. Every part is kept on its own line: line
 * breaks and control characters in it become spaces, so that a text from outside can neither forge a line nor steer a terminal.
 */
public final class CardText {

    private CardText() {}

    /**
     * Writes a card.
     *
     * @param card the card
     * @return its text: title, fields, lines, summary, and then links and buttons, with blank lines between; without a line
     *     break at the end
     */
    public static String render(Card card) {
        List<String> paragraphs = new ArrayList<>();
        paragraphs.add(Line.of(card.title()));
        add(
                paragraphs,
                card.fields().stream().map(f -> f.name() + ": " + f.value()).toList());
        add(paragraphs, card.lines());
        String summary = card.summary();
        add(paragraphs, summary == null ? List.of() : List.of(summary));
        List<String> last = new ArrayList<>();
        if (!card.links().isEmpty()) {
            last.add(card.links().stream()
                    .map(link -> "[" + link.label() + "](" + link.target() + ")")
                    .collect(Collectors.joining(" ")));
        }
        if (!card.buttons().isEmpty()) {
            last.add(card.buttons().stream()
                    .map(button -> "[" + button.label() + "]")
                    .collect(Collectors.joining(" ")));
        }
        add(paragraphs, last);
        return String.join("\n\n", paragraphs);
    }

    private static void add(List<String> paragraphs, List<String> lines) {
        if (!lines.isEmpty()) {
            paragraphs.add(lines.stream().map(Line::of).collect(Collectors.joining("\n")));
        }
    }
}
