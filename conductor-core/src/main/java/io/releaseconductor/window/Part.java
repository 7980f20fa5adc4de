package io.releaseconductor.window;

import io.releaseconductor.config.Problems;
import io.releaseconductor.model.OneLine;
import java.util.Arrays;
import java.util.List;

/**
 * A part of a text that somebody wrote, which may be wrong.
 *
 * @param name what the whole text is called, such as its variable
 * @param text the part
 * @param problems where it is noted what is wrong with it
 */
record Part(String name, String text, Problems problems) {

    private static final int LONGEST_SHOWN = 60;

    /** {@return what stands between separators, without the spaces around it; it is noted if there are separators only} */
    List<Part> split(String separators, String allowed) {
        List<Part> parts = Arrays.stream(text.split(separators, -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .map(part -> new Part(name, part, problems))
                .toList();
        if (parts.isEmpty() && !text.isEmpty()) {
            refuse("says nothing", allowed);
        }
        return parts;
    }

    /** Notes what is wrong with the part itself. */
    void refuse(String why, String allowed) {
        problems.add(name + ": " + quoted(text) + " " + why + "; allowed: " + allowed);
    }

    /** Notes what is wrong with a word of the part. */
    void refuse(String word, String why, String allowed) {
        String place = word.equals(text) ? "" : " in " + quoted(text);
        problems.add(name + ": " + quoted(word) + place + " " + why + "; allowed: " + allowed);
    }

    private static String quoted(String text) {
        return "\"" + OneLine.cut(OneLine.of(text), LONGEST_SHOWN) + "\"";
    }
}
