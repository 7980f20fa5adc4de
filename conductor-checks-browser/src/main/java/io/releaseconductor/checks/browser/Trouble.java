package io.releaseconductor.checks.browser;

import io.releaseconductor.check.CheckStatus;
import io.releaseconductor.config.Masking;

/**
 * Something that a page got wrong.
 *
 * @param kind what it is
 * @param text what the browser says of it, fit to be shown
 * @param place where it was
 * @param own whether it is the release's own doing
 */
record Trouble(Kind kind, String text, Place place, boolean own) {

    /** What it is. */
    enum Kind {
        ERROR("Uncaught error", CheckStatus.FAIL, CheckStatus.WARNING),
        REJECTION("Unhandled rejection", CheckStatus.FAIL, CheckStatus.WARNING),
        SCRIPT("Script not loaded", CheckStatus.FAIL, CheckStatus.WARNING),
        CONSOLE("Console error", CheckStatus.WARNING, CheckStatus.NO_DATA),
        /** Somebody asked for it, and nobody waits for the answer. */
        ABORTED("Aborted and not handled", CheckStatus.NO_DATA, CheckStatus.NO_DATA);

        private final String words;
        private final CheckStatus own;
        private final CheckStatus others;

        Kind(String words, CheckStatus own, CheckStatus others) {
            this.words = words;
            this.own = own;
            this.others = others;
        }

        String words() {
            return words;
        }
    }

    Trouble masked(Masking masking) {
        return new Trouble(kind, masking.mask(text), place, own);
    }

    /** {@return how it counts: {@link CheckStatus#NO_DATA} is told and decides nothing} */
    CheckStatus status() {
        return own ? kind.own : kind.others;
    }
}
