package io.releaseconductor.checks.browser;

import io.releaseconductor.model.OneLine;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes what a page says fit to be shown: on one line, not too long, and without what may be secret. */
final class Words {

    private static final int LONGEST_READ = 5_000;
    private static final int LONGEST_WORD = 24;

    /** What follows the path of an address, where tokens are. */
    private static final Pattern QUERY =
            Pattern.compile("((?:https?|wss?)://[^\\s'\"`<>()?#]{0,2000})[?#][^\\s'\"`<>()]*");

    private static final Pattern USER = Pattern.compile("((?:https?|wss?)://)[^\\s'\"`<>()/@]{1,300}@");

    private static final Pattern TOKEN = Pattern.compile("\\beyJ[\\w-]{5,}\\.[\\w.-]*|[\\w+/=-]{40,}");

    private static final Pattern BEARER = Pattern.compile("(?i)\\b(bearer|basic)\\s+[\\w.~+/=-]{8,}");

    private static final Pattern NAMED = Pattern.compile(
            "(?i)((?:password|passwd|secret|token|api_?key|authorization|cookie|session_?id)[\"']?\\s{0,3}[:=]\\s{0,3}[\"']?)"
                    + "[^\\s\"',;&)}\\]]+");

    private static final String MASK = "***";

    private Words() {}

    /** Cut only where nobody reads any more, so that what is masked later is whole. */
    static String clean(String text) {
        String line = OneLine.of(OneLine.cut(text, LONGEST_READ));
        line = USER.matcher(line).replaceAll("$1");
        line = QUERY.matcher(line).replaceAll("$1");
        line = BEARER.matcher(line).replaceAll("$1 " + Matcher.quoteReplacement(MASK));
        line = NAMED.matcher(line).replaceAll("$1" + Matcher.quoteReplacement(MASK));
        line = TOKEN.matcher(line)
                .replaceAll(found -> Matcher.quoteReplacement(isRandom(found.group()) ? MASK : found.group()));
        return line;
    }

    /** Long words and paths have no digit among their letters, or a slash or dash every now and then. */
    private static boolean isRandom(String word) {
        if (word.startsWith("eyJ")) {
            return true;
        }
        return Arrays.stream(word.split("[/-]"))
                .anyMatch(part -> part.length() >= LONGEST_WORD && part.chars().anyMatch(Character::isDigit));
    }
}
