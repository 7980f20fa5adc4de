package io.releaseconductor.chat;

import java.util.Objects;

/**
 * A button.
 *
 * @param id what is sent back when it is pressed
 * @param label such as {@code Promote}, 1 to {@link #MAX_LABEL_LENGTH} characters
 * @param style how it looks
 */
public record Button(ButtonId id, String label, Style style) {

    /** The longest label, in characters (Discord's limit). */
    public static final int MAX_LABEL_LENGTH = 80;

    /** How a button looks; chats have at least these. */
    public enum Style {
        /** The one to press when all is well. */
        PRIMARY,
        /** One that takes something back. */
        DANGER,
        /** Any other. */
        PLAIN
    }

    /**
     * Validates.
     *
     * @throws IllegalArgumentException if the label is blank or longer than {@link #MAX_LABEL_LENGTH}
     */
    public Button {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(label, "label");
        Objects.requireNonNull(style, "style");
        if (label.isBlank() || label.length() > MAX_LABEL_LENGTH) {
            throw new IllegalArgumentException("button " + id + ": label \"" + label
                    + "\" is not allowed; allowed: 1 to " + MAX_LABEL_LENGTH + " characters");
        }
    }
}
