package io.releaseconductor.chat;

import io.releaseconductor.deployment.Decision;
import io.releaseconductor.model.Times;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects the parts of a card. What does not apply is given as null and left out; every text becomes a single line. */
final class CardBuilder {

    private final Tone tone;
    private final String title;
    private final List<Card.Field> fields = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();
    private final List<Card.Link> links = new ArrayList<>();
    private final List<Button> buttons = new ArrayList<>();
    private @Nullable String headline;
    private final List<Mention> mentions = new ArrayList<>();
    private @Nullable String summary;
    private boolean paragraphEnds;

    CardBuilder(Tone tone, String title) {
        this.tone = tone;
        this.title = title;
    }

    CardBuilder field(String name, @Nullable String value) {
        return field(name, value, null);
    }

    CardBuilder decision(String name, @Nullable Decision decision) {
        return decision == null ? this : decision(name, decision, "");
    }

    /** A decision that others took part in, who are named before it. */
    CardBuilder decision(String name, Decision decision, String others) {
        return field(name, others + decision.describe(), decision.at());
    }

    CardBuilder time(String name, @Nullable Instant at) {
        return at == null ? this : time(name, Times.format(at), at);
    }

    /** A value that belongs to a point in time. */
    CardBuilder time(String name, String value, Instant at) {
        return field(name, value, at);
    }

    /** Chats refuse a field without a value, so that one that folds to nothing is shown as a dash. */
    private CardBuilder field(String name, @Nullable String value, @Nullable Instant at) {
        if (value != null) {
            String line = Line.of(value);
            fields.add(new Card.Field(name, line.isBlank() ? "–" : line, at));
        }
        return this;
    }

    CardBuilder status(String text) {
        return line("Status: " + text);
    }

    CardBuilder line(String text) {
        if (paragraphEnds && !lines.isEmpty()) {
            lines.add("");
        }
        paragraphEnds = false;
        lines.add(Line.of(text));
        return this;
    }

    /** A line of the form {@code Name: text}. */
    CardBuilder line(String name, @Nullable String text) {
        return text == null || text.isBlank() ? this : line(name + ": " + text);
    }

    /** What follows is set apart from what came before. */
    CardBuilder paragraph() {
        paragraphEnds = true;
        return this;
    }

    CardBuilder headline(String text) {
        headline = Line.of(text);
        return this;
    }

    CardBuilder summary(String text) {
        summary = Line.of(text);
        return this;
    }

    CardBuilder link(String label, @Nullable URI target) {
        if (target != null) {
            links.add(new Card.Link(Line.of(label), target));
        }
        return this;
    }

    CardBuilder buttons(List<Button> all) {
        buttons.addAll(all);
        return this;
    }

    CardBuilder mentions(List<Mention> all) {
        mentions.addAll(all);
        return this;
    }

    Card build() {
        return new Card(tone, headline, title, fields, lines, summary, links, buttons, mentions);
    }
}
