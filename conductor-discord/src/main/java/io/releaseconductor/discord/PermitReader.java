package io.releaseconductor.discord;

import io.releaseconductor.chat.PlainLine;
import io.releaseconductor.config.Problems;

/** Reads {@code role:123,user:456}, {@code everyone} or {@code nobody}. */
final class PermitReader {

    static final String ALLOWED =
            "allowed: role:ID and user:ID with commas between, everyone, or nobody; an ID is 15 to 20 digits";

    private PermitReader() {}

    static Permit read(String name, String text, Problems problems) {
        Permit permit = Permit.NOBODY;
        for (String part : text.split(",", -1)) {
            String word = part.strip();
            int colon = word.indexOf(':');
            String id = word.substring(colon + 1).strip();
            String kind = colon < 0 ? word : word.substring(0, colon).strip();
            if (word.equals("everyone")) {
                permit = permit.or(Permit.EVERYONE);
            } else if (kind.equals("role") && DiscordOptions.isId(id)) {
                permit = permit.or(Permit.roles(id));
            } else if (kind.equals("user") && DiscordOptions.isId(id)) {
                permit = permit.or(Permit.users(id));
            } else if (!text.strip().equals("nobody")) {
                problems.add(name + ": \"" + PlainLine.cut(word, 100) + "\" is not allowed; " + ALLOWED);
            }
        }
        return permit;
    }
}
