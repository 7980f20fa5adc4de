package io.releaseconductor.deployment;

import io.releaseconductor.model.OneLine;
import java.util.List;
import java.util.Objects;

/**
 * That a person lets a deployment begin against rules of the pre-flight.
 *
 * @param decision who, and when
 * @param reason why, one line
 * @param rules the names of the rules that kept it then, and that do not any more; what else comes up keeps it all the same
 */
public record AdmissionOverride(Decision decision, String reason, List<String> rules) {

    /** The longest reason that is kept, in characters; what is longer is cut. */
    public static final int MAX_REASON = 200;

    /**
     * Copies, and makes one line of the reason.
     *
     * @throws IllegalArgumentException if there is no reason, or no rule
     */
    public AdmissionOverride {
        Objects.requireNonNull(decision, "decision");
        reason = OneLine.cut(OneLine.of(reason), MAX_REASON);
        rules = List.copyOf(rules);
        if (reason.isBlank()) {
            throw new IllegalArgumentException(
                    "override: a reason is needed; allowed: 1 to " + MAX_REASON + " characters");
        }
        if (rules.isEmpty()) {
            throw new IllegalArgumentException("override: no rule is overridden");
        }
    }

    /** {@return what the team is told} */
    String words(List<AdmissionAnswer> answers) {
        String what = String.join(
                "; ",
                answers.stream()
                        .filter(answer -> rules.contains(answer.rule()))
                        .map(AdmissionAnswer::describe)
                        .toList());
        return "Pre-flight overridden by " + decision.by().name() + " (" + reason + "): " + what;
    }
}
