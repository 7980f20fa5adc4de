package io.releaseconductor.chat;

import io.releaseconductor.model.Times;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a person sees of a deployment, neutral of any chat. Texts are plain text that may come from outside: escaping them
 * and cutting them to a platform's limits is the adapter's business.
 *
 * <p>A point in time in a text stands as {@link Times#format(Instant)} writes it, so that an adapter may show it in the reader's own zone.
 *
 * @param tone its mood
 * @param headline its first line: where, how it stands and what is wanted; null if there is none
 * @param title its title, such as {@code 🚀 Deployment Initiated}
 * @param fields what is being shipped, in order
 * @param lines what there is to say, in order, one line each; an empty one sets paragraphs apart
 * @param summary the line that sums it up, such as {@code Overall: 4/5 checks passed}; null if there is none. Where there is one, lines and
 *     summary stand before the fields, as in the spec's examples: what was found matters more then
 * @param links where to look further, in order
 * @param buttons what can be done, in order
 * @param mentions whom the message calls, in order; empty for nobody, as on every card of a deployment
 */
public record Card(
        Tone tone,
        @Nullable String headline,
        String title,
        List<Field> fields,
        List<String> lines,
        @Nullable String summary,
        List<Link> links,
        List<Button> buttons,
        List<Mention> mentions) {

    /** Requires what is not optional and copies. */
    public Card {
        Objects.requireNonNull(tone, "tone");
        Objects.requireNonNull(title, "title");
        fields = List.copyOf(fields);
        lines = List.copyOf(lines);
        links = List.copyOf(links);
        buttons = List.copyOf(buttons);
        mentions = List.copyOf(mentions);
    }

    /**
     * A card without a first line of its own, that calls nobody.
     *
     * @param tone its mood
     * @param title its title
     * @param fields what is being shipped
     * @param lines what there is to say
     * @param summary the line that sums it up, or null
     * @param links where to look further
     * @param buttons what can be done
     */
    public Card(
            Tone tone,
            String title,
            List<Field> fields,
            List<String> lines,
            @Nullable String summary,
            List<Link> links,
            List<Button> buttons) {
        this(tone, null, title, fields, lines, summary, links, buttons, List.of());
    }

    /** {@return whether lines and summary stand before the fields} */
    public boolean showsResultsFirst() {
        return summary != null;
    }

    /**
     * A named value.
     *
     * @param name such as {@code Environment}
     * @param value such as {@code Staging} or {@code Ada at 2023-11-12 00:00:00 UTC}; free text, complete by itself
     * @param at the point in time that the value tells, for adapters that can show it relative to now besides; null if none
     */
    public record Field(String name, String value, @Nullable Instant at) {
        /** Requires what is not optional. */
        public Field {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(value, "value");
        }
    }

    /**
     * A link.
     *
     * @param label such as {@code View Run}
     * @param target where it leads
     */
    public record Link(String label, URI target) {
        /** Requires both. */
        public Link {
            Objects.requireNonNull(label, "label");
            Objects.requireNonNull(target, "target");
        }
    }

    /**
     * A fingerprint of all that the card shows: equal cards have equal digests, and different ones, in practice, do not.
     *
     * @return 64 hexadecimal digits; the same on every JVM
     */
    public String digest() {
        return CardDigest.of(this);
    }
}
