package io.releaseconductor.checks;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Finds the start tags of an HTML page in one pass, the way browsers cut a page into tags: comments, quotes, any case, and
 * text in which tags mean nothing (scripts, styles and the like). What is broken is skipped, never thrown.
 */
final class HtmlScanner {

    /** Elements whose content is text up to their end tag. A browser that runs scripts treats noscript so, too. */
    private static final Set<String> TEXT_ELEMENTS =
            Set.of("script", "style", "textarea", "title", "noscript", "iframe", "xmp", "noembed", "noframes");

    private final String html;
    private final Consumer<HtmlTag> tags;
    private int at;

    private HtmlScanner(String html, Consumer<HtmlTag> tags) {
        this.html = html;
        this.tags = tags;
    }

    static void scan(String html, Consumer<HtmlTag> tags) {
        new HtmlScanner(html, tags).run();
    }

    private void run() {
        while (true) {
            int open = html.indexOf('<', at);
            if (open < 0 || open + 1 >= html.length()) {
                return;
            }
            at = open + 1;
            char next = html.charAt(at);
            if (isLetter(next)) {
                startTag();
            } else if (html.startsWith("!--", at)) {
                comment();
            } else if (next == '/' || next == '!' || next == '?') {
                skipPast(">");
            }
        }
    }

    private void comment() {
        at += 3;
        if (html.startsWith(">", at) || html.startsWith("->", at)) {
            skipPast(">");
            return;
        }
        // One pass over the dashes: looking for each of the two ends by itself could read the page over and over.
        int dashes = html.indexOf("--", at);
        while (dashes >= 0) {
            if (html.startsWith(">", dashes + 2) || html.startsWith("!>", dashes + 2)) {
                at = html.indexOf('>', dashes) + 1;
                return;
            }
            dashes = html.indexOf("--", dashes + 1);
        }
        at = html.length();
    }

    private void skipPast(String end) {
        int found = html.indexOf(end, at);
        at = found < 0 ? html.length() : found + end.length();
    }

    private void startTag() {
        String name = nameUntil("/>");
        Map<String, String> attributes = new HashMap<>();
        while (true) {
            skipSpaceAndSlashes();
            if (at >= html.length()) {
                return;
            }
            if (html.charAt(at) == '>') {
                at++;
                break;
            }
            attribute(attributes);
        }
        tags.accept(new HtmlTag(name, attributes));
        if (name.equals("plaintext")) {
            at = html.length();
        } else if (TEXT_ELEMENTS.contains(name)) {
            skipText(name);
        }
    }

    private void attribute(Map<String, String> attributes) {
        int start = at;
        // A name may begin with an equals sign, strange as that is.
        at++;
        while (at < html.length() && !isSpace(html.charAt(at)) && "/>=".indexOf(html.charAt(at)) < 0) {
            at++;
        }
        String name = html.substring(start, at).toLowerCase(Locale.ROOT);
        skipSpace();
        String value = "";
        if (at < html.length() && html.charAt(at) == '=') {
            at++;
            skipSpace();
            value = value();
        }
        attributes.putIfAbsent(name, value);
    }

    private String value() {
        if (at >= html.length()) {
            return "";
        }
        char quote = html.charAt(at);
        if (quote == '"' || quote == '\'') {
            int end = html.indexOf(quote, at + 1);
            int stop = end < 0 ? html.length() : end;
            String quoted = html.substring(at + 1, stop);
            at = Math.min(html.length(), stop + 1);
            return HtmlEntities.decode(quoted);
        }
        int start = at;
        while (at < html.length() && !isSpace(html.charAt(at)) && html.charAt(at) != '>') {
            at++;
        }
        return HtmlEntities.decode(html.substring(start, at));
    }

    private void skipText(String element) {
        int from = at;
        while (true) {
            int close = html.indexOf("</", from);
            if (close < 0) {
                at = html.length();
                return;
            }
            int after = close + 2 + element.length();
            if (html.regionMatches(true, close + 2, element, 0, element.length())
                    && (after >= html.length()
                            || isSpace(html.charAt(after))
                            || "/>".indexOf(html.charAt(after)) >= 0)) {
                at = close;
                return;
            }
            from = close + 2;
        }
    }

    private String nameUntil(String stops) {
        int start = at;
        while (at < html.length() && !isSpace(html.charAt(at)) && stops.indexOf(html.charAt(at)) < 0) {
            at++;
        }
        return html.substring(start, at).toLowerCase(Locale.ROOT);
    }

    private void skipSpace() {
        while (at < html.length() && isSpace(html.charAt(at))) {
            at++;
        }
    }

    private void skipSpaceAndSlashes() {
        while (at < html.length() && (isSpace(html.charAt(at)) || html.charAt(at) == '/')) {
            at++;
        }
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
    }
}
