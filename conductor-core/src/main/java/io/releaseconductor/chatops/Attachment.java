package io.releaseconductor.chatops;

import java.util.Arrays;
import java.util.Objects;
import java.util.regex.Pattern;

/** A file that goes with a reply, such as a picture. Immutable. */
public final class Attachment {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    private final String name;
    private final String mediaType;
    private final byte[] bytes;
    private final String altText;

    private Attachment(String name, String mediaType, byte[] bytes, String altText) {
        this.name = name;
        this.mediaType = mediaType;
        this.bytes = bytes;
        this.altText = altText;
    }

    /**
     * Makes an attachment.
     *
     * @param name the name of the file: 1 to 100 letters, digits, dots, underscores and hyphens, with a letter or digit first
     * @param mediaType such as {@code image/png}
     * @param bytes what is in it; copied
     * @param altText what it shows, for those who do not see it
     * @return the attachment
     * @throws IllegalArgumentException if the name is not allowed
     */
    public static Attachment of(String name, String mediaType, byte[] bytes, String altText) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("attachment: name \"" + name
                    + "\" is not allowed; allowed: 1 to 100 letters, digits, dots, underscores and hyphens");
        }
        return new Attachment(
                name,
                Objects.requireNonNull(mediaType, "mediaType"),
                bytes.clone(),
                Objects.requireNonNull(altText, "altText"));
    }

    /** {@return the name of the file} */
    public String name() {
        return name;
    }

    /** {@return its media type} */
    public String mediaType() {
        return mediaType;
    }

    /** {@return a copy of what is in it} */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** {@return what it shows, for those who do not see it} */
    public String altText() {
        return altText;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Attachment that
                && name.equals(that.name)
                && mediaType.equals(that.mediaType)
                && altText.equals(that.altText)
                && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, mediaType, altText, Arrays.hashCode(bytes));
    }

    @Override
    public String toString() {
        return name + " (" + mediaType + ", " + bytes.length + " bytes)";
    }
}
