package io.releaseconductor.github;

import java.util.regex.Pattern;

/** Correlation keys in the titles of runs. */
final class Titles {

    private static final String PART_OF_KEY = "[A-Za-z0-9_/-]";

    private static final Pattern ANY_KEY =
            Pattern.compile("(?<!" + PART_OF_KEY + ")ship-[a-z0-9-]+-[0-9]+/[a-z]+/[0-9]+(?!" + PART_OF_KEY + ")");

    private Titles() {}

    /** {@return whether the title shows the whole key, and not only one that begins or ends alike} */
    static boolean show(String title, String key) {
        return Pattern.compile("(?<!" + PART_OF_KEY + ")" + Pattern.quote(key) + "(?!" + PART_OF_KEY + ")")
                .matcher(title)
                .find();
    }

    /** {@return whether the title shows the key of any attempt} */
    static boolean showAny(String title) {
        return ANY_KEY.matcher(title).find();
    }
}
