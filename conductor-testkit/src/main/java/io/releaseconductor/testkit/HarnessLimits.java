package io.releaseconductor.testkit;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Assumptions;

/**
 * What a harness cannot bring about, and why. A test that needs such a thing is reported as skipped with that reason, and
 * each contract reports the whole list; nothing is skipped that is not on it. Immutable.
 */
public final class HarnessLimits {

    private static final HarnessLimits NONE = new HarnessLimits(Map.of());

    private final Map<Enum<?>, String> reasons;

    private HarnessLimits(Map<Enum<?>, String> reasons) {
        this.reasons = Collections.unmodifiableMap(new LinkedHashMap<>(reasons));
    }

    /** {@return no limits: the harness can bring about everything} */
    public static HarnessLimits none() {
        return NONE;
    }

    /**
     * One limit more.
     *
     * @param what what the harness cannot bring about
     * @param why why not, for whoever reads the report; not blank
     * @return these limits and that one
     * @throws IllegalArgumentException if the reason is blank
     */
    public HarnessLimits cannot(Enum<?> what, String why) {
        Objects.requireNonNull(what, "what");
        if (why.isBlank()) {
            throw new IllegalArgumentException(what + ": the reason is blank; allowed: why it cannot be shown");
        }
        Map<Enum<?>, String> more = new LinkedHashMap<>(reasons);
        more.put(what, why);
        return new HarnessLimits(more);
    }

    /**
     * Tells whether something can be brought about.
     *
     * @param what the thing
     * @return whether it is not among these limits
     */
    public boolean allow(Enum<?> what) {
        return !reasons.containsKey(what);
    }

    /** {@return what cannot be brought about, and why, in the order in which it was said} */
    public Map<Enum<?>, String> reasons() {
        return reasons;
    }

    /** Ends the running test, reported as skipped with the reason, if it needs what cannot be brought about. */
    void need(Enum<?> what) {
        if (!allow(what)) {
            Assumptions.abort("The harness cannot bring about " + what + ": " + reasons.get(what));
        }
    }

    Map<String, String> report() {
        Map<String, String> report = new LinkedHashMap<>();
        reasons.forEach((what, why) -> report.put("not shown: " + what, why));
        return report;
    }
}
