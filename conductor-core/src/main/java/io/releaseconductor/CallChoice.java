package io.releaseconductor;

import io.releaseconductor.config.VariableReader;
import io.releaseconductor.model.Called;
import java.util.ArrayList;
import java.util.List;

/** Whom the chat calls in an environment: from code, else from the variable, else nobody. */
final class CallChoice {

    static final String CALL = "SHIP_CALL";

    private static final String GROUP = "role:";

    private static final String INITIATOR = "initiator";

    private static final String NOBODY = "nobody";

    private static final String ALLOWED = "role:ID for a group or role of the chat, up to " + Called.MOST_GROUPS
            + " of them, and initiator for whoever shipped it, with commas between; or nobody";

    private CallChoice() {}

    static Called read(EnvironmentSettings settings, VariableReader reader) {
        Called own = settings.called();
        if (own == null) {
            return fromVariable(reader);
        }
        InVain.noteOwn(
                reader, CallChoice::fromVariable, "whom to call in " + settings.environment() + " is given in code");
        return own;
    }

    private static Called fromVariable(VariableReader reader) {
        String text = reader.text(CALL, NOBODY).strip();
        if (text.equals(NOBODY)) {
            return Called.NOBODY;
        }
        List<String> groups = new ArrayList<>();
        boolean initiator = false;
        List<String> refused = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            String word = part.strip();
            if (word.equals(INITIATOR)) {
                initiator = true;
            } else if (word.startsWith(GROUP) && isGroup(word.substring(GROUP.length()))) {
                groups.add(word.substring(GROUP.length()));
            } else {
                refused.add("\"" + word + "\"");
            }
        }
        if (refused.isEmpty() && groups.stream().distinct().count() <= Called.MOST_GROUPS) {
            return new Called(groups, initiator);
        }
        String what = refused.isEmpty() ? groups.size() + " roles" : String.join(", ", refused);
        reader.problems().add(reader.nameOf(CALL) + ": " + what + " is not allowed; allowed: " + ALLOWED);
        return Called.NOBODY;
    }

    private static boolean isGroup(String id) {
        return !id.isEmpty()
                && id.length() <= Called.LONGEST_GROUP
                && id.chars().noneMatch(Character::isWhitespace);
    }
}
