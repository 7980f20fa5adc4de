package io.releaseconductor.examples.demo.terminal;

import java.nio.charset.CharsetEncoder;

/** Writes lines as a terminal can show them: with plain words for symbols that its encoding lacks, and in colour where that is shown. */
final class Ink {

    /** Says that the symbol before is to be drawn as a picture. */
    private static final int AS_PICTURE = 0xFE0F;

    private final CharsetEncoder encoder;
    private final boolean colours;

    private Ink(CharsetEncoder encoder, boolean colours) {
        this.encoder = encoder;
        this.colours = colours;
    }

    static Ink of(Teletype teletype) {
        return new Ink(teletype.charset().newEncoder(), teletype.showsColours());
    }

    /** A line, from its first symbol with a colour on in that colour. Not for several threads at once. */
    String of(String line) {
        if (colours) {
            for (int at = 0; at < line.length(); at += Character.charCount(line.codePointAt(at))) {
                Colour colour = Symbol.colour(line.codePointAt(at));
                if (colour != Colour.NONE) {
                    return plain(line.substring(0, at)) + colour.paint(plain(line.substring(at)));
                }
            }
        }
        return plain(line);
    }

    private String plain(String text) {
        if (encoder.canEncode(text)) {
            return text;
        }
        StringBuilder plain = new StringBuilder();
        boolean leftOut = false;
        for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            int codePoint = text.codePointAt(at);
            String shown = plain(codePoint);
            boolean leftOver = leftOut && codePoint == ' ';
            plain.append(leftOver ? "" : shown);
            leftOut = shown.isEmpty() && (leftOut || codePoint != AS_PICTURE);
        }
        return plain.toString();
    }

    /** Nothing for a symbol that nothing stands for; then the space behind it goes as well. */
    private String plain(int codePoint) {
        String character = Character.toString(codePoint);
        if (encoder.canEncode(character)) {
            return character;
        }
        return Character.isLetterOrDigit(codePoint) ? "?" : Symbol.plain(codePoint);
    }
}
