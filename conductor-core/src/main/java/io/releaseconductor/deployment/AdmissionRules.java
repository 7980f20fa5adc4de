package io.releaseconductor.deployment;

import io.releaseconductor.model.Environment;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which rules of the pre-flight hold for a deployment, besides a free place, locks and windows, which always do. Immutable.
 *
 * @param asked the names of the rules that are asked outside, each once, in the order of the card
 * @param after the environment in which the version has to stand at promoted first; null for none
 */
public record AdmissionRules(List<String> asked, @Nullable Environment after) {

    /** Nothing is asked. */
    public static final AdmissionRules NONE = new AdmissionRules(List.of(), null);

    /** How the rule is called that a version goes through another environment first. */
    public static final String ORDER = "order";

    /** The names of rules that nobody else may give theirs. */
    public static final List<String> RESERVED = List.of(ORDER, "place", "lock", "window", "none");

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,23}");

    /**
     * Copies, and leaves out what is there twice.
     *
     * @throws IllegalArgumentException if a name is not {@linkplain #isName allowed}
     */
    public AdmissionRules {
        asked = List.copyOf(new LinkedHashSet<>(asked));
        for (String name : asked) {
            if (!isName(name)) {
                throw new IllegalArgumentException("admission: \"" + name + "\" is not allowed; allowed: " + allowed());
            }
        }
    }

    /**
     * Whether a rule that is asked outside can be called so.
     *
     * @param name any text
     * @return whether it is allowed
     */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches() && !RESERVED.contains(name);
    }

    /** {@return what is allowed as a name, for messages} */
    public static String allowed() {
        return "1 to 24 lower-case letters, digits and hyphens, a letter first, but none of " + RESERVED;
    }

    /** {@return whether there are none} */
    public boolean isEmpty() {
        return asked.isEmpty() && after == null;
    }
}
