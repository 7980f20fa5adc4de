package io.releaseconductor.checks;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Decodes those character references that occur in URLs. Others stay as they are. */
final class HtmlEntities {

    private static final Pattern REFERENCE =
            Pattern.compile("&(?:(amp|lt|gt|quot|apos)|#(\\d{1,7})|#[xX]([0-9a-fA-F]{1,6}));");

    private static final Map<String, String> NAMED =
            Map.of("amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'");

    private HtmlEntities() {}

    static String decode(String text) {
        if (text.indexOf('&') < 0) {
            return text;
        }
        return REFERENCE.matcher(text).replaceAll(match -> {
            String name = match.group(1);
            String replacement;
            if (name != null) {
                replacement = NAMED.getOrDefault(name, match.group());
            } else {
                String decimal = match.group(2);
                int code = decimal != null ? Integer.parseInt(decimal) : Integer.parseInt(match.group(3), 16);
                replacement = Character.isValidCodePoint(code) ? Character.toString(code) : match.group();
            }
            return Matcher.quoteReplacement(replacement);
        });
    }
}
