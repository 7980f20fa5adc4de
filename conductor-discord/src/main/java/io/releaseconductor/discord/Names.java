package io.releaseconductor.discord;

import java.util.regex.Pattern;

/** Ids of roles and people in a text, as {@link Permit#describe} writes them, become their names. Nobody is notified by that. */
final class Names {

    private static final Pattern WHO = Pattern.compile("\\b(role|user) ([0-9]{15,20})\\b");

    private Names() {}

    /** The text is escaped already. */
    static String in(String text) {
        return WHO.matcher(text)
                .replaceAll(m -> m.group(1).equals("role") ? "<@&" + m.group(2) + ">" : "<@" + m.group(2) + ">");
    }
}
