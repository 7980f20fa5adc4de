package io.releaseconductor.checks;

import java.util.regex.Pattern;

/** Tells a web server's own page, or its list of files, from an application's. */
final class ServerPages {

    /** What a server says of itself: that it works, that it was installed, that this is its page until there is another. */
    private static final Pattern OF_ITSELF = Pattern.compile(
            "\\bit works!|\\bworks!|\\bindex of /|\\b(?:web|http|application) ?server\\b|\\bdefault (?:web ?)?(?:page|site)\\b"
                    + "|\\btest page\\b|\\bsuccessfully (?:installed|set up)\\b|\\bwindows server\\b"
                    + "|\\bdirectory listing\\b|\\bplaceholder page\\b|\\binstall(?:ation)? worked\\b"
                    + "|\\b(?:replace|overwrite) this page\\b|\\bwaiting for your content\\b"
                    + "|\\bif you(?: are|['\u2019]re)? see(?:ing)? this\\b|\\byou are seeing this page because\\b"
                    + "|\\byour (?:[\\w.]+ ){0,5}(?:server|instance|application|web ?app) is (?:now )?running\\b"
                    + "|\\b(?:account|site|website) (?:has been |is )?suspended\\b",
            Pattern.CASE_INSENSITIVE);

    /** What a program, or a server in front of it, says when it fails. */
    private static final Pattern OF_AN_ERROR = Pattern.compile(
            "\\b(?:fatal|parse|syntax) error\\b|\\buncaught (?:\\w*error|\\w*exception)\\b|\\bstack ?trace\\b"
                    + "|\\btraceback \\(most recent|\\binternal server error\\b|\\bservice (?:temporarily )?unavailable\\b"
                    + "|\\bbad gateway\\b|\\bgateway time-?out\\b|\\berror establishing a database connection\\b",
            Pattern.CASE_INSENSITIVE);

    private static final int LONGEST = 6000;

    private ServerPages() {}

    /** Whether a page without any script, and not a long one, speaks of the server that sends it. */
    static boolean isOne(Page page) {
        return says(page, OF_ITSELF);
    }

    /** Whether such a page speaks of an error. */
    static boolean isOfAnError(Page page) {
        return says(page, OF_AN_ERROR);
    }

    private static boolean says(Page page, Pattern words) {
        String text = page.title() + " " + page.text();
        return !page.hasScripts()
                && text.length() <= LONGEST
                && words.matcher(text).find();
    }
}
