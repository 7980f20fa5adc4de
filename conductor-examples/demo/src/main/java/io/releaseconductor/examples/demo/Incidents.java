package io.releaseconductor.examples.demo;

import io.releaseconductor.config.Problems;
import io.releaseconductor.config.VariableFamily;
import io.releaseconductor.config.Variables;
import io.releaseconductor.local.CommandAdmission;
import io.releaseconductor.local.CommandAdmissionOptions;
import io.releaseconductor.spi.Admission;
import java.util.List;
import java.util.Optional;

/** The rule of the pre-flight that nothing begins while an incident is open, which a command tells. */
final class Incidents {

    static final String VARIABLE = "INCIDENT_COMMAND";

    private static final String NAME = "incident";

    private Incidents() {}

    /** Empty where no command is set; then nobody can ask for the rule. */
    static Optional<Admission> rule(Variables variables) {
        variables.claim(VariableFamily.of(VARIABLE));
        return variables.reader(new Problems()).text(VARIABLE).map(Incidents::asking);
    }

    private static Admission asking(String command) {
        List<String> words = List.of(command.strip().split("\\s+"));
        return CommandAdmission.of(
                NAME,
                CommandAdmissionOptions.of(
                        words.get(0), words.subList(1, words.size()).toArray(String[]::new)));
    }
}
