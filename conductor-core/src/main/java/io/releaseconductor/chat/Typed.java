package io.releaseconductor.chat;

import io.releaseconductor.model.OneLine;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What people type or paste holds characters that nobody sees: at its ends they are dropped, within a name they are refused, since a
 * name that looks like another one must not stand for something else. Those that turn the direction of writing are refused
 * everywhere.
 */
final class Typed {

    /** A placeholder of a template or of documentation, or what a chat sends for somebody's name. */
    private static final Pattern PLACEHOLDER =
            Pattern.compile("^<[^<>]*>$|\\$\\{[^{}]*}|\\$\\([^()]*\\)|\\{\\{[^{}]*}}");

    private Typed() {}

    /** The text without spaces and invisible characters at its ends. */
    static String trim(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isMargin(text.codePointAt(start))) {
            start += Character.charCount(text.codePointAt(start));
        }
        while (start < end && isMargin(text.codePointBefore(end))) {
            end -= Character.charCount(text.codePointBefore(end));
        }
        return text.substring(start, end);
    }

    private static boolean isMargin(int c) {
        return Character.getType(c) == Character.SPACE_SEPARATOR || (isInvisible(c) && !OneLine.turnsDirection(c));
    }

    /** What is wrong with a text that people are to read before it is acted on, or null. */
    static @Nullable String directionProblem(String text) {
        return text.codePoints()
                .filter(OneLine::turnsDirection)
                .mapToObj(c -> "holds a character that turns the direction of writing (" + named(c)
                        + "), so that it reads as something else; type it anew")
                .findFirst()
                .orElse(null);
    }

    /** What is wrong with a name that was trimmed, or null. */
    static @Nullable String problem(String name) {
        String direction = directionProblem(name);
        if (direction != null) {
            return direction;
        }
        return invisible(name)
                .map(odd -> odd + "; type it anew")
                .or(() -> halved(name))
                .or(() -> Lookalikes.oddity(name)
                        .map(odd -> odd + "; did you mean \"" + Line.cut(Lookalikes.plain(name), ShipParser.MAX_ECHO)
                                + "\"?"))
                .or(() -> unfilled(name))
                .orElse(null);
    }

    /** What nobody sees who reads a word: a character that is not to be seen, or one that looks like another. */
    static Optional<String> unseen(String word) {
        return invisible(word).or(() -> Lookalikes.oddity(word));
    }

    private static Optional<String> invisible(String name) {
        return name.codePoints()
                .filter(c -> isInvisible(c) && !isJoiner(c))
                .mapToObj(c -> "holds an invisible character (" + named(c) + ")")
                .findFirst();
    }

    private static Optional<String> halved(String name) {
        return name.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)
                ? Optional.of("holds half a character; type it anew")
                : Optional.empty();
    }

    private static Optional<String> unfilled(String name) {
        Matcher placeholder = PLACEHOLDER.matcher(name);
        return placeholder.find()
                ? Optional.of("holds \"" + Line.cut(placeholder.group(), ShipParser.MAX_ECHO)
                        + "\", which stands for something else; put in what it stands for")
                : Optional.empty();
    }

    static String named(int c) {
        return String.format("U+%04X", c);
    }

    /** Several scripts need these within words. */
    private static boolean isJoiner(int c) {
        return c == 0x200C || c == 0x200D;
    }

    /** Format characters, and the few others that Unicode says are not to be seen. */
    static boolean isInvisible(int c) {
        return Character.getType(c) == Character.FORMAT
                || c == 0x034F
                || c == 0x115F
                || c == 0x1160
                || (c >= 0x17B4 && c <= 0x17B5)
                || (c >= 0x180B && c <= 0x180F)
                || c == 0x2800
                || c == 0x3164
                || (c >= 0xFE00 && c <= 0xFE0F)
                || c == 0xFFA0
                || (c >= 0xE0000 && c <= 0xE0FFF);
    }
}
