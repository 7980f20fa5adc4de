package io.releaseconductor.checks;

import java.util.regex.Pattern;

/** Tells a web server's own page, or its list of files, from an application's. */
final class ServerPages {

    /** What a server says of itself: that it works, that it was installed, that this is its page until there is another. */
    private static final Pattern OF_ITSELF = Pattern.compile(
            "\\bit works!|\\bworks!|\\bindex of /|\\b(?:web|http|application) ?server\\b|\\bdefault (?:web ?)?(?:page|site)\\b"
                    + "|\\btest page\\b|\\bsuccessfully (?:installed|set up)\\b|\\bwindows server\\b",
            Pattern.CASE_INSENSITIVE);

    private static final int LONGEST = 6000;

    private ServerPages() {}

    /** Whether a page without any script, and not a long one, speaks of the server that sends it. */
    static boolean isOne(Page page) {
        String text = page.title() + " " + page.text();
        return !page.hasScripts()
                && text.length() <= LONGEST
                && OF_ITSELF.matcher(text).find();
    }
}
