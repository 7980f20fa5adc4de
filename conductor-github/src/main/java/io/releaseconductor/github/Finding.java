package io.releaseconductor.github;

import org.jspecify.annotations.Nullable;

/**
 * Something that was found when GitHub was {@linkplain GitHubWorkflows#examine(java.util.Map) asked} about the configuration.
 *
 * @param weight how much it matters
 * @param file the name of the workflow file that it is about, or null
 * @param text what was found, for people, in one sentence without a full stop; without secrets
 * @param mend what to do about it, or null where the text says it or there is nothing to do
 */
public record Finding(
        Weight weight,
        @Nullable String file,
        String text,
        @Nullable String mend) {

    /** How much a finding matters, from what is well to what has to be mended. */
    public enum Weight {
        /** All is well with it. */
        GOOD,
        /** Worth knowing. */
        NOTE,
        /** It works, but for what the text says. */
        DOUBT,
        /** GitHub would refuse what the conductor asks for. */
        PROBLEM
    }

    /** {@return the text and what to do about it, on one line} */
    public String line() {
        return mend == null ? text : text + "; " + mend;
    }
}
