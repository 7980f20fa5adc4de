package io.releaseconductor.deployment;

import io.releaseconductor.model.OneLine;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What paths of a repository look like, name by name. The same on every system, unlike the JDK's, and never slow. Keeps no state. */
final class PathGlob {

    static final String ALLOWED =
            "paths from the root of the repository, in which * stands for anything within a name, ** for any number of"
                    + " folders and ? for one character, such as db/migration/** or **/*.sql";

    static final int LONGEST = 200;

    private static final String DEEP = "**";

    /** What means something elsewhere, and nothing here. */
    private static final Pattern OTHER_SIGNS = Pattern.compile("[\\\\\\[\\]{}]|^!");

    private PathGlob() {}

    static boolean isOne(String text) {
        return !text.isEmpty()
                && text.length() <= LONGEST
                && text.equals(OneLine.of(text))
                && !OTHER_SIGNS.matcher(text).find()
                && Stream.of(text.split("/", -1)).allMatch(PathGlob::isName);
    }

    private static boolean isName(String name) {
        return !name.isBlank()
                && !name.equals(".")
                && !name.equals("..")
                && (name.equals(DEEP) || !name.contains(DEEP));
    }

    static boolean matches(String glob, String path) {
        String[] names = glob.split("/", -1);
        String[] folders = path.split("/", -1);
        return matches(
                names.length,
                folders.length,
                at -> names[at].equals(DEEP),
                (at, place) -> isNamed(names[at], folders[place]));
    }

    private static boolean isNamed(String glob, String name) {
        int[] signs = glob.codePoints().toArray();
        int[] characters = name.codePoints().toArray();
        return matches(
                signs.length,
                characters.length,
                at -> signs[at] == '*',
                (at, place) -> signs[at] == '?' || signs[at] == characters[place]);
    }

    /** Whether one thing stands for another one. */
    private interface Fitting {
        boolean fits(int at, int place);
    }

    /** What many stands for takes as little as it can, and only the last one that was met ever has to take more. */
    private static boolean matches(int signs, int length, IntPredicate isMany, Fitting fitting) {
        int at = 0;
        int place = 0;
        int many = -1;
        int taken = 0;
        while (place < length) {
            if (at < signs && isMany.test(at)) {
                many = at++;
                taken = place;
            } else if (at < signs && fitting.fits(at, place)) {
                at++;
                place++;
            } else if (many >= 0) {
                at = many + 1;
                place = ++taken;
            } else {
                return false;
            }
        }
        while (at < signs && isMany.test(at)) {
            at++;
        }
        return at == signs;
    }
}
