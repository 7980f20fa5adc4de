package io.releaseconductor.checks.browser;

import java.util.List;
import okhttp3.HttpUrl;

/**
 * What was seen of a page.
 *
 * @param page where it was in the end, after what it sent the browser on to
 * @param status what it was answered with; 0 if that is not known
 * @param end how the look ended
 * @param troubles what it got wrong
 * @param complete whether all that it said was read
 * @param browser which browser looked
 */
record Seen(HttpUrl page, int status, End end, List<Troubles.Counted> troubles, boolean complete, String browser) {

    /** How a look ended. */
    enum End {
        /** The page had loaded, and was watched for a while. */
        WATCHED,
        /** The page had not loaded when the time was over. */
        STILL_LOADING,
        /** The page's process ended. */
        CRASHED
    }

    Seen {
        troubles = List.copyOf(troubles);
    }
}
