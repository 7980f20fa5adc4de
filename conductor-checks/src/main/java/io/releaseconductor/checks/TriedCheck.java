package io.releaseconductor.checks;

import io.releaseconductor.check.CheckResult;
import io.releaseconductor.check.CheckStatus;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How one of the built-in checks came out when it was tried.
 *
 * @param id which check, such as {@code api}
 * @param name what people call it, such as {@code API}
 * @param result what it says with the variables as they are
 * @param settings variables under which it was tried as well and then understood what it was answered, by name; empty if none were
 *     found or none are needed
 * @param notes what else is worth knowing, one line each; no line holds a value of an answer or of a variable
 */
public record TriedCheck(String id, String name, CheckResult result, Map<String, String> settings, List<String> notes) {

    /** Copies. */
    public TriedCheck {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(result, "result");
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        notes = List.copyOf(notes);
    }

    /** {@return whether it passes as the variables are, with or without warnings} */
    public boolean good() {
        return result.status() == CheckStatus.PASS || result.status() == CheckStatus.WARNING;
    }
}
