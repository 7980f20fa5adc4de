package io.releaseconductor.chat;

import java.util.Objects;

/**
 * A button.
 *
 * @param id what is sent back when it is pressed
 * @param label such as {@code Promote}, at most 80 characters
 * @param style how it looks
 */
public record Button(ButtonId id, String label, Style style) {

    /** How a button looks; chats have at least these. */
    public enum Style {
        /** The one to press when all is well. */
        PRIMARY,
        /** One that takes something back. */
        DANGER,
        /** Any other. */
        PLAIN
    }

    /** Requires all. */
    public Button {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(label, "label");
        Objects.requireNonNull(style, "style");
    }
}
