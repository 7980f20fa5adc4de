package io.releaseconductor.discord;

import io.releaseconductor.chat.Card;
import io.releaseconductor.chat.PlainLine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The text of an embed: fields, lines, summary and links in the order of the spec's examples. What does not fit is cut with a
 * note; the lines give way first, since fields, summary and links say what the card is about.
 */
final class CardText {

    private static final int LONGEST_LINE = 1024;
    private static final int LONGEST_NAME = 256;
    private static final int MOST_FIELDS = 25;
    private static final int HEAD = 1800;
    private static final int SUMMARY = 300;
    private static final int LINKS = 900;
    private static final int NOTE = 80;

    private final int limit;

    CardText(int limit) {
        this.limit = limit;
    }

    /** The text, with what the title has no room for at its top; empty if there is nothing to say. */
    String of(Card card, @Nullable String wholeTitle) {
        List<String> paragraphs = new ArrayList<>();
        if (wholeTitle != null) {
            paragraphs.add(Markdown.cut(wholeTitle, LONGEST_LINE));
        }
        String fields = fields(card.fields());
        if (!card.showsResultsFirst()) {
            add(paragraphs, fields);
        }
        List<String> after = new ArrayList<>();
        String summary = card.summary();
        if (summary != null && !PlainLine.isBlank(summary)) {
            after.add("**" + Markdown.cut(summary, SUMMARY) + "**");
        }
        if (card.showsResultsFirst()) {
            add(after, fields);
        }
        add(after, links(card.links()));
        int taken = length(paragraphs) + length(after);
        add(paragraphs, lines(card.lines(), limit - taken));
        paragraphs.addAll(after);
        return String.join("\n\n", paragraphs);
    }

    private static void add(List<String> paragraphs, String paragraph) {
        if (!paragraph.isEmpty()) {
            paragraphs.add(paragraph);
        }
    }

    private static int length(List<String> paragraphs) {
        return paragraphs.stream().mapToInt(p -> p.length() + 2).sum();
    }

    private static String fields(List<Card.Field> fields) {
        List<String> shown = new ArrayList<>();
        int left = HEAD - NOTE;
        for (Card.Field field : fields) {
            String line = field(field);
            if (line.length() + 1 > left || shown.size() == MOST_FIELDS) {
                shown.add(more(fields.size() - shown.size(), "field"));
                break;
            }
            shown.add(line);
            left -= line.length() + 1;
        }
        return String.join("\n", shown);
    }

    private static String field(Card.Field field) {
        String name = Markdown.cut(field.name(), LONGEST_NAME);
        String value = Names.in(Markdown.cut(field.value(), LONGEST_LINE));
        Instant at = field.at();
        return (PlainLine.isBlank(name) ? "" : "**" + name + ":** ")
                + (PlainLine.isBlank(value) ? "–" : value)
                + (at == null ? "" : " (<t:" + at.getEpochSecond() + ":R>)");
    }

    private static String lines(List<String> lines, int room) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            String line = Markdown.cut(lines.get(i), LONGEST_LINE);
            boolean last = i == lines.size() - 1;
            if (text.length() + line.length() + 1 > (last ? room : room - NOTE)) {
                return text + more(lines.size() - i, "line");
            }
            text.append(line).append(last ? "" : "\n");
        }
        return text.toString().strip();
    }

    private static String links(List<Card.Link> links) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < links.size(); i++) {
            String link = Markdown.link(links.get(i).label(), links.get(i).target());
            if (text.length() + link.length() > LINKS - NOTE) {
                return text + more(links.size() - i, "link");
            }
            text.append(link).append(i == links.size() - 1 ? "" : " · ");
        }
        return text.toString();
    }

    private static String more(int count, String what) {
        return "*… " + count + " more " + what + (count == 1 ? "" : "s") + ", cut to what Discord shows*";
    }
}
