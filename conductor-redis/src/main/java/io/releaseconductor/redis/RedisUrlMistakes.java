package io.releaseconductor.redis;

import java.util.regex.Pattern;

/** Why a text is no Redis URL, without a word of it, since any part of it may be a password that stands in the wrong place. */
final class RedisUrlMistakes {

    private static final Pattern IN_QUOTES = Pattern.compile("(?s)[\"'`“”‘’].*|.*[\"'`“”‘’]");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{[^{}]*}|\\$\\([^()]*\\)|\\{\\{[^{}]*}}|<[^<>]*>");
    private static final Pattern SCHEME = Pattern.compile("(?is)rediss?(-cluster|-sentinel)?://.*");
    private static final Pattern NEEDS_ENCODING = Pattern.compile("(?s).*[@/?#\\s].*");

    private RedisUrlMistakes() {}

    static boolean hasPlaceholder(String url) {
        return PLACEHOLDER.matcher(url).find();
    }

    /** The likeliest mistake in a text that is no Redis URL. */
    static String in(String url) {
        if (IN_QUOTES.matcher(url).matches()) {
            return "it stands in quotes, which do not belong to it";
        }
        if (hasPlaceholder(url)) {
            return "it holds a placeholder, such as ${NAME} or <name>, that nothing filled in";
        }
        if (!SCHEME.matcher(url).matches()) {
            return "it does not begin with redis:// or rediss://";
        }
        String rest = url.substring(url.indexOf("://") + 3);
        int at = rest.lastIndexOf('@');
        String servers = rest.substring(at + 1);
        if (at >= 0 && NEEDS_ENCODING.matcher(rest.substring(0, at)).matches()) {
            return "user or password hold a character that has to be percent-encoded: @ is written %40, / %2F, ? %3F, # %23,"
                    + " a space %20";
        }
        if (servers.isEmpty() || servers.startsWith("/") || servers.startsWith(":")) {
            return "the host is missing";
        }
        if (servers.indexOf('?') >= 0) {
            return "it goes on after ?, where nothing is read; settings have variables of their own";
        }
        return servers.indexOf('/') >= 0
                ? "what stands after / is not the number of a database"
                : "it has not the form of a Redis URL";
    }
}
