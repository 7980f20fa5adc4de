package io.releaseconductor.discord;

import io.releaseconductor.chat.Button;
import io.releaseconductor.chat.ButtonId;
import io.releaseconductor.chat.Card;
import io.releaseconductor.chat.PlainLine;
import io.releaseconductor.chat.Tone;
import io.releaseconductor.model.DeployId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.dv8tion.jda.api.utils.data.DataArray;
import net.dv8tion.jda.api.utils.data.DataObject;

/** A card as the body of a Discord message: one embed and rows of buttons, within Discord's limits. Nobody is mentioned but whom it calls. */
final class CardMessage {

    private static final int LONGEST_HEADLINE = 500;
    private static final int LONGEST_TITLE = 256;
    private static final int LONGEST_TEXT = 4096;
    private static final int BUTTONS_A_ROW = 5;
    private static final int MOST_BUTTONS = 25;

    private CardMessage() {}

    static DataObject of(Card card) {
        Mentions mentions = Mentions.of(card.mentions());
        return message(content(card, mentions), embed(card), rows(card.buttons()), mentions.allowed());
    }

    /** With a picture below it. */
    static DataObject of(Card card, String image) {
        Mentions mentions = Mentions.of(card.mentions());
        DataObject embed = embed(card).put("image", DataObject.empty().put("url", image));
        return message(content(card, mentions), embed, rows(card.buttons()), mentions.allowed());
    }

    /** An embed that is no card, and calls nobody. */
    static DataObject embedded(DataObject embed, DataArray rows) {
        Mentions nobody = Mentions.of(List.of());
        return message(nobody.content(), embed, rows, nobody.allowed());
    }

    private static DataObject message(String content, DataObject embed, DataArray rows, DataObject allowed) {
        return DataObject.empty()
                .put("content", content)
                .put("embeds", DataArray.empty().add(embed))
                .put("components", rows)
                .put("allowed_mentions", allowed);
    }

    /** A row with one button, which is no card's. */
    static DataArray row(String id, String label) {
        DataArray button = DataArray.empty().add(button(id, label, Button.Style.PRIMARY));
        return DataArray.empty().add(DataObject.empty().put("type", 1).put("components", button));
    }

    /**
     * Whether a message, as Discord answers it, shows what was sent. Discord adds fields and trims texts; a difference that is none
     * costs one edit.
     */
    static boolean isShownBy(DataObject message, DataObject sent) {
        return looks(message).equals(looks(sent));
    }

    private static List<String> looks(DataObject message) {
        List<String> looks = new ArrayList<>();
        looks.add(message.getString("content", "").strip());
        for (DataObject embed : objects(message, "embeds")) {
            looks.add(embed.getString("title", "").strip());
            looks.add(embed.getString("description", "").strip());
            looks.add(String.valueOf(embed.getInt("color", 0)));
        }
        for (DataObject button : buttons(message)) {
            looks.add(button.getString("custom_id", ""));
            looks.add(button.getString("label", "").strip());
            looks.add(String.valueOf(button.getInt("style", 0)));
        }
        return looks;
    }

    /**
     * Whether a message certainly shows something else than what was sent: other buttons, or another colour, which Discord takes as
     * they are. Of texts nobody knows how it trims them.
     */
    static boolean isAnother(DataObject message, DataObject sent) {
        boolean embedded = !objects(message, "embeds").isEmpty();
        return !ids(message).equals(ids(sent)) || (embedded && !colours(message).equals(colours(sent)));
    }

    private static List<String> ids(DataObject message) {
        return buttons(message).stream()
                .map(button -> button.getString("custom_id", ""))
                .toList();
    }

    private static List<Integer> colours(DataObject message) {
        return objects(message, "embeds").stream()
                .map(embed -> embed.getInt("color", 0))
                .toList();
    }

    /** The deployments that a card is about: its buttons tell, or, where there are none any more, what it says. */
    static Set<DeployId> about(Card card) {
        Set<DeployId> ids = card.buttons().stream()
                .map(button -> button.id().deployment())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (ids.isEmpty()) {
            card.fields().stream()
                    .filter(field -> field.name().equals("Deploy ID"))
                    .flatMap(field -> DeployId.parse(field.value()).stream())
                    .forEach(ids::add);
        }
        return ids;
    }

    /** Whether a message is the card of one of those deployments, which its buttons tell. */
    static boolean isAbout(DataObject message, Set<DeployId> ids) {
        return buttons(message).stream()
                .map(button -> ButtonId.parse(button.getString("custom_id", "")))
                .anyMatch(button ->
                        button.isPresent() && ids.contains(button.get().deployment()));
    }

    private static List<DataObject> buttons(DataObject message) {
        return objects(message, "components").stream()
                .flatMap(row -> objects(row, "components").stream())
                .toList();
    }

    private static List<DataObject> objects(DataObject parent, String name) {
        return parent.optArray(name).stream()
                .flatMap(list -> list.stream(DataArray::getObject))
                .toList();
    }

    /** Above the embed, since it is what a notification shows, and where alone Discord calls anybody. */
    private static String content(Card card, Mentions mentions) {
        return Stream.of(headline(card), mentions.content())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private static String headline(Card card) {
        String headline = card.headline();
        return headline == null || PlainLine.isBlank(headline)
                ? ""
                : "**" + Markdown.cut(headline, LONGEST_HEADLINE) + "**";
    }

    private static DataObject embed(Card card) {
        String title = Markdown.cut(card.title(), LONGEST_TITLE);
        boolean cut = !title.equals(Markdown.escape(card.title()));
        String text = new CardText(LONGEST_TEXT).of(card, cut ? card.title() : null);
        DataObject embed = DataObject.empty().put("title", seen(title)).put("color", color(card.tone()));
        return text.isEmpty() ? embed : embed.put("description", text);
    }

    /** Discord refuses texts of which nothing can be seen. */
    static String seen(String text) {
        return PlainLine.isBlank(text) ? "–" : text;
    }

    static int color(Tone tone) {
        return switch (tone) {
            case NEUTRAL -> 0x5865F2;
            case GOOD -> 0x2ECC71;
            case WARNING -> 0xF1C40F;
            case BAD -> 0xED4245;
        };
    }

    private static DataArray rows(List<Button> buttons) {
        // Discord refuses a message with two buttons of one id
        Map<String, Button> distinct = new LinkedHashMap<>();
        buttons.forEach(button -> distinct.putIfAbsent(button.id().value(), button));
        List<Button> shown = new ArrayList<>(distinct.values()).subList(0, Math.min(distinct.size(), MOST_BUTTONS));
        DataArray rows = DataArray.empty();
        for (int i = 0; i < shown.size(); i += BUTTONS_A_ROW) {
            DataArray row = DataArray.empty();
            shown.subList(i, Math.min(i + BUTTONS_A_ROW, shown.size()))
                    .forEach(b -> row.add(button(b.id().value(), b.label(), b.style())));
            rows.add(DataObject.empty().put("type", 1).put("components", row));
        }
        return rows;
    }

    private static DataObject button(String id, String label, Button.Style style) {
        return DataObject.empty()
                .put("type", 2)
                .put("custom_id", id)
                .put("label", PlainLine.cut(label, Button.MAX_LABEL_LENGTH))
                .put("style", style(style));
    }

    /** Discord's green for what is to be pressed when all is well. */
    private static int style(Button.Style style) {
        return switch (style) {
            case PRIMARY -> 3;
            case DANGER -> 4;
            case PLAIN -> 2;
        };
    }
}
