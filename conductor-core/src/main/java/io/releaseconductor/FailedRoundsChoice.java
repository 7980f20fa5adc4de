package io.releaseconductor;

import io.releaseconductor.config.VariableReader;
import io.releaseconductor.metric.FailedRounds;
import io.releaseconductor.model.RolloutPlan;
import io.releaseconductor.model.Strategy;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** How many of a check's rounds may fail: from code, else from the variable, else 1 %. */
final class FailedRoundsChoice {

    private static final String FAILED_ROUNDS = "SHIP_FAILED_ROUNDS";

    private static final String ALLOWED = "a percentage above 0 % and below 10 %, such as 1% or 0.5%";

    private static final String ASKED = "checks are asked in rounds";

    private FailedRoundsChoice() {}

    static FailedRounds read(EnvironmentSettings settings, Map<Strategy, RolloutPlan> plans, VariableReader reader) {
        FailedRounds own = settings.failedRounds();
        if (own != null) {
            InVain.noteOwn(
                    reader,
                    FailedRoundsChoice::fromVariable,
                    "how many rounds may fail in " + settings.environment() + " is given in code");
            String where = "the share of failed rounds in " + settings.environment();
            InVain.noteWithoutRounds(reader, plans.values(), where, ASKED);
            return own;
        }
        InVain.noteOwnWithoutRounds(reader, plans.values(), FAILED_ROUNDS, ASKED);
        return fromVariable(reader);
    }

    /** Notes it if it is set for all environments and holds in none of them. */
    static void noteInVain(VariableReader everywhere, Collection<RolloutPlan> plans) {
        if (everywhere.text(FAILED_ROUNDS).isPresent()) {
            InVain.noteWithoutRounds(everywhere, plans, FAILED_ROUNDS, ASKED);
        }
    }

    private static FailedRounds fromVariable(VariableReader reader) {
        Optional<String> text = reader.text(FAILED_ROUNDS);
        if (text.isEmpty()) {
            return FailedRounds.DEFAULT;
        }
        try {
            return new FailedRounds(Percents.share(text.get().strip()));
        } catch (IllegalArgumentException e) {
            reader.problems()
                    .add(reader.nameOf(FAILED_ROUNDS) + ": \"" + text.get() + "\" is not allowed; allowed: " + ALLOWED);
            return FailedRounds.DEFAULT;
        }
    }
}
