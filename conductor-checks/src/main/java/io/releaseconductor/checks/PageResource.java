package io.releaseconductor.checks;

import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Something that a page makes a browser load.
 *
 * @param kind what it is to the page
 * @param url where it is, without a fragment
 * @param access what another origin has to allow this page
 * @param integrity the hashes that it has to have, as the page writes them, or null
 */
record PageResource(
        Kind kind, HttpUrl url, Access access, @Nullable String integrity) {

    /** How a page takes what it loads from another origin. */
    enum Access {
        /** As it is, without looking into it: it need not be allowed. */
        UNREAD,
        ANYBODY,
        WITH_CREDENTIALS
    }

    /** Whether another origin has to allow this page to read it. */
    boolean cors() {
        return access != Access.UNREAD;
    }

    /** What a resource is to its page. */
    enum Kind {
        CLASSIC_SCRIPT("Script"),
        MODULE("Script"),
        /** A module that a script of the page may ask for later, or never. */
        LATER_MODULE("Script"),
        /** A module that is fetched ahead of the scripts that may import it. */
        PRELOADED_MODULE("Preloaded script"),
        STYLESHEET("Stylesheet");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** {@return such as {@code Script}} */
        String words() {
            return words;
        }

        boolean isModule() {
            return this == MODULE || this == LATER_MODULE || this == PRELOADED_MODULE;
        }
    }
}
