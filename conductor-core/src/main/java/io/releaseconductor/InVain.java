package io.releaseconductor;

import io.releaseconductor.config.VariableReader;
import java.util.function.Consumer;

/** Notes variables that are set and change nothing, since what they would say is given in code. */
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
        note(reader, reading, why, "_" + reader.environment().variableSuffix());
    }

    private static void note(VariableReader reader, Consumer<VariableReader> reading, String why, String suffix) {
        VariableReader vain = reader.apart();
        reading.accept(vain);
        vain.found().stream()
                .filter(name -> name.endsWith(suffix))
                .forEach(name -> reader.problems().warn(name + " is set in vain: " + why));
    }
}
