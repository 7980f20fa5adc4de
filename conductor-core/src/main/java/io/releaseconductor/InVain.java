package io.releaseconductor;

import io.releaseconductor.config.VariableReader;
import io.releaseconductor.model.Bake;
import io.releaseconductor.model.RolloutPlan;
import java.util.Collection;
import java.util.function.Consumer;

/** Notes what is set and changes nothing: variables, since what they would say is given in code, and what means bakes where none is. */
final class InVain {

    private InVain() {}

    /**
     * Notes all of them.
     *
     * @param reader where they would have been read
     * @param reading reads them
     * @param why what is given in code, as a clause
     */
    static void note(VariableReader reader, Consumer<VariableReader> reading, String why) {
        note(reader, reading, why, "");
    }

    /** The same of those that are set for this environment alone: others may well hold elsewhere. */
    static void noteOwn(VariableReader reader, Consumer<VariableReader> reading, String why) {
        note(reader, reading, why, suffix(reader));
    }

    /**
     * Notes what needs a wave that bakes where there is none.
     *
     * @param plans what is reached by, where it holds
     * @param where what is set, as people know it
     * @param what is done while a wave bakes, as a clause
     */
    static void noteWithoutRounds(VariableReader reader, Collection<RolloutPlan> plans, String where, String what) {
        boolean rounds = plans.stream()
                .flatMap(plan -> plan.waves().stream())
                .anyMatch(wave -> wave.bake() instanceof Bake.Rounds);
        if (!rounds) {
            reader.problems()
                    .warn(where + " is set in vain: " + what + " while a wave bakes, and none does; set "
                            + PlanChoice.BAKES + ", such as 5m..30m");
        }
    }

    /** The same of a variable that is set for this environment alone: another one may well hold elsewhere. */
    static void noteOwnWithoutRounds(
            VariableReader reader, Collection<RolloutPlan> plans, String variable, String what) {
        if (isOwn(reader, variable)) {
            noteWithoutRounds(reader, plans, reader.nameOf(variable), what);
        }
    }

    /** Whether a variable is set for this environment alone. */
    static boolean isOwn(VariableReader reader, String variable) {
        return reader.nameOf(variable).endsWith(suffix(reader));
    }

    private static String suffix(VariableReader reader) {
        return "_" + reader.environment().variableSuffix();
    }

    private static void note(VariableReader reader, Consumer<VariableReader> reading, String why, String suffix) {
        VariableReader vain = reader.apart();
        reading.accept(vain);
        vain.found().stream()
                .filter(name -> name.endsWith(suffix))
                .forEach(name -> reader.problems().warn(name + " is set in vain: " + why));
    }
}
