package io.releaseconductor.check;

import java.time.Duration;

/**
 * One question about a freshly deployed environment, such as "does the homepage load?".
 *
 * <p>A check is called on a thread of its own, side by side with the others. The same instance may be called for several
 * deployments at once, so it must be thread-safe. In one verification it may be called several times, one after the other: a
 * failure that would roll the deployment back is confirmed first, and one where {@linkplain CheckResult#unanswered() nothing
 * answered} is looked at again while the application may still be starting.
 *
 * <p>{@link CheckStatus#FAIL} means that the release is ill, and only the check itself can say so. A check that throws, returns
 * null or does not return in time is {@link CheckStatus#NO_DATA} that says so; it never hurts the others. So a check that takes
 * a refused connection or silence for a failure has to return one, within its time limit. It should give up when it is
 * interrupted: after its time limit it is, and whatever it returns later is dropped. While several calls of a check hold their
 * threads though they were interrupted, it is not called any more and has no data.
 */
public interface Check {

    /** The time limit of a check that does not state its own. */
    Duration DEFAULT_TIME_LIMIT = Duration.ofSeconds(10);

    /** What an id may look like, in words, for messages. */
    String ALLOWED_IDS = CheckNames.ALLOWED;

    /**
     * Tells whether a text may be the id of a check.
     *
     * @param text the text to judge
     * @return whether it is as {@link #id()} says
     */
    static boolean isValidId(String text) {
        return CheckNames.isValid(text);
    }

    /**
     * The identity of the check, by which results are keyed and policies name it. The built-in ones are {@code frontend},
     * {@code api}, {@code auth}, {@code search} and {@code media}.
     *
     * @return 1 to 32 characters: a lower-case letter, then lower-case letters, digits, hyphens and underscores; always
     *     the same
     */
    String id();

    /** {@return what cards call the check, such as {@code Search}; by default its id with a capital} */
    default String name() {
        return CheckNames.title(id());
    }

    /** {@return what it was made from, such as a file, to tell it from others where the configuration is wrong; empty if nothing in particular} */
    default String origin() {
        return "";
    }

    /**
     * How long the check may take. The verification's own limit holds besides.
     *
     * @return more than zero
     */
    default Duration timeLimit() {
        return DEFAULT_TIME_LIMIT;
    }

    /**
     * Finds out.
     *
     * @param context what is judged
     * @return what was found out, free of secrets; never null
     * @throws Exception if it could not be found out; its message is shown to people
     */
    CheckResult run(CheckContext context) throws Exception;
}
