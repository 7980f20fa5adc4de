package io.releaseconductor.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Guesses what somebody meant who mistyped a word. Keeps no state. */
public final class Suggestions {

    /** The shortest word of which the rest is guessed. */
    private static final int MIN_PREFIX = 2;

    private Suggestions() {}

    /**
     * The word that is nearest to a mistyped one: at most every third letter may be wrong, or one is the other's beginning.
     *
     * @param typed any text
     * @param allowed what could have been meant, in order of preference
     * @return the nearest, or empty if none is near
     */
    public static Optional<String> nearest(String typed, Collection<String> allowed) {
        return allowed.stream()
                .filter(word -> isNear(typed, word))
                .min(Comparator.comparingInt(word -> distance(typed, word)));
    }

    private static boolean isNear(String typed, String word) {
        int longer = Math.max(typed.length(), word.length());
        int shorter = Math.min(typed.length(), word.length());
        if (shorter >= MIN_PREFIX && typed.regionMatches(0, word, 0, shorter)) {
            return true;
        }
        int tolerated = (longer + 2) / 3;
        return longer - shorter <= tolerated && distance(typed, word) <= tolerated && distance(typed, word) < longer;
    }

    /**
     * How many letters have to be put in, left out, exchanged or swapped with their neighbour to make one of the other.
     *
     * @param a any text
     * @param b any text
     * @return the number, 0 if they are the same
     */
    public static int distance(String a, String b) {
        int[][] rows = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                rows[i][j] = i == 0 || j == 0 ? i + j : step(rows, a, b, i, j);
            }
        }
        return rows[a.length()][b.length()];
    }

    private static int step(int[][] rows, String a, String b, int i, int j) {
        int exchanged = rows[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int least = Math.min(exchanged, Math.min(rows[i - 1][j], rows[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(least, rows[i - 2][j - 2] + 1) : least;
    }
}
