package io.releaseconductor.deployment;

import io.releaseconductor.model.OneLine;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a version is, for people who decide on it. Title and author are free text from outside: each is made one line and cut.
 *
 * @param title the first line of its commit message, at most {@value #MAX_TITLE} chars
 * @param author who wrote it, at most {@value #MAX_AUTHOR} chars; null if that is not known
 * @param commit its whole commit id, in lower case; null if that is not known
 * @param committedAt when that commit was made, by the clock of whoever made it; null if that is not known
 * @param distance how far it is from what it was compared with, or null if it was compared with nothing
 * @param compare where a person can look at all that changed, http or https; null if there is no such page
 * @param others the commits right before it that what it was compared with has not, newest first, the first {@value #MAX_OTHERS} of
 *     them; empty if there are none or if they are not known
 * @param risk which of the paths that changed since are risky; null if nobody marked any, or if that was not found out
 */
public record ChangeSummary(
        String title,
        @Nullable String author,
        @Nullable String commit,
        @Nullable Instant committedAt,
        @Nullable Distance distance,
        @Nullable URI compare,
        List<Commit> others,
        @Nullable Risk risk) {

    /** How long a title may be, in chars. */
    public static final int MAX_TITLE = 200;

    /** How long an author's name may be, in chars. */
    public static final int MAX_AUTHOR = 100;

    /** How long a link may be, in chars. */
    public static final int MAX_LINK = 500;

    /** How many commits are named beside its own. */
    public static final int MAX_OTHERS = 4;

    private static final String COMMIT = "[0-9a-f]{40}|[0-9a-f]{64}";

    /**
     * Makes lines of title and author, cuts them and the list, and validates. An author without a visible character is none.
     *
     * @throws IllegalArgumentException if there is no title, the commit is no whole id, or the link leads to no page of the web; names all
     *     of them
     */
    public ChangeSummary {
        title = OneLine.cut(OneLine.of(title), MAX_TITLE);
        author = name(author);
        others = List.copyOf(others.subList(0, Math.min(others.size(), MAX_OTHERS)));
        List<String> problems = new ArrayList<>();
        if (isWithoutTitle(title)) {
            problems.add("title is empty");
        }
        if (commit != null && !commit.matches(COMMIT)) {
            problems.add("commit is \"" + commit + "\"; allowed: 40 or 64 hexadecimal digits in lower case");
        }
        if (compare != null && !isPage(compare)) {
            problems.add("compare is \"" + compare + "\"; allowed: an http or https address of at most " + MAX_LINK
                    + " characters");
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("change: " + String.join(", ", problems));
        }
    }

    /**
     * Makes a summary of a commit of which it is not known when it was made.
     *
     * @param title as for the record
     * @param author as for the record
     * @param commit as for the record
     * @param distance as for the record
     * @param compare as for the record
     * @param others as for the record
     * @param risk as for the record
     * @throws IllegalArgumentException as for the record
     */
    public ChangeSummary(
            String title,
            @Nullable String author,
            @Nullable String commit,
            @Nullable Distance distance,
            @Nullable URI compare,
            List<Commit> others,
            @Nullable Risk risk) {
        this(title, author, commit, null, distance, compare, others, risk);
    }

    /**
     * Makes a summary that names no other commits, no risky paths and no time.
     *
     * @param title as for the record
     * @param author as for the record
     * @param commit as for the record
     * @param distance as for the record
     * @param compare as for the record
     * @throws IllegalArgumentException as for the record
     */
    public ChangeSummary(
            String title,
            @Nullable String author,
            @Nullable String commit,
            @Nullable Distance distance,
            @Nullable URI compare) {
        this(title, author, commit, distance, compare, List.of(), null);
    }

    private static @Nullable String name(@Nullable String author) {
        String name = author == null ? "" : OneLine.cut(OneLine.of(author), MAX_AUTHOR);
        return name.isBlank() ? null : name;
    }

    /**
     * Whether a text would be no title.
     *
     * @param text any text
     * @return whether nothing is left of it once it is made a line
     */
    public static boolean isWithoutTitle(String text) {
        return OneLine.of(text).isBlank();
    }

    /**
     * Whether an address may be linked to.
     *
     * @param link the address
     * @return whether it is one of a page of the web, and not longer than {@link #MAX_LINK}
     */
    public static boolean isPage(URI link) {
        return ("https".equals(link.getScheme()) || "http".equals(link.getScheme()))
                && link.getHost() != null
                && link.toString().length() <= MAX_LINK;
    }

    /**
     * A commit that is shipped along.
     *
     * @param title the first line of its message, at most {@value #MAX_TITLE} chars
     * @param author who wrote it, at most {@value #MAX_AUTHOR} chars; null if that is not known
     */
    public record Commit(String title, @Nullable String author) {
        /**
         * Makes lines of title and author, and cuts them. An author without a visible character is none.
         *
         * @throws IllegalArgumentException if there is no title
         */
        public Commit {
            title = OneLine.cut(OneLine.of(title), MAX_TITLE);
            author = name(author);
            if (isWithoutTitle(title)) {
                throw new IllegalArgumentException("change: the title of another commit is empty");
            }
        }
    }

    /**
     * Which of the paths that changed are risky.
     *
     * @param paths the first {@value #MOST_PATHS} of them, each at most {@value #MAX_PATH} chars
     * @param count how many there are of all that were looked at
     * @param whole whether all paths that changed were looked at; without that, there may be more
     */
    public record Risk(List<String> paths, int count, boolean whole) {

        /** How many paths are named. */
        public static final int MOST_PATHS = 5;

        /** How long a path may be, in chars. */
        public static final int MAX_PATH = 200;

        /** Nothing is known of them. */
        public static final Risk UNKNOWN = new Risk(List.of(), 0, false);

        /**
         * Makes lines of the paths, cuts them and the list, and validates. A path without a visible character is not named.
         *
         * @throws IllegalArgumentException if more are named than there are
         */
        public Risk {
            paths = paths.stream()
                    .map(path -> OneLine.cut(OneLine.of(path), MAX_PATH))
                    .filter(path -> !path.isBlank())
                    .limit(MOST_PATHS)
                    .toList();
            if (count < paths.size()) {
                throw new IllegalArgumentException("change: " + count + " risky paths are not allowed; allowed: "
                        + paths.size() + " or more, since that many are named");
            }
        }

        /**
         * What follows from the paths that changed.
         *
         * @param risky which are risky
         * @param changed those that changed, the old names of what was renamed included
         * @param whole whether these are all
         * @return what is known of them
         */
        public static Risk of(RiskyPaths risky, Collection<String> changed, boolean whole) {
            List<String> found =
                    changed.stream().filter(risky::match).distinct().toList();
            return new Risk(found, found.size(), whole);
        }

        /**
         * Names some of them, such as {@code db/migration/V7__orders.sql and 2 more}.
         *
         * @param most how many at most, 1 or more
         * @return the names, and how many more there are; at least that many where not all paths were looked at
         */
        public String words(int most) {
            List<String> named = paths.subList(0, Math.min(most, paths.size()));
            int more = count - named.size();
            String rest = more == 0 ? "" : (whole ? "" : "at least ") + more + (named.isEmpty() ? " paths" : " more");
            return Stream.of(String.join(", ", named), rest)
                    .filter(part -> !part.isEmpty())
                    .collect(Collectors.joining(" and "));
        }

        /** {@return whether a risky path is known to have changed} */
        public boolean isKnown() {
            return count > 0;
        }
    }

    /**
     * How far a version is from another one.
     *
     * @param since that other version, by the name under which it was shipped
     * @param ahead how many commits it has that the other one has not, 0 or more
     * @param behind how many commits the other one has that it has not, 0 or more
     */
    public record Distance(String since, int ahead, int behind) {
        /**
         * Validates.
         *
         * @throws IllegalArgumentException if a number is below 0
         */
        public Distance {
            Objects.requireNonNull(since, "since");
            if (ahead < 0 || behind < 0) {
                throw new IllegalArgumentException("change: " + ahead + " commits ahead and " + behind
                        + " behind are not allowed; allowed: 0 or more of each");
            }
        }
    }
}
