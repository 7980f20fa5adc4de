package io.releaseconductor.audit;

import io.releaseconductor.model.Actor;
import io.releaseconductor.model.OneLine;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an {@link AuditEntry} tells. Immutable; texts are one line each, at most {@value #MAX_LENGTH} characters.
 *
 * @param at when it happened, by the clock of the node that noted it
 * @param event what happened, by its name in the trail, such as {@code roll_back}
 * @param by the person who asked for it, without groups, or the policy; null where a node noted what happened by itself
 * @param reason why, as it was given or found; null for none
 * @param before the status before, by its wire name; null where the deployment began
 * @param after the status afterwards, by its wire name
 * @param detail what else there is to know, for people; null for nothing
 */
public record Occurrence(
        Instant at,
        String event,
        @Nullable Actor by,
        @Nullable String reason,
        @Nullable String before,
        String after,
        @Nullable String detail) {

    /** The longest text that is kept, in characters; what is longer is cut. */
    public static final int MAX_LENGTH = 500;

    /** Requires what is not optional, makes one line of each text, and leaves groups away. */
    public Occurrence {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(event, "event");
        Objects.requireNonNull(after, "after");
        by = by == null ? null : new Actor(word(by.id()), word(by.name()), Set.of(), wordOrNull(by.chat()));
        reason = line(reason);
        detail = line(detail);
    }

    private static @Nullable String wordOrNull(@Nullable String text) {
        return text == null ? null : word(text);
    }

    /** A text that has to be there. What cannot be written everywhere alike would give another digest once it was written. */
    private static String word(String text) {
        String line = OneLine.cut(OneLine.of(text), MAX_LENGTH);
        return line.isBlank() ? "?" : line;
    }

    private static @Nullable String line(@Nullable String text) {
        String line = text == null ? "" : OneLine.cut(OneLine.of(text), MAX_LENGTH);
        return line.isBlank() ? null : line;
    }

    /** {@return where it came from: a chat such as {@code discord}, {@code policy}, {@code api} for a person of no known chat, else {@code node}} */
    public String source() {
        if (by == null) {
            return "node";
        }
        if (by.isPolicy()) {
            return "policy";
        }
        String chat = by.chat();
        return chat == null ? "api" : chat;
    }
}
