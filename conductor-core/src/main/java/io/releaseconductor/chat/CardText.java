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
     * @return its text: first line, title, fields, lines and summary, and then links and buttons, with blank lines between; without a line
     *     break at the end
     */
    public static String render(Card card) {
        List<String> paragraphs = new ArrayList<>();
        String headline = card.headline();
        add(paragraphs, headline == null ? List.of() : List.of(headline));
        paragraphs.add(Line.of(card.title()));
        List<String> fields =
                card.fields().stream().map(f -> f.name() + ": " + f.value()).toList();
        String summary = card.summary();
        if (summary == null) {
            add(paragraphs, fields);
            add(paragraphs, card.lines());
        } else {
            add(paragraphs, card.lines());
            add(paragraphs, List.of(summary));
            add(paragraphs, fields);
        }
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
